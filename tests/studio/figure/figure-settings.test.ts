import {expect, test} from 'vitest';

import {flagsOfSettings} from '../../../studio/figure/figure-settings.ts';

test.each<[object, object]>([
  [
    {model: 'decoder', text: 'A', folder: '/tmp'},
    {model: 'decoder', text: 'A'},
  ],
  [{ids: [5, 3, 9]}, {ids: '5,3,9'}],
  [{ids: Int32Array.of(5, 3)}, {ids: '5,3'}],
  [{ids: '5,3'}, {ids: '5,3'}],
  [{ids: undefined}, {ids: undefined}],
])('%j', (given, flags) => {
  expect(flagsOfSettings(given)).toEqual(flags);
});

test.each([
  [undefined, 'figure() is given no settings.'],
  ['a text', 'figure() is given no settings.'],
  [{lyer: 1}, 'figure() has no setting "lyer". Did you mean "layer"?'],
  [{out: 'a.svg'}, 'figure() has no setting "out".'],
  [{'save-capture': 'a'}, 'Did you mean "saveCapture"?'],
  [{ids: 5}, 'What is given as ids is no list of numbers.'],
])('%j is refused', (given, message) => {
  expect(() => flagsOfSettings(given)).toThrow(message);
});
