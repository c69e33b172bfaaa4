import {rm} from 'node:fs/promises';
import {join} from 'node:path';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import {capture} from '../../../data-extract/capture.ts';
import type {CaptureRequest} from '../../../data-extract/capture.ts';
import {writeSafetensors} from '../../../data-extract/capture/safetensors.ts';
import type {CapturedToken} from '../../../data-extract/text/token.ts';
import {ROOT} from '../../../foundations/root.ts';
import type {CaptureFiles} from '../../../scenes/captured/open-capture.ts';
import {attention} from '../../../scenes/figures/attention.facts.ts';
import type {AttentionFigure} from '../../../scenes/figures/attention.facts.ts';
import {NO_OPTIONS} from '../../../scenes/figures/figure-kind.ts';
import type {FigureOptions} from '../../../scenes/figures/figure-kind.ts';
import {lens} from '../../../scenes/figures/lens.facts.ts';
import {openTensor} from '../../../scenes/figures/stored-tensor.ts';
import {openZoo} from '../../data-extract/zoo/open-zoo.ts';

const LONG = `Lily went to the park. ${'Tom saw a little bird. '.repeat(50)}`;
const PICK = {rule: 'most-mass', from: {token: 'bird'}, to: {token: 'park'}} as const;

async function captured(request: Partial<CaptureRequest>): Promise<CaptureFiles> {
  const made = await capture({
    model: join(ROOT, 'assets/models/tiny-decoder'),
    text: LONG,
    ...request,
  });
  const stored = made.capture.tensors.map(({name, shape}) => {
    const {data} = made.tensor(name);
    return [name, {dtype: 'F32' as const, shape, data}] as const;
  });
  return {capture: made.capture, tensors: writeSafetensors(new Map(stored), {})};
}

let whole: CaptureFiles;
let tokens: readonly CapturedToken[];
beforeAll(async () => {
  whole = await captured({probes: {attention: {pattern: true}}});
  ({tokens} = whole.capture);
}, 60_000);

const askedOf = (options: Partial<FigureOptions>, isKept = false) => {
  const asked = attention.ofLong?.(
    {...NO_OPTIONS, ...options},
    {tokens, keys: [], isKept},
  );
  if (!asked) throw new Error('the text is short');
  return asked;
};

/** Values of a figure, and all that is said of it besides. */
function partsOf(figure: AttentionFigure): [number[], object] {
  const clean = ({data: _, ...rest}: {data: string}): object => rest;
  switch (figure.view) {
    case 'arcs': {
      const {row, elsewhere, specials, ...rest} = figure;
      const named = specials.map(({token}) => token);
      const shares = [elsewhere, ...specials.map(({share}) => share)];
      return [[...openTensor(row).data, ...shares], {...rest, row: clean(row), named}];
    }
    case 'grid': {
      const {pattern, elsewhere, ...rest} = figure;
      const values = [...openTensor(pattern).data, elsewhere];
      return [values, {...rest, pattern: clean(pattern)}];
    }
    case 'heads': {
      const {patterns, ...rest} = figure;
      const values = patterns.flatMap(one => [...openTensor(one).data]);
      return [values, {...rest, patterns: patterns.map(clean)}];
    }
  }
}

describe('of a long text parts are captured, which draw the same', () => {
  test.each<Partial<FigureOptions>>([
    {layer: 3, head: 4},
    {layer: 1, head: 0, view: 'grid', token: 5},
    {pick: PICK, view: 'grid'},
    {pick: {rule: 'first-token'}, token: -40},
    {},
  ])('%j', async options => {
    const {probes, heads} = askedOf(options);
    expect(Object.keys(probes)).toEqual(['patternParts']);
    const parts = await captured({probes, heads});
    // The longer the text is, the smaller is their part of it.
    expect(parts.tensors.length).toBeLessThan(whole.tensors.length / 7);
    const given = {...NO_OPTIONS, ...options};
    const [values, rest] = partsOf(attention.read(parts, given, 'whole'));
    const [expected, all] = partsOf(attention.read(whole, given, 'whole'));
    expect(rest).toEqual(all);
    expect(values).toHaveLength(expected.length);
    values.forEach((value, i) => expect(value).toBeCloseTo(expected[i], 5));
  });
});

test.each<[Partial<FigureOptions>, object]>([
  [
    {layer: 3, head: 4},
    {rows: [-1], layers: [3]},
  ],
  [
    {layer: 3, head: 4, token: 40},
    {rows: [40], layers: [3]},
  ],
  [{}, {blocks: 32}],
])('%j asks for no more than %j', (options, expected) => {
  const {rows, ...rest} = expected as {rows?: number[]};
  const own = rows?.map(row => (row < 0 ? tokens.length + row : row));
  expect(askedOf(options).probes.patternParts).toEqual({
    ...(own ? {rows: own} : {}),
    ...rest,
  });
});

describe('a capture that is kept', () => {
  let kept: CaptureFiles;
  beforeAll(async () => {
    kept = await captured(askedOf({pick: PICK}, true));
  }, 60_000);
  const read = (options: Partial<FigureOptions>) =>
    attention.read(kept, {...NO_OPTIONS, ...options}, 'half');

  test('draws all heads, every head, and the one that was picked', () => {
    expect(attention.lacks(kept.capture, NO_OPTIONS)).toBeNull();
    expect(read({})).toMatchObject({view: 'heads', cells: [31, 31]});
    expect(read({layer: 0, head: 5, view: 'grid'})).toMatchObject({
      pattern: {shape: [16, 16]},
    });
    const {layer, head} = kept.capture.heads.pick;
    expect(read({pick: PICK})).toMatchObject({layer, head});
  });

  test.each<[Partial<FigureOptions>, string]>([
    [{pick: {rule: 'most-even'}}, 'it chose no head by the rule most-even'],
    [{layer: 0, head: 0, token: 3}, /rows of tokens \d+ to \d+, not of 3/.source],
    [{layer: 9, head: 0}, '--layer 9'],
    [{layer: 0, head: 6}, '--head 6: layer 0 has 6 heads'],
    [{pick: {...PICK, to: {token: 'none'}}}, '--pick: token "none"'],
  ])('%j is not in it', (options, message) => {
    expect(() => read(options)).toThrow(new RegExp(message));
  });
});

test('a short text is captured whole', () => {
  const few = tokens.slice(0, 200);
  expect(
    attention.ofLong?.(NO_OPTIONS, {tokens: few, keys: [], isKept: false}),
  ).toBeNull();
  const named = {...NO_OPTIONS, token: 3};
  expect(() => attention.probes(named)).toThrow('shows one head, and none is named');
});

describe('the lens of a long text', () => {
  const asked = (token: number | null, isKept = false) =>
    lens.ofLong?.({...NO_OPTIONS, token}, {tokens, keys: [], isKept})?.probes;

  test('is read where it is drawn', async () => {
    const count = tokens.length;
    const last = Array.from({length: 10}, (_, i) => count - 10 + i);
    expect(asked(null)).toEqual({lens: {topK: 1, positions: last}});
    expect(asked(3)).toEqual({lens: {topK: 1, positions: last.map((_, i) => i)}});
    expect(asked(null, true)?.lens?.positions).toHaveLength(64);
    const files = await captured({probes: asked(null)});
    const {window, tokens: drawn, rows} = lens.read(files, NO_OPTIONS, 'whole');
    expect(window).toEqual({first: count - 10, end: count, all: count, padding: 0});
    expect(drawn).toEqual(tokens.slice(-10));
    expect(rows[0].cells).toHaveLength(10);
    expect(() => lens.read(files, {...NO_OPTIONS, token: 3}, 'whole')).toThrow(
      'The lens of the capture was not read at token 3.',
    );
  });

  test('a short one is read everywhere', () => {
    const few = {tokens: tokens.slice(0, 100), keys: [], isKept: false};
    expect(lens.ofLong?.(NO_OPTIONS, few)).toBeNull();
  });
});

describe('of long texts of an encoder-decoder too', () => {
  let zoo = '';
  const ids = Array.from({length: 300}, (_, i) => 3 + ((i * 7) % 90));
  const targetIds = [0, ...ids.slice(0, 269)];
  const taken = (request: Partial<CaptureRequest>) =>
    captured({
      ...{model: join(zoo, 't5.ts.eager'), text: undefined, ids, targetIds},
      ...request,
    });
  let all: CaptureFiles;
  afterAll(() => rm(zoo, {recursive: true, force: true}));
  beforeAll(async () => {
    zoo = await openZoo();
    const probes = {attention: {pattern: true}, crossAttention: {pattern: true}} as const;
    all = await taken({probes});
  }, 60_000);

  test.each<Partial<FigureOptions>>([
    {of: 'cross'},
    {of: 'cross', view: 'grid', layer: 1, head: 3, token: 9},
    {of: 'cross', view: 'grid', pick: {rule: 'first-token'}},
    {of: 'encoder', layer: 1, head: 2},
    {of: 'decoder', layer: 0, head: 1},
    {of: 'decoder', pick: {rule: 'previous-token'}},
    {pick: {rule: 'first-token'}, view: 'grid'},
  ])('%j', async options => {
    const {tokens: text, target} = all.capture;
    if (!target) throw new Error('nothing was written');
    const given = {...NO_OPTIONS, ...options};
    const asked = attention.ofLong?.(given, {
      tokens: options.of === 'encoder' ? text : target.tokens,
      keys: options.of === 'cross' ? text : [],
      isKept: false,
    });
    const parts = await taken({probes: asked?.probes, heads: asked?.heads});
    expect(parts.tensors.length).toBeLessThan(all.tensors.length / 4);
    const [values, rest] = partsOf(attention.read(parts, given, 'whole'));
    const [expected, others] = partsOf(attention.read(all, given, 'whole'));
    expect(rest).toEqual(others);
    expect(values).toHaveLength(expected.length);
    values.forEach((value, i) => expect(value).toBeCloseTo(expected[i], 5));
  });
});
