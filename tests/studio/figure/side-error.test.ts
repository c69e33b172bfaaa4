import {expect, test} from 'vitest';

import {UserError} from '../../../foundations/user-error.ts';
import type {FigureSide} from '../../../studio/figure/figure-request.ts';
import {sideError} from '../../../studio/figure/side-error.ts';

const sideOf = (name: string): FigureSide => ({
  name,
  source: {from: 'capture', folder: name},
  saveCapture: null,
});
const [one, two] = [sideOf('own.txt'), sideOf('moe')];

test.each<[string, readonly FigureSide[], string]>([
  ['--text: there is no word', [one, two], 'own.txt: --text: there is no word'],
  ['--text: there is no word', [one], '--text: there is no word'],
  ['--model own.txt has nothing', [one, two], '--model own.txt has nothing'],
])('%s of %j', (message, sides, said) => {
  const error = new UserError('figure', message, 'Take another.');
  expect(sideError(error, one, {sides})).toMatchObject({
    message: said,
    code: 'figure',
    remedy: 'Take another.',
  });
});

test('a fault of the tool stays what it is', () => {
  const error = new Error('x');
  expect(sideError(error, one, {sides: [one, two]})).toBe(error);
});
