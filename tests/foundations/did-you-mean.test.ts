import {describe, expect, test} from 'vitest';

import {didYouMean, nearestName} from '../../foundations/did-you-mean.ts';

describe('nearestName()', () => {
  test.each([
    ['nmae', ['count', 'name'], 'name'],
    ['Name', ['count', 'name'], 'name'],
    ['percnt', ['percent', 'fine', 'number'], 'percent'],
    ['prob', ['text', 'probability'], 'probability'],
    ['what-is', ['what-is-it', 'many-heads'], 'what-is-it'],
    ['what-it-is', ['many-heads', 'what-is-it'], 'what-is-it'],
    // The nearest comes first, wherever it stands.
    ['heads', ['head', 'heads.sink', 'headz'], 'head'],
    ['name', ['count', 'share'], null],
    ['x', ['query'], null],
    ['', ['query'], null],
    ['query', [], null],
  ])('of %j among %j is %j', (written, known, name) => {
    expect(nearestName(written, known)).toBe(name);
  });
});

test('didYouMean() is a sentence, or nothing', () => {
  expect(didYouMean('nmae', ['name'])).toBe(' Did you mean "name"?');
  expect(didYouMean('zzzz', ['name'])).toBe('');
});
