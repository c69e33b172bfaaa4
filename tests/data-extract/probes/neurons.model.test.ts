import {describe, expect, test} from 'vitest';

import {defineCapture} from '../../../data-extract/declare/declaration.ts';
import {openCapture} from '../../../scenes/captured/open-capture.ts';
import {filesOf} from '../capture-for-test.ts';
import * as blocks from '../graph/toy/blocks.ts';
import {runToy} from '../graph/toy/run-toy.ts';
import {toyModel} from '../graph/toy/toy-model.ts';
import type {Style} from '../graph/toy/toy-model.ts';

const TEXT = 'There was a little girl named Lily. She loved to';
const LAST = 'neurons sum to what their layer adds to the logit';

test('neurons add up to what direct attribution says of their layers', async () => {
  const declaration = defineCapture({
    role: 'decoder',
    text: TEXT,
    probes: {
      neurons: {most: 6, promotes: 4},
      attribution: {topK: 1},
      mlp: {of: ['post']},
      weights: {name: 'unembed', rows: 'tokens'},
    },
  });
  const files = await filesOf(declaration);
  const {neurons, attribution, mlp, tokens} = openCapture(declaration, files);
  expect(neurons.answer).toEqual(attribution.tokens[0]);
  expect(neurons.answer.text).toBe(' play');
  for (const {layer, logit, width, up, down, bias} of neurons.layers) {
    const part = attribution.parts.find(({name}) => name === `${layer}.mlp`);
    expect(logit).toBeCloseTo(part?.logits[0] ?? NaN, 5);
    expect(width).toBe(512);
    expect(up + down).toBeLessThanOrEqual(512);
    expect(Math.abs(bias)).toBeLessThan(1e-4);
  }
  expect(neurons.neurons).toHaveLength(6);
  const sizes = neurons.neurons.map(({logit}) => Math.abs(logit));
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  neurons.neurons.forEach(({layer, index, activation, logit, promotes}, place) => {
    const post = mlp.of('post', layer).at(tokens.length - 1).data[index];
    expect(activation).toBe(post);
    expect(promotes).toHaveLength(4);
    const own = promotes.find(({id}) => id === neurons.answer.id);
    // What it adds to the answer is the same whichever way it is told.
    if (own) expect(own.logit).toBeCloseTo(logit, 4);
    else if (logit > 0) expect(promotes[3].logit).toBeGreaterThan(logit);
    const row = neurons.row(place);
    expect(row.shape).toEqual([192]);
    const written = neurons.written.at(place).data;
    row.data.forEach((weight, d) =>
      expect(written[d]).toBeCloseTo(activation * weight, 6),
    );
  });
  const [best] = neurons.neurons.filter(({logit}) => logit > 0);
  expect(best.promotes.map(({text}) => text)).toContain(' play');
  expect(files.capture.invariants.map(({name}) => name)).toContain(LAST);
});

test('a token is named by its text', async () => {
  const declaration = defineCapture({
    role: 'decoder',
    text: TEXT,
    probes: {neurons: {token: ' eat', most: 2, layers: [-1]}},
  });
  const {neurons} = openCapture(declaration, await filesOf(declaration));
  expect(neurons.answer.text).toBe(' eat');
  expect(neurons.neurons.map(({layer}) => layer)).toEqual([3, 3]);
});

describe('whatever the layout of the graph', () => {
  test.each<[string, Style]>([
    ['LayerNorm', {}],
    ['RMSNorm', {norm: blocks.rmsNorm}],
  ])('%s', async (_, style) => {
    const probes = {neurons: {most: 3, promotes: 2}, attribution: {topK: 1}};
    const {found, checks} = await runToy(toyModel(style), true, {probes});
    const own = found.flatMap(({results}) => results.neurons ?? []);
    expect(own).toHaveLength(1);
    const [{neurons, answer}] = own;
    for (const {logit, promotes} of neurons) {
      const same = promotes.find(({id}) => id === answer.id);
      if (same) expect(same.logit).toBeCloseTo(logit, 3);
    }
    const check = checks.find(({name}) => name === LAST);
    if (check) expect(check.error).toBeLessThan(1e-4);
  });
});
