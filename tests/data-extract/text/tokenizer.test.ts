import {readFile} from 'node:fs/promises';
import {join} from 'node:path';

import {beforeAll, describe, expect, test} from 'vitest';

import {bytesOfToken} from '../../../data-extract/text/byte-level.ts';
import {spansOf} from '../../../data-extract/text/spans.ts';
import {loadTokenizer} from '../../../data-extract/text/tokenizer.ts';
import type {Tokenizer} from '../../../data-extract/text/tokenizer.ts';
import {ROOT} from '../../../foundations/root.ts';

test.each([
  ['Hello', [72, 101, 108, 108, 111]],
  ['Ġit', [32, 105, 116]],
  ['Ċ', [10]],
  ['é', [233]],
])('the token %s stands for the bytes %j', (token, bytes) => {
  expect(bytesOfToken(token)).toEqual(bytes);
});

describe('spansOf()', () => {
  test('counts in UTF-16 units', () => {
    expect(spansOf('aé🎵', [1, 2, 4])).toEqual([
      {start: 0, end: 1},
      {start: 1, end: 2},
      {start: 2, end: 4},
    ]);
  });
  test('an empty piece stands between its neighbours', () => {
    expect(spansOf('ab', [0, 1, 0, 1, 0])).toEqual([
      {start: 0, end: 0},
      {start: 0, end: 1},
      {start: 1, end: 1},
      {start: 1, end: 2},
      {start: 2, end: 2},
    ]);
  });
  test('a piece of a character takes in the whole of it', () => {
    expect(spansOf('🎵!', [3, 1, 1])).toEqual([
      {start: 0, end: 2},
      {start: 0, end: 2},
      {start: 2, end: 3},
    ]);
  });
});

describe('the tokenizer of tiny-decoder', () => {
  let tokenizer: Tokenizer;
  beforeAll(async () => {
    tokenizer = await loadTokenizer(join(ROOT, 'assets/models/tiny-decoder'));
  });

  test('puts the start token first where special tokens are wanted', () => {
    const [start, lily] = tokenizer.encode('Lily saw', {specialTokens: true});
    expect(start).toMatchObject({id: 0, text: '<|endoftext|>', bytes: '', special: true});
    expect(lily).toMatchObject({text: 'Lily', start: 0, end: 4, special: false});
    expect(tokenizer.encode('Lily saw', {specialTokens: false})[0].text).toBe('Lily');
  });

  test.each(['Lily saw a bird.', '한국어 🎵 café\n\n  two', 'naïve “quotes”', ''])(
    'gives pieces of %j that join to the text again',
    text => {
      const tokens = tokenizer.encode(text, {specialTokens: false});
      const bytes = Buffer.from(tokens.map(token => token.bytes).join(''), 'hex');
      expect(bytes.toString('utf8')).toBe(text);
      for (const token of tokens) {
        if (token.text !== null)
          expect(text.slice(token.start, token.end)).toBe(token.text);
      }
    },
  );

  test('shows bytes that are no whole character as bytes', () => {
    const pieces = tokenizer.encode('🎵', {specialTokens: false});
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.every(({text}) => text === null)).toBe(true);
  });
});

describe('the tokenizers of the default models', () => {
  test.each(['tiny-encoder', 'tiny-translator'])(
    '%s gives the ids that were recorded',
    async name => {
      const cases = JSON.parse(
        await readFile(join(ROOT, 'assets/models/tokenizer-cases.json'), 'utf8'),
      ) as Record<string, {text: string; pair?: string; ids: number[]}[]>;
      const tokenizer = await loadTokenizer(join(ROOT, 'assets/models', name));
      expect(cases[name].length).toBeGreaterThan(5);
      for (const {text, pair, ids} of cases[name]) {
        if (pair !== undefined) continue;
        expect(tokenizer.encode(text, {specialTokens: true}).map(({id}) => id)).toEqual(
          ids,
        );
      }
    },
  );
});
