import {readdir, stat} from 'node:fs/promises';
import {join} from 'node:path';

import {beforeAll, describe, expect, test} from 'vitest';

import {readCapture} from '../../../data-extract/capture/capture-folder.ts';
import type {
  BpeEncodingResult,
  BpeTrainingResult,
  GranularitiesResult,
  TokensResult,
} from '../../../data-extract/capture/format.ts';
import {ROOT} from '../../../foundations/root.ts';

const CAPTURES = join(ROOT, 'assets/captures/06-tokenizers');

async function resultOf<T>(name: string): Promise<T> {
  const made = await readCapture(join(CAPTURES, name));
  if (!made?.capture.results.text) throw new Error(`there is no capture ${name}`);
  return made.capture.results.text as T;
}

describe('the race', () => {
  let race: TokensResult;
  let noSpace: TokensResult;
  beforeAll(async () => {
    race = await resultOf('tokenizer-race');
    noSpace = await resultOf('tokenizer-race.no-space');
  });
  const named = (name: string, of = race) => {
    const found = of.tokenizers.find(one => one.name === name);
    if (!found) throw new Error(`no ${name}`);
    return found;
  };
  const pieces = (name: string, part: string): (string | null)[] => {
    const {tokens, parts} = named(name);
    return tokens.slice(parts[part].first, parts[part].end).map(({text}) => text);
  };

  // Counts of the course's book and notebooks, and of the packages of Llama 3 and Gemma 3;
  // BERT's own count there is of another text.
  test.each([
    ['gpt2', 55],
    ['gpt4', 41],
    ['gpt4o', 39],
    ['llama2', 56],
    ['llama3', 41],
    ['gemma3', 45],
  ])('%s takes %i tokens for the course text', (name, count) => {
    expect(named(name)).toMatchObject({count, lossless: true, unknown: 0});
  });

  test.each([
    ['gpt2', 4, 4],
    ['llama2', 6, 6],
    ['gpt4', 2, 3],
    ['llama3', 2, 3],
    ['gpt4o', 2, 3],
    ['gemma3', 2, 3],
  ])('%s takes %i pieces for CAPITALIZATION, and %i without the space', (name, a, b) => {
    expect(named(name).parts.capitals.count).toBe(a);
    expect(named(name, noSpace).count).toBe(b);
    expect(pieces(name, 'capitals')[0]).toMatch(/^ /);
  });

  test('only BERT knows neither symbol, and only Gemma 3 has both whole', () => {
    const unknown = race.tokenizers.filter(one => one.unknown > 0);
    expect(unknown.map(({name, unknown: n}) => [name, n])).toEqual([['bert', 2]]);
    const whole = race.tokenizers.filter(one =>
      pieces(one.name, 'symbols').every(text => text !== null && text !== '[UNK]'),
    );
    expect(whole.map(({name}) => name)).toEqual(['gemma3']);
  });

  test('no piece shows a replacement character', () => {
    for (const {tokens} of [...race.tokenizers, ...noSpace.tokenizers]) {
      for (const {text} of tokens) expect(text ?? '').not.toContain('\uFFFD');
    }
  });
});

test('bards and preceded are cut by Llama 2 as the course has it, and whole in GPT-2', async () => {
  const {levels} = await resultOf<GranularitiesResult>('four-granularities');
  const subwords = levels.find(({level}) => level === 'subwords');
  const texts = subwords?.pieces.map(({text}) => text);
  expect(texts?.slice(-5)).toEqual([' b', 'ards', ' who', ' preced', 'ed']);
  const other = await resultOf<TokensResult>('four-granularities.gpt2');
  expect(other.tokenizers[0].tokens.at(-1)?.text).toBe(' preceded');
  // Bytes know everything; words and the corpus's letters do not.
  expect(levels.map(({level, unknown}) => [level, unknown])).toEqual([
    ['words', 3],
    ['subwords', 0],
    ['characters', 1],
    ['bytes', 0],
  ]);
});

test('each merge of the training takes the best pair and leaves fewer pieces', async () => {
  const {merges, corpus, alphabet} = await resultOf<BpeTrainingResult>('bpe-training');
  let pieces = corpus.characters;
  merges.forEach((merge, i) => {
    const [best, ...others] = merge.candidates;
    expect(merge.token).toBe(best.left + best.right);
    for (const {count} of others) expect(count).toBeLessThanOrEqual(best.count);
    expect(merge.pieces).toBe(pieces - merge.merged);
    expect(merge.vocab).toBe(alphabet.length + i + 1);
    pieces = merge.pieces;
  });
});

test('each step of the encoding merges the lowest rank, until there is none', async () => {
  const {words} = await resultOf<BpeEncodingResult>('bpe-encoding');
  for (const {steps} of words) {
    steps.forEach(({ranks, chosen}, i) => {
      const known = ranks.filter(rank => rank !== null);
      if (i === steps.length - 1) expect(known).toEqual([]);
      else expect(ranks[chosen ?? -1]).toBe(Math.min(...known));
    });
  }
  const last = words[0].steps.at(-1)?.pieces.map(({text}) => text);
  expect([words[0].text, last]).toEqual([' Shawshank', [' Shaw', 'sh', 'ank']]);
});

test('no capture is larger than a scene may have', async () => {
  for (const name of await readdir(CAPTURES)) {
    const files = await readdir(join(CAPTURES, name));
    const sizes = await Promise.all(
      files.map(async file => (await stat(join(CAPTURES, name, file))).size),
    );
    expect(sizes.reduce((a, b) => a + b, 0)).toBeLessThan(1e6);
  }
});
