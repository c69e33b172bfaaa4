import {join} from 'node:path';

import {beforeAll, describe, expect, test} from 'vitest';

import {captureMany} from '../../../data-extract/capture-many.ts';
import {capture} from '../../../data-extract/capture.ts';
import type {CaptureRequest, CaptureResult} from '../../../data-extract/capture.ts';
import type {ProbeRequests} from '../../../data-extract/declare/declaration.ts';
import {ROOT} from '../capture-for-test.ts';

const MODEL = join(ROOT, 'assets/models/tiny-decoder');
const LONG = `Lily went to the park. ${'Tom saw a little bird. '.repeat(50)}`;
const AT = [40, 3, -1];

const captured = (probes: ProbeRequests, more: Partial<CaptureRequest> = {}) =>
  capture({model: MODEL, text: LONG, probes, ...more});

const checkOf = ({capture: {invariants}}: CaptureResult, name: string) =>
  invariants.find(one => one.name === name);

describe('the head at some positions of a long text', () => {
  let all: CaptureResult;
  let some: CaptureResult;
  beforeAll(async () => {
    all = await captured({logits: {topK: 5}});
    some = await captured({logits: {topK: 5, positions: AT}});
  }, 60_000);

  test('gives what it gives at all', () => {
    const places = AT.map(at => (at < 0 ? all.tokens.length + at : at));
    const {logits} = some.results;
    expect(logits?.at).toEqual(places);
    expect(logits?.vocab).toBe(all.results.logits?.vocab);
    logits?.positions.forEach((one, i) => {
      const expected = all.results.logits?.positions[places[i]];
      expect(one.rankOfNext).toBe(expected?.rankOfNext);
      expect(one.top.map(({id}) => id)).toEqual(expected?.top.map(({id}) => id));
      expect(one.logsumexp).toBeCloseTo(expected?.logsumexp ?? NaN, 3);
      expect(one.top[0].logit).toBeCloseTo(expected?.top[0].logit ?? NaN, 3);
    });
  });

  test('is checked there, and nowhere else', () => {
    const of = some.tokens.length;
    expect(checkOf(all, 'logits are numbers')).not.toHaveProperty('rows');
    // Sixteen that checks look at, both ends among them, and two that were asked for.
    const name = 'logits are numbers';
    expect(checkOf(some, name)).toMatchObject({ok: true, rows: {checked: 18, of}});
    const product = checkOf(some, 'ln_final x W_U = logits');
    expect(product).toMatchObject({ok: true, rows: {checked: 16, of}});
  });

  test.each<[string, ProbeRequests, (result: CaptureResult) => number | undefined]>([
    [
      'attribution',
      {attribution: {position: 40}},
      ({results}) => results.attribution?.tokens[0].logit,
    ],
    [
      'neurons',
      {neurons: {position: 40, most: 1}},
      ({results}) => results.neurons?.answer.logit,
    ],
    [
      'unembed',
      {unembed: {position: 40}},
      ({results}) => results.unembed?.tokens[0].logit,
    ],
    [
      'decoding',
      {decoding: {position: 40, ways: {}}},
      ({results}) => results.decoding?.tokens[0].logit,
    ],
    [
      'lens',
      {lens: {topK: 1, positions: [40]}},
      ({results}) => results.lens?.rows.at(-1)?.positions[0].top[0].logit,
    ],
  ])('is where %s reads it', async (_, probes, read) => {
    const made = await captured(probes);
    expect(checkOf(made, 'logits are numbers')?.rows).toBeDefined();
    const expected = all.results.logits?.positions[40].top[0].logit ?? NaN;
    expect(read(made)).toBeCloseTo(expected, 3);
  });

  test.each([-5000, 5000, 0.5])('has no position %d', async position => {
    await expect(captured({logits: {topK: 1, positions: [position]}})).rejects.toThrow(
      `probes.logits.positions: the text has no position ${position}`,
    );
  });
});

test('of a short text positions are taken from all', async () => {
  const made = await captured(
    {logits: {topK: 1, positions: [-1, 0]}},
    {text: 'Lily saw'},
  );
  const {at, positions} = made.results.logits ?? {};
  expect(at).toEqual([made.tokens.length - 1, 0]);
  expect(positions?.[0].rankOfNext).toBeNull();
  expect(positions?.[1].rankOfNext).toBeTypeOf('number');
  expect(checkOf(made, 'logits are numbers')).not.toHaveProperty('rows');
});

/** In a list the head of short texts reads some positions, too, whichever these are. */
describe('the head in a list', () => {
  const SHORT = 'Tom saw a little bird. '.repeat(6);
  const TEXTS = [SHORT, 'Lily saw', LONG, SHORT.slice(0, 90)];

  test.each<[string, ProbeRequests, (result: CaptureResult) => unknown]>([
    ['nothing but attention', {attention: {pattern: true}}, ({tokens}) => tokens.length],
    [
      'next tokens',
      {logits: {topK: 3, positions: [1, -1]}},
      ({results}) => results.logits?.positions.map(({top}) => top.map(({id}) => id)),
    ],
    [
      'attribution',
      {attribution: {position: 1}},
      ({results}) => results.attribution?.tokens.map(({id}) => id),
    ],
    ['neurons', {neurons: {position: 1}}, ({results}) => results.neurons?.answer.id],
    [
      'unembed',
      {unembed: {position: 1}},
      ({results}) => results.unembed?.tokens.map(({id}) => id),
    ],
    [
      'lens',
      {lens: {topK: 2, positions: [1]}},
      ({results}) => results.lens?.rows.at(-1)?.positions[0].top.map(({id}) => id),
    ],
  ])('says of %s what it says alone, and is checked', async (_, probes, read) => {
    let i = 0;
    for await (const made of captureMany({model: MODEL, texts: TEXTS, probes})) {
      const alone = await captured(probes, {text: TEXTS[i++]});
      expect(read(made)).toEqual(read(alone));
      expect(made.failed).toEqual([]);
      const of = made.tokens.length;
      const looked = checkOf(made, 'logits are numbers')?.rows;
      if (of > 18) expect(looked?.of).toBe(of);
      else expect(looked).toBeUndefined();
      expect(checkOf(made, 'ln_final x W_U = logits')?.ok).toBe(true);
    }
    expect(i).toBe(TEXTS.length);
  });

  test('reads all positions where these are asked for', async () => {
    const probes = {logits: {topK: 1}};
    for await (const made of captureMany({model: MODEL, texts: [SHORT], probes})) {
      expect(checkOf(made, 'logits are numbers')).not.toHaveProperty('rows');
      expect(made.results.logits?.positions).toHaveLength(made.tokens.length);
    }
  });
});
