import {describe, expect, test} from 'vitest';

import type {CaptureFile} from '../../../data-extract/capture/format.ts';
import {captureOf} from '../capture-for-test.ts';

const TEXT = 'Once upon a time, there was a little girl named Lily. She loved to';

test('every probe of a decoder gives what it was asked for', async () => {
  const {capture, tensors} = await captureOf({
    role: 'decoder',
    text: TEXT,
    probes: {
      logits: {topK: 5},
      lens: {topK: 5, positions: [-1]},
      attribution: {tokens: [' play', ' eat'], heads: true},
      mlp: {top: 4, layers: [-1]},
      kvCache: {values: true, layers: [0]},
      modules: true,
      weights: {name: 'embed', rows: 'tokens'},
      embeddings: {tokens: true},
    },
  });
  const {logits, lens, attribution, mlp, kvCache, modules} = capture.results;
  const last = logits?.positions.at(-1);
  // The lens after the last layer is the model's own output.
  const final = lens?.rows.at(-1)?.positions[0];
  expect(final?.top.map(({id}) => id)).toEqual(last?.top.map(({id}) => id));
  final?.top.forEach(({logit}, i) =>
    expect(logit).toBeCloseTo(last?.top[i].logit ?? 0, 4),
  );
  expect(lens?.rows.map(({after}) => after)).toEqual(['embed', 0, 1, 2, 3]);
  // What the parts add is the logit: this head has no bias.
  expect(attribution?.parts.map(({name}) => name)).toHaveLength(1 + 4 * 7 + 1);
  expect(attribution?.parts.at(-1)?.logits.every(value => Math.abs(value) < 1e-3)).toBe(
    true,
  );
  expect(attribution?.experts).toBeUndefined();
  expect(attribution?.tokens[0].text).toBe(' play');
  expect(attribution?.tokens[0].probability).toBeCloseTo(
    last?.top[0].probability ?? 0,
    5,
  );
  expect(mlp).toMatchObject({activation: 'silu', kind: 'gated', width: 512});
  expect(mlp?.layers[0].positions[0].neurons).toHaveLength(4);
  expect(kvCache?.layers[0].key).toEqual([2, 17, 32]);
  expect(kvCache?.bytesPerToken).toBe(4 * 2 * 2 * 32 * 4);
  expect(modules?.parameters.byComponent.embedding).toBe(2048 * 192);
  expect(tensors.get('weights.embed')?.data).toEqual(tensors.get('hook_embed')?.data);
});

describe('generation', () => {
  const write = async (
    generation: object,
  ): Promise<NonNullable<CaptureFile['results']['generation']>> => {
    const {capture} = await captureOf({
      role: 'decoder',
      text: TEXT,
      probes: {generation: {steps: 8, candidates: 3, ...generation} as never},
    });
    if (!capture.results.generation) throw new Error('nothing was written');
    return capture.results.generation;
  };

  test('greedy takes the best, with the cache as without', async () => {
    const {steps, text, cache, timing, settings} = await write({
      strategy: 'greedy',
      compareCache: true,
      repeats: 2,
    });
    expect(settings).toBeNull();
    expect(cache?.error).toBeLessThan(1e-4);
    expect(cache?.total.computedWithoutCache).toBeGreaterThan(
      4 * (cache?.total.computed ?? Infinity),
    );
    expect(timing).toMatchObject({repeats: 2, device: 'cpu'});
    expect(timing?.hardware).toMatch(/threads$/);
    expect(timing?.steps.map(({milliseconds}) => milliseconds?.length)).toEqual(
      steps.map(() => 2),
    );
    expect(timing?.millisecondsMedianWithoutCache).toHaveLength(steps.length);
    expect(steps.every(({id, candidates}) => id === candidates[0].id)).toBe(true);
    expect(
      steps.every(({millisecondsWithoutCache}) => (millisecondsWithoutCache ?? 0) > 0),
    ).toBe(true);
    expect(text.startsWith(' play')).toBe(true);
    for (const {candidates, withoutCache} of steps) {
      const {logits, difference} = withoutCache ?? {logits: [], difference: 1};
      expect(difference).toBeLessThan(1e-4);
      candidates.forEach(({logit}, i) => {
        expect(Math.abs(logits[i] - logit)).toBeLessThanOrEqual(difference);
      });
    }
    // The prompt is read anew in both ways; later steps are rounded otherwise.
    expect(steps.some(({withoutCache}) => (withoutCache?.difference ?? 0) > 0)).toBe(
      true,
    );
  });

  test('a seed gives the same text again, another seed another one', async () => {
    const sample = {strategy: 'sample', temperature: 1.5};
    const [first, again, other] = [
      await write({...sample, seed: 1}),
      await write({...sample, seed: 1}),
      await write({...sample, seed: 2}),
    ];
    expect(again.text).toBe(first.text);
    expect(other.text).not.toBe(first.text);
  });

  test('one candidate leaves no choice', async () => {
    const greedy = await write({strategy: 'greedy'});
    const sampled = await write({strategy: 'sample', topK: 1, seed: 5});
    expect(sampled.text).toBe(greedy.text);
  });

  test('beams are ordered, and find a text at least as probable as greedy', async () => {
    const {beams, steps} = await write({strategy: 'beam', beams: 3});
    const scores = beams?.map(({score}) => score) ?? [];
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(steps[0].beams).toHaveLength(3);
    const greedy = await write({strategy: 'greedy'});
    const mean =
      greedy.steps.reduce((sum, {probability}) => sum + Math.log(probability), 0) / 8;
    expect(scores[0]).toBeGreaterThanOrEqual(mean - 1e-6);
  });
});
