import {describe, expect, test} from 'vitest';

import {stampOf} from '../../../scenes/components/stamp.ts';
import {
  distinctLabels,
  exactLabel,
  tokenLabel,
} from '../../../scenes/components/token-label.ts';
import {wrapBalanced} from '../../../scenes/components/wrap.ts';

const source = (layer?: number, head?: number, model: string | null = 'm') => ({
  model,
  revision: 'abc',
  dtype: 'fp32',
  ...(layer === undefined ? {} : {layer}),
  ...(head === undefined ? {} : {head}),
});

describe('stampOf()', () => {
  test.each([
    [[], ''],
    [[source()], 'm@abc · fp32'],
    [[source(), source(3, 4)], 'm@abc · layer 3 head 4 · fp32'],
    [[source(3, 4), source(3, 5)], 'm@abc · layer 3 · fp32'],
    [[source(2, 4), source(3, 4)], 'm@abc · fp32'],
    [
      [source(1), source(undefined, undefined, 'n')],
      'm@abc · layer 1 · fp32 + n@abc · fp32',
    ],
    [[source(1, 1, null)], ''],
  ])('%j is stamped %j', (sources, stamp) => {
    expect(stampOf(sources, '')).toBe(stamp);
  });

  test.each([
    [60, 'a@abc · fp32 + b@abc · fp32 + c@abc · fp32'],
    [40, 'a@abc · fp32 + b@abc · fp32 + 1 more'],
    [25, 'a@abc · fp32 + 2 more'],
    [5, 'a@abc · fp32 + 2 more'],
  ])('in room for %i characters it names what fits', (room, stamp) => {
    const sources = ['a', 'b', 'c'].map(model => source(undefined, undefined, model));
    expect(stampOf(sources, '', text => text.length <= room)).toBe(stamp);
  });
});

describe('a stamp with a warning', () => {
  test.each([
    [[source(1, 2)], 'stale', 'stale · m@abc · layer 1 head 2 · fp32'],
    [[source(1, 2)], '오래된 값', '오래된 값 · m@abc · layer 1 head 2 · fp32'],
    [[], 'stale', 'stale'],
  ])('%j with the warning %j is stamped %j', (sources, warning, stamp) => {
    expect(stampOf(sources, warning)).toBe(stamp);
  });

  test('says so also where it is too long to name its model', () => {
    const names = ['a', 'b', 'c', 'd'];
    const sources = names.map(model => source(undefined, undefined, model));
    const fits = (text: string): boolean => text.length <= 44;
    expect(stampOf(sources, 'stale', fits)).toBe(
      'stale · a@abc · fp32 + b@abc · fp32 + 2 more',
    );
  });
});

describe('tokenLabel()', () => {
  test.each([
    [{text: ' bird', bytes: '2062697264'}, 'bird'],
    [{text: 'a b', bytes: '612062'}, 'a b'],
    [{text: ' ', bytes: '20'}, '·'],
    [{text: ' ', bytes: '20'}, '·'],
    [{text: '    ', bytes: '20202020'}, '····'],
    [{text: '\n', bytes: '0a'}, '↵'],
    [{text: '\t\tx', bytes: '090978'}, '⇥⇥x'],
    [{text: 'a\u200bb', bytes: '61e2808b62'}, 'aU+200Bb'],
    [{text: null, bytes: 'f09f8e'}, 'F0 9F 8E'],
    // Marks whose letter is in another token; on a letter of their own they stay.
    [{text: '\u0302', bytes: 'cc82'}, 'U+0302'],
    [{text: '\u0302\u0301x', bytes: 'cc82cc8178'}, 'U+0302 U+0301x'],
    [{text: '\ufe0f', bytes: 'efb88f'}, 'U+FE0F'],
    [{text: ' e\u0302', bytes: '2065cc82'}, 'e\u0302'],
    [{text: '\u2764\ufe0f', bytes: 'e29da4efb88f'}, '\u2764\ufe0f'],
  ])('%j reads %j', (token, label) => {
    expect(tokenLabel(token)).toBe(label);
  });
});

describe('exactLabel()', () => {
  test.each([
    [{text: ' bird', bytes: '2062697264'}, '·bird'],
    [{text: 'a b', bytes: '612062'}, 'a·b'],
    [{text: '\n', bytes: '0a'}, '↵'],
    [{text: null, bytes: '20e9'}, '20 E9'],
  ])('%j reads %j', (token, label) => {
    expect(exactLabel(token)).toBe(label);
  });
});

describe('wrapBalanced()', () => {
  const width = (text: string): number => text.length;
  test.each([
    ['one two', 10, 2, ['one two']],
    ['one two three four', 10, 2, ['one two', 'three four']],
    ['aaaa b cc dddd', 12, 2, ['aaaa b', 'cc dddd']],
    ['one two / three', 11, 2, ['one', 'two / three']],
    ['one two three four five', 10, 2, null],
    ['incomprehensibilities', 10, 2, null],
  ])('%j in lines of %i', (text, max, lines, result) => {
    expect(wrapBalanced(text, max, lines, width)).toEqual(result);
  });
});

test('chips that would look the same have their spaces marked', () => {
  const token = (text: string) => ({text, bytes: ''});
  expect(distinctLabels([' Tom', 'Tom', ' to'].map(token))).toEqual([
    '\u00B7Tom',
    'Tom',
    'to',
  ]);
});
