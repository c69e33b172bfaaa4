import {describe, expect, test} from 'vitest';

import type {CaptureFile} from '../../../data-extract/capture/format.ts';
import {totalOf, workOf} from '../../../scenes/07-architecture/triangle-plan.ts';
import {readBytes} from '../../../scenes/07-architecture/cache-bytes.facts.ts';
import tracks from '../../../scenes/07-architecture/parallel-tracks.capture.ts';
import {boundOf} from '../../../scenes/07-architecture/with-and-without-cache.facts.ts';
import {openModelSizes} from '../../../scenes/captured/model-sizes.ts';
import {openCapture} from '../../../scenes/captured/open-capture.ts';
import {capturedFiles} from '../captured-files.ts';

const captureOf = async (name: string): Promise<CaptureFile> =>
  (await capturedFiles(`07-architecture/${name}`)).capture;

async function writtenIn(name: string) {
  const {results, tokens} = await captureOf(name);
  if (!results.generation) throw new Error(`nothing was written in ${name}`);
  return {tokens, logits: results.logits, ...results.generation};
}

describe('one token at a time', () => {
  test('the best token joins the text, step by step', async () => {
    const {steps, text} = await writtenIn('one-token-at-a-time');
    for (const {id, probability, candidates} of steps) {
      expect(candidates[0]).toMatchObject({id, probability});
      // What has no bar of its own is the rest of everything.
      const shown = candidates.reduce((sum, own) => sum + own.probability, 0);
      expect(shown).toBeLessThanOrEqual(1);
    }
    expect(steps.map(step => step.text).join('')).toBe(text);
  });

  test('the first one is that of the text as it is read', async () => {
    const {steps, logits} = await writtenIn('one-token-at-a-time');
    const [best] = logits?.positions.at(-1)?.top ?? [];
    expect(best.id).toBe(steps[0].id);
    expect(best.probability).toBeCloseTo(steps[0].probability, 5);
  });
});

describe('with and without a cache', () => {
  test('all logits are as near as the caption says', async () => {
    const {steps} = await writtenIn('with-and-without-cache');
    const differences = steps.map(({withoutCache}) => withoutCache?.difference ?? NaN);
    const bound = Number(boundOf(Math.max(...differences)));
    expect(Math.max(...differences)).toBeLessThan(bound);
    steps.forEach(({candidates, withoutCache}) =>
      candidates.forEach(({logit}, i) =>
        expect(Math.abs(logit - (withoutCache?.logits[i] ?? NaN))).toBeLessThan(bound),
      ),
    );
  });

  test.each([
    [0, '0'],
    [0.0000076, '0.00001'],
    [0.00099, '0.001'],
    [0.02, '0.1'],
    [0.5, '1'],
  ])('a difference of %d is less than %s', (difference, bound) => {
    expect(boundOf(difference)).toBe(bound);
  });

  test.each([
    // A prompt of 3 is read, then one token each: 6, 10 and 15 scores.
    [3, 3, false, {tokens: 12, scores: 31}],
    [3, 3, true, {tokens: 5, scores: 15}],
    // Nothing has been kept before the first step.
    [3, 1, true, {tokens: 3, scores: 6}],
    [3, 0, true, {tokens: 0, scores: 0}],
    [1, 2, true, {tokens: 2, scores: 3}],
  ])('a prompt of %i, %i steps, kept: %s', (prompt, steps, keeps, total) => {
    expect(totalOf(workOf(prompt, steps, keeps))).toEqual(total);
  });

  test('with a cache, each score is computed once', () => {
    const [prompt, steps] = [12, 5];
    const seen = workOf(prompt, steps, true).flatMap(({first, end}) =>
      Array.from({length: end - first}, (_, i) => first + i),
    );
    expect(seen).toEqual([...Array(prompt + steps - 1).keys()]);
  });
});

describe('ways to choose', () => {
  test('every picture of them accounts for all of the vocabulary', async () => {
    const {results} = await captureOf('decoding-strategies');
    if (!results.decoding) throw new Error('there are no ways to choose');
    const {ways, tokens, vocab} = results.decoding;
    for (const way of Object.values(ways)) {
      const all = (shares: readonly number[], others: number): number =>
        shares.reduce((sum, share) => sum + share, others);
      expect(all(way.softened, way.softenedOthers)).toBeCloseTo(1, 6);
      expect(all(way.probabilities, way.probabilitiesOthers)).toBeCloseTo(1, 6);
      expect(way.probabilities).toHaveLength(tokens.length);
    }
    const {plain, cold, hot, topK, topP} = ways;
    // A temperature leaves nobody out, and the best token best.
    for (const way of [plain, cold, hot]) {
      expect(way.eligible).toBe(vocab);
      expect(Math.max(...way.softened)).toBe(way.softened[0]);
    }
    // Scores divided by T: probabilities to the power of 1 / T, by their sum.
    const [a, b] = plain.softened;
    expect(cold.softened[0] / cold.softened[1]).toBeCloseTo(
      (a / b) ** (1 / cold.temperature),
      3,
    );
    expect(hot.softened[0] / hot.softened[1]).toBeCloseTo(
      (a / b) ** (1 / hot.temperature),
      3,
    );
    // The best ones share the rest in proportion.
    expect(topK.probabilities[0] / topK.probabilities[1]).toBeCloseTo(a / b, 4);
    expect(plain.cumulative[topP.eligible - 1]).toBeGreaterThanOrEqual(0.8);
    expect(plain.cumulative[topP.eligible - 2]).toBeLessThan(0.8);
    expect(topP.draws).toHaveLength(100);
    expect(topP.draws.every(({probability}) => probability > 0)).toBe(true);
  });
});

describe('parallel tracks', () => {
  test('the last track gives the token that is written', async () => {
    const {results} = await captureOf('parallel-tracks');
    const {steps} = await writtenIn('one-token-at-a-time');
    expect(results.logits?.positions.at(-1)?.top[0].id).toBe(steps[0].id);
  });

  test('what one block leaves is what the next one reads', async () => {
    const files = await capturedFiles('07-architecture/parallel-tracks');
    const {residual} = openCapture(tracks, files);
    for (const layer of [1, 2, 3]) {
      expect(residual.at('pre', layer).data).toEqual(residual.at('post', layer - 1).data);
    }
  });
});

describe('the shelf', () => {
  test('has a key and a value for each token, head and layer', async () => {
    const {results, tokens} = await captureOf('shelf-fills');
    const {layers, bytes, bytesPerToken} = results.kvCache ?? {layers: []};
    const [heads, positions, size] = layers[0].key;
    expect(positions).toBe(tokens.length);
    expect(bytesPerToken).toBe(2 * layers.length * heads * size * 4);
    expect(bytes).toBe((bytesPerToken ?? NaN) * tokens.length);
  });
});

describe('bytes of the cache', () => {
  test('the factors multiply to what the bars show', async () => {
    const bytes = readBytes(
      openModelSizes(await capturedFiles('07-architecture/cache-bytes')),
    );
    const product = bytes.factors.data.reduce((all, one) => all * one, 1);
    // Figures that are known of Llama 3.1 8B and Phi-3-mini.
    expect(product).toBe(131072);
    expect([...bytes.products.data]).toEqual([2, 64, 512, 65536, 131072]);
    expect([...bytes.kinds.data]).toEqual([524288, 131072, 16384]);
    expect(bytes.models.bytes.data[1]).toBe(393216);
    expect(bytes.facts).toMatchObject({bytes: 131072, times: 4, context: 131072});
    expect(bytes.facts.most).toBeCloseTo(17.18, 2);
  });
});
