import {join} from 'node:path';

import {beforeAll, describe, expect, test} from 'vitest';

import {capture} from '../../../data-extract/capture.ts';
import type {ResidualRequest} from '../../../data-extract/declare/declaration.ts';
import type {CaptureResult} from '../../../data-extract/capture.ts';
import {
  readSafetensors,
  writeSafetensors,
} from '../../../data-extract/capture/safetensors.ts';
import {ROOT} from '../../../foundations/root.ts';
import type {CaptureFiles} from '../../../scenes/captured/open-capture.ts';
import {attention} from '../../../scenes/figures/attention.facts.ts';
import {attribution, partOf} from '../../../scenes/figures/attribution.facts.ts';
import {NO_OPTIONS} from '../../../scenes/figures/figure-kind.ts';
import type {FigureOptions} from '../../../scenes/figures/figure-kind.ts';
import {lens} from '../../../scenes/figures/lens.facts.ts';
import {nextToken} from '../../../scenes/figures/next-token.facts.ts';
import {residual} from '../../../scenes/figures/residual.facts.ts';
import {openTensor, storeTensor} from '../../../scenes/figures/stored-tensor.ts';
import {pageOf} from '../../../studio/figure/html/page-kinds.ts';

const LONG = Array.from({length: 30}, () => 'Lily saw a little bird.').join(' ');

let made: CaptureResult;
let files: CaptureFiles;
beforeAll(async () => {
  made = await capture({
    model: join(ROOT, 'assets/models/tiny-decoder'),
    text: LONG,
    probes: {
      attention: {pattern: true},
      logits: {topK: 10},
      lens: {topK: 1},
      attribution: {heads: true},
    },
  });
  files = filesOf(made);
}, 60_000);

function filesOf({capture: file, tensor}: CaptureResult): CaptureFiles {
  const stored = file.tensors.map(({name, shape}) => {
    const {data} = tensor(name);
    return [name, {dtype: 'F32' as const, shape, data}] as const;
  });
  return {capture: file, tensors: writeSafetensors(new Map(stored), {})};
}

const sum = (all: Iterable<number>): number => [...all].reduce((a, b) => a + b, 0);

describe('attention', () => {
  test('what a head with a sink gives to no token is told', () => {
    const {tensors, capture: file} = files;
    const stored = readSafetensors(tensors as Uint8Array);
    const pattern = stored.get('blocks.1.attn.hook_pattern');
    if (!pattern) throw new Error('there is no pattern');
    const data = Float32Array.from(pattern.data, share => share * 0.8);
    const less = new Map([...stored, ['blocks.1.attn.hook_pattern', {...pattern, data}]]);
    const sunk = {capture: file, tensors: writeSafetensors(less, {})};
    for (const view of ['arcs', 'grid']) {
      const [some, none] = [1, 0].map(layer =>
        attention.read(sunk, {...NO_OPTIONS, view, layer, head: 0}, 'whole'),
      );
      if (some.view === 'heads' || none.view === 'heads') throw new Error(view);
      expect(some.nowhere).toBeCloseTo(0.2, 4);
      expect(none.nowhere).toBe(0);
    }
    const request = {files: sunk, options: NO_OPTIONS, layers: null};
    const page = pageOf('attention')?.read(request)[0]();
    if (page?.kind !== 'attention') throw new Error(page?.kind);
    const [none, some] = page.stacks[0].layers;
    expect(none.nowhere).toBeNull();
    expect(some.nowhere?.[0].at(-1)).toBeCloseTo(0.2, 3);
  });

  test('a half has less room for a long text', () => {
    const head = {...NO_OPTIONS, layer: 1, head: 0};
    const arcs = attention.read(files, head, 'half');
    const grid = attention.read(files, {...head, view: 'grid'}, 'half');
    expect(arcs).toMatchObject({window: {first: 181 - 16, end: 181}, query: 15});
    expect(grid).toMatchObject({pattern: {shape: [16, 16]}});
    expect(lens.read(files, NO_OPTIONS, 'half').tokens).toHaveLength(6);
    expect(nextToken.read(files, NO_OPTIONS, 'half').top).toHaveLength(8);
    expect(attribution.read(files, NO_OPTIONS, 'half').rows).toHaveLength(8);
    expect(attribution.read(files, {...NO_OPTIONS, top: 9}, 'half').rows).toHaveLength(9);
  });

  test('arcs of a long text are those of a window; the rest is told', () => {
    const figure = attention.read(files, {...NO_OPTIONS, layer: 3, head: 4}, 'whole');
    if (figure.view !== 'arcs') throw new Error(figure.view);
    const {data} = openTensor(figure.row);
    expect(figure.tokens).toHaveLength(32);
    expect(figure.window.end).toBe(made.tokens.length);
    expect(figure.query).toBe(31);
    expect(figure.sees).toBe('before');
    // Nothing is made larger to fill the gap.
    const {data: all, shape} = made.tensor('blocks.3.attn.hook_pattern');
    const row = (4 * shape[1] + shape[1] - 1) * shape[2];
    expect([...data]).toEqual([...all.slice(row + figure.window.first, row + shape[2])]);
    expect(figure.elsewhere).toBeGreaterThan(0.01);
    expect(sum(data) + figure.elsewhere).toBeCloseTo(1, 5);
  });

  test('special tokens out of sight are named with what they have', () => {
    const {data, shape} = made.tensor('blocks.0.attn.hook_pattern');
    const first = (head: number): number =>
      data[head * shape[1] * shape[2] + (shape[1] - 1) * shape[2]];
    for (let head = 0; head < shape[0]; head++) {
      const figure = attention.read(files, {...NO_OPTIONS, layer: 0, head}, 'whole');
      if (figure.view !== 'arcs') throw new Error(figure.view);
      const told = figure.specials.map(({token, share}) => [token.text, share]);
      const share = first(head);
      expect(told).toEqual(share >= 0.005 ? [['<|endoftext|>', share]] : []);
      expect(figure.elsewhere).toBeGreaterThanOrEqual(share - 1e-5);
    }
  });

  test('a grid of a long text is a window, and the rest of its rows is told', () => {
    const options = {...NO_OPTIONS, view: 'grid', layer: 1, head: 2, token: 99};
    const figure = attention.read(files, options, 'whole');
    if (figure.view !== 'grid') throw new Error(figure.view);
    const place = {first: 68, end: 100, all: made.tokens.length, padding: 0};
    expect(figure.windows).toEqual({queries: place, keys: place});
    const {data, shape} = openTensor(figure.pattern);
    expect(shape).toEqual([32, 32]);
    const whole = made.tensor('blocks.1.attn.hook_pattern');
    const row = (2 * whole.shape[1] + 99) * whole.shape[2];
    expect([...data.slice(31 * 32)]).toEqual([...whole.data.slice(row + 68, row + 100)]);
    const rows = Array.from({length: 32}, (_, i) => sum(data.slice(i * 32, i * 32 + 32)));
    expect(figure.elsewhere).toBeCloseTo(1 - Math.min(...rows), 4);
  });

  test('small patterns are what keys have together, averaged over queries', () => {
    const figure = attention.read(files, NO_OPTIONS, 'whole');
    if (figure.view !== 'heads') throw new Error(figure.view);
    expect(figure.cells[0]).toBeLessThanOrEqual(32);
    const [first] = figure.patterns.map(openTensor);
    const {data, shape} = made.tensor('blocks.0.attn.hook_pattern');
    const per = Math.ceil(shape[1] / 32);
    const block = Array.from({length: per}, (_, y) => [
      ...data.slice(y * shape[2], y * shape[2] + per),
    ]).flat();
    expect(first.data[0]).toBeCloseTo(sum(block) / per, 6);
    // Each row is still all that its queries give.
    const {shape: cells, data: drawn} = first;
    for (let row = 0; row < drawn.length; row += cells[2])
      expect(sum(drawn.slice(row, row + cells[2]))).toBeCloseTo(1, 4);
  });

  test.each([
    [{view: 'arcs'}, 'shows one head, and none is named'],
    [{layer: 9, head: 0}, '--layer 9'],
    [{layer: 0, head: 6}, '--head 6: layer 0 has 6 heads'],
    [{of: 'cross' as const}, '--of cross: the model is one graph'],
    [
      {pick: {rule: 'most-mass' as const, from: {token: 'x'}, to: {token: 'y'}}},
      '--pick: token "x"',
    ],
    [{pick: {rule: 'next-token' as const}}, '--pick: no token of a causal model'],
  ])('%j is refused', (options, message) => {
    expect(() => attention.read(files, {...NO_OPTIONS, ...options}, 'whole')).toThrow(
      message,
    );
  });
});

describe('of an encoder-decoder', () => {
  let pair: CaptureFiles;
  let written: readonly string[];
  beforeAll(async () => {
    const translated = await capture({
      model: join(ROOT, 'assets/models/tiny-translator'),
      text: 'The cat is small.',
      probes: {
        attention: {pattern: true},
        crossAttention: {pattern: true},
        residual: {at: ['pre', 'post'], lengths: true},
        logits: {topK: 3},
        lens: {topK: 1},
      },
    });
    pair = filesOf(translated);
    const {target} = pair.capture;
    written = (target?.tokens ?? []).map(({text}) => text ?? '');
  }, 60_000);

  test('it is said which attention is drawn', () => {
    const named = (of: FigureOptions['of'], more: Partial<FigureOptions>) =>
      attention.read(pair, {...NO_OPTIONS, ...more, of}, 'whole').of;
    const head = {layer: 0, head: 0};
    for (const more of [{}, head, {...head, view: 'grid'}])
      expect(named(null, more)).toBe('decoder');
    expect(named('cross', {})).toBe('cross');
    expect(named('encoder', head)).toBe('encoder');
    expect(attention.read(files, NO_OPTIONS, 'whole').of).toBeNull();
  });

  test('values of the decoder stand at the tokens that it reads', () => {
    expect(written).toContain(' kat');
    const textsOf = (tokens: readonly {text: string | null}[]) =>
      tokens.map(({text}) => text);
    const layers = lens.read(pair, NO_OPTIONS, 'whole');
    expect(textsOf(layers.tokens)).toEqual(written);
    // Each says what the next one will be, as the last layer has it.
    const said = layers.rows.at(-1)?.cells ?? [];
    expect(textsOf(said).slice(0, -1)).toEqual(written.slice(1));
    const next = nextToken.read(pair, NO_OPTIONS, 'whole');
    expect(textsOf(next.prompt.tokens)).toEqual(written);
    const stream = residual.read(pair, NO_OPTIONS, 'whole');
    expect(textsOf(stream.tokens)).toEqual(written);
  });
});

describe('how long vectors are', () => {
  const captured = async (probe: ResidualRequest): Promise<CaptureFiles> =>
    filesOf(
      await capture({
        model: join(ROOT, 'assets/models/tiny-decoder'),
        text: 'Lily saw a bird.',
        probes: {residual: probe},
      }),
    );
  const read = (from: CaptureFiles) => residual.read(from, NO_OPTIONS, 'whole');

  test('is told from the vectors, where these alone are kept', async () => {
    const at = ['pre', 'mid', 'post'] as const;
    const [own, told] = [await captured({at, lengths: true}), await captured({at})];
    expect(residual.lacks(told.capture, NO_OPTIONS)).toBeNull();
    const [expected, found] = [read(own), read(told)];
    expect(found).toMatchObject({rows: expected.rows, tokens: expected.tokens});
    const {data} = openTensor(expected.lengths);
    openTensor(found.lengths).data.forEach((length, i) => {
      expect(length).toBeCloseTo(data[i], 3);
    });
  });

  test('only what is before the first layer is the embedding', async () => {
    const [after, late] = [
      await captured({at: ['post']}),
      await captured({at: ['pre', 'post'], layers: [2, 3]}),
    ];
    expect(read(after).rows).toEqual([0, 1, 2, 3]);
    expect(read(late).rows).toEqual([2, 3]);
  });

  test('says so where a value failed a check', async () => {
    const {capture: file, tensors} = await captured({at: ['pre', 'post']});
    const kept = file.tensors.map(one =>
      one.name === 'blocks.2.hook_resid_post' ? {...one, verified: false as const} : one,
    );
    const spoiled = read({capture: {...file, tensors: kept}, tensors});
    expect(openTensor(spoiled.lengths).source.unverified).toBe(true);
  });
});

test('next tokens and all others make one', () => {
  const figure = nextToken.read(files, {...NO_OPTIONS, top: 4, token: 3}, 'whole');
  const {data} = openTensor(figure.shares);
  expect(figure.top).toHaveLength(4);
  expect(sum(data)).toBeCloseTo(1, 5);
  expect(figure.others).toBe(2048 - 4);
  expect(figure.prompt.window.first).toBe(0);
  expect(figure.prompt.asked).toBe(3);
});

test('the last row of the lens is what the model says', () => {
  const figure = lens.read(files, NO_OPTIONS, 'whole');
  const {results, tokens} = made;
  const said = results.logits?.positions.slice(-10).map(({top}) => top[0].id);
  expect(figure.rows.at(-1)?.cells.map(({id}) => id)).toEqual(said);
  expect(figure.rows[0].after).toBe('embed');
  expect(figure.window).toEqual({
    first: tokens.length - 10,
    end: tokens.length,
    padding: 0,
    all: tokens.length,
  });
});

test('parts of the attribution, drawn or not, make the logit', () => {
  const figure = attribution.read(files, {...NO_OPTIONS, top: 5}, 'whole');
  const {data} = openTensor(figure.adds);
  expect(figure.rows).toHaveLength(5);
  expect(figure.rows.length + figure.others.length).toBe(data.length);
  expect(sum(data)).toBeCloseTo(figure.answer.logit, 2);
});

test.each([
  ['embed', {kind: 'embed', layer: null, head: null}],
  ['2.attn', {kind: 'attn', layer: 2, head: null}],
  ['2.attn.4', {kind: 'attn', layer: 2, head: 4}],
  ['2.mlp', {kind: 'mlp', layer: 2, head: null}],
  ['3.attn', {kind: 'attn', layer: 3, head: null}],
  ['3.mlp', {kind: 'experts', layer: 3, head: null}],
  ['bias', {kind: 'bias', layer: null, head: null}],
])('partOf(%s)', (name, part) => {
  expect(partOf(name, [3])).toEqual(part);
});

test('a capture that lacks what is drawn says so', () => {
  const {capture: file} = files;
  const bare = {...file, tensors: [], results: {}};
  const kinds = [attention, nextToken, lens, attribution];
  expect(kinds.map(kind => kind.lacks(file, NO_OPTIONS))).toEqual(kinds.map(() => null));
  expect(kinds.map(kind => kind.lacks(bare, NO_OPTIONS))).toEqual([
    ...['attention', 'logits', 'lens', 'attribution'],
  ]);
});

test('a stored tensor is the same to the last bit', () => {
  const {data, shape} = made.tensor('blocks.0.attn.hook_pattern');
  const source = {model: 'm', revision: 'r', dtype: 'fp32'};
  const axes = ['head', 'query', 'key'];
  const tensor = openTensor(storeTensor({data, shape, axes, source} as never));
  expect(tensor.data).toEqual(data);
});
