import {describe, expect, test} from 'vitest';

import {capture, captureMany} from '../../data-extract/index.ts';
import type {CaptureResult, TextToCapture} from '../../data-extract/index.ts';
import {difference} from './capture-for-test.ts';

const model = 'assets/models/tiny-decoder';
const probes = {
  attention: {pattern: true},
  residual: {at: ['post']},
  logits: {topK: 3},
  lens: {topK: 2},
} as const;

// Longer than what checks look at, so that another graph serves it.
const LONG = 'Lily saw a little bird. '.repeat(16);
const TEXTS: TextToCapture[] = [
  'Lily saw a little bird.',
  {text: 'It was sad.'},
  {ids: [5, 3, 9]},
  // As long as the one before: what only checks read may lie where that lay.
  {ids: [11, 40, 7]},
  LONG,
  'Once upon a time there was a dog.',
];

async function* oneByOne(texts: readonly TextToCapture[]): AsyncGenerator<TextToCapture> {
  for (const text of texts) {
    await Promise.resolve();
    yield text;
  }
}

async function all(
  made: AsyncIterable<CaptureResult<Record<never, never>>>,
): Promise<CaptureResult<Record<never, never>>[]> {
  const results = [];
  for await (const one of made) results.push(one);
  return results;
}

describe('captureMany()', () => {
  test('gives for each text what capture() gives for it', async () => {
    const many = await all(captureMany({model, texts: oneByOne(TEXTS), probes}));
    expect(many).toHaveLength(TEXTS.length);
    for (const [i, text] of TEXTS.entries()) {
      const one = await capture({
        model,
        probes,
        ...(typeof text === 'string' ? {text} : text),
      });
      expect(many[i].tokens).toEqual(one.tokens);
      expect(many[i].tensorNames).toEqual(one.tensorNames);
      for (const name of one.tensorNames) {
        const [a, b] = [many[i].tensor(name), one.tensor(name)];
        expect(a.shape).toEqual(b.shape);
        const largest = b.data.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
        expect(difference(a.data, b.data)).toBeLessThan(1e-5 * Math.max(1, largest));
      }
      const ranks = ({results}: typeof one) =>
        results.logits?.positions.map(({rankOfNext}) => rankOfNext);
      expect(ranks(many[i])).toEqual(ranks(one));
      expect(many[i].results.lens?.rows.length).toBe(one.results.lens?.rows.length);
      expect(many[i].capture.declarationSha256).toBe(one.capture.declarationSha256);
      const names = (from: typeof one) => from.capture.invariants.map(({name}) => name);
      // The cache belongs to the model, so the first text speaks for all.
      expect(names(many[i])).toEqual(
        names(one).filter(name => i === 0 || name !== 'cached = uncached logits'),
      );
    }
  });

  test('gives the same bits whatever was captured before', async () => {
    const many = await all(captureMany({model, texts: TEXTS, probes}));
    for (const i of [2, 3]) {
      const [alone] = await all(captureMany({model, texts: [TEXTS[i]], probes}));
      expect(many[i].tensorNames).toEqual(alone.tensorNames);
      for (const name of alone.tensorNames)
        expect(many[i].tensor(name)).toEqual(alone.tensor(name));
      expect(many[i].results).toEqual(alone.results);
    }
  });

  test('hands out what comes before a mistake', async () => {
    const made = captureMany({model, texts: ['Lily', {text: 'a', ids: [1]}], probes});
    expect((await made.next()).done).toBe(false);
    await expect(made.next()).rejects.toThrow('both a text and ids');
  });

  test('a text is no list of texts', async () => {
    const texts = 'Lily' as unknown as TextToCapture[];
    await expect(captureMany({model, texts, probes}).next()).rejects.toThrow(
      'no list of texts',
    );
  });

  test('of no texts there are no captures', async () => {
    expect(await all(captureMany({model, texts: [], probes}))).toEqual([]);
  });
});
