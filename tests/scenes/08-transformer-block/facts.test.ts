import {describe, expect, test} from 'vitest';

import layer from '../../../scenes/08-transformer-block/expand-fire-contract.capture.ts';
import {readLayer} from '../../../scenes/08-transformer-block/expand-fire-contract.facts.ts';
import lens from '../../../scenes/08-transformer-block/when-does-it-know.capture.ts';
import {readLens} from '../../../scenes/08-transformer-block/when-does-it-know.facts.ts';
import neurons from '../../../scenes/08-transformer-block/neurons-to-answer.capture.ts';
import {readNeurons} from '../../../scenes/08-transformer-block/neurons-to-answer.facts.ts';
import parts from '../../../scenes/08-transformer-block/who-wrote-it.capture.ts';
import {readParts} from '../../../scenes/08-transformer-block/who-wrote-it.facts.ts';
import {openCapture} from '../../../scenes/captured/open-capture.ts';
import {capturedFiles} from '../captured-files.ts';

describe('who wrote it', async () => {
  const capture = openCapture(
    parts,
    await capturedFiles('08-transformer-block/who-wrote-it'),
  );
  const found = readParts(capture);

  test('what the parts add makes up the logit that the head gives', () => {
    const sum = found.adds.data.reduce((all, part) => all + part, 0);
    expect(sum).toBeCloseTo(found.facts.logit, 3);
    expect(found.totals.data.at(-1)).toBeCloseTo(found.facts.logit, 3);
  });

  test('every part has a row or is among the others, with its vector', () => {
    const all = [...found.rows, ...found.others].sort((a, b) => a - b);
    expect(all).toEqual([...found.parts.keys()]);
    expect(found.vectors.shape).toEqual([found.parts.length, 192]);
  });

  test('a layer of experts is called what it is', () => {
    const {attribution} = capture;
    const kinds = (experts: number[]): string[] =>
      readParts({...capture, attribution: {...attribution, experts}})
        .parts.filter(({layer}) => layer !== null)
        .map(({layer, kind}) => `${kind} ${layer}`);
    const dense = kinds([]);
    expect(dense.slice(0, 4)).toEqual(['attn 0', 'mlp 0', 'attn 1', 'mlp 1']);
    expect(kinds([1, 2, 3]).slice(0, 4)).toEqual([
      ...['attn 0', 'mlp 0', 'attn 1', 'experts 1'],
    ]);
    expect(kinds([0, 1, 2, 3])).toEqual(
      dense.map(name => name.replace('mlp', 'experts')),
    );
  });
});

describe('when does it know', async () => {
  const capture = openCapture(
    lens,
    await capturedFiles('08-transformer-block/when-does-it-know'),
  );
  const {layers, knows, ranks, shares, facts} = readLens(capture);

  test('the answer stays first from the row that stands out', () => {
    expect(knows).not.toBeNull();
    layers.forEach(({rank}, row) => {
      if (row >= (knows ?? 0)) expect(rank).toBe(1);
    });
    expect(layers[(knows ?? 1) - 1].rank).toBeGreaterThan(1);
  });

  test('rank and share are those of the token that ends the text', () => {
    const last = layers[layers.length - 1];
    expect(last.top[0].text?.trim()).toBe(facts.answer);
    expect(shares.data.at(-1)).toBeCloseTo(last.top[0].probability, 6);
    expect(ranks.data.at(-1)).toBe(1);
  });
});

describe('expand, fire, contract', async () => {
  const found = readLayer(
    openCapture(layer, await capturedFiles('08-transformer-block/expand-fire-contract')),
  );
  const {pre, linear, post, strongest, writers, facts} = found;

  test('an activation is the first product through silu, times the second', () => {
    expect(facts.activation).toBe('silu');
    post.data.forEach((activation, i) => {
      const silu = pre.data[i] / (1 + Math.exp(-pre.data[i]));
      expect(activation).toBeCloseTo(silu * (linear?.data[i] ?? NaN), 4);
    });
  });

  test('those that fire reach a tenth of the strongest, and no other does', () => {
    const sizes = post.data.map(Math.abs);
    const most = Math.max(...sizes);
    expect(strongest).toHaveLength(facts.firing);
    expect(sizes.filter(size => size >= most / 10)).toHaveLength(facts.firing);
    for (const index of strongest) expect(sizes[index]).toBeGreaterThanOrEqual(most / 10);
    expect(writers[0].strength).toBe(1);
  });

  test('the vector comes back to its length', () => {
    expect(found.input.data).toHaveLength(192);
    expect(found.output.data).toHaveLength(192);
    expect(found.all.shape).toEqual([found.tokens.length, facts.neurons]);
  });
});

describe('from neurons to the answer', async () => {
  const capture = openCapture(
    neurons,
    await capturedFiles('08-transformer-block/neurons-to-answer'),
  );
  const found = readNeurons(capture);
  const {adds, sums, written, activations, facts, chips} = found;

  test('what neurons add, and all the rest, make up the logit that the head gives', () => {
    expect(adds.data.reduce((all, part) => all + part, 0)).toBeCloseTo(facts.logit, 4);
    expect(sums.at(-1)).toBeCloseTo(facts.sum, 6);
    expect(adds.data).toHaveLength(facts.count + 1);
  });

  test('what a neuron writes is its row times its activation', () => {
    const row = capture.neurons.row(0);
    expect(written.shape).toEqual([facts.count, 192]);
    written.at(0).data.forEach((value, i) => {
      expect(value).toBeCloseTo(row.data[i] * activations.data[0], 5);
    });
  });

  test('neurons that speak for the answer have it among their chips', () => {
    expect(facts.answer).toBe('play');
    chips.forEach((row, i) => {
      const has = row.some(({label}) => label === 'play');
      expect(found.promoting.includes(i)).toBe(has);
    });
  });

  test('the probability after the last layer is the one of the answer', () => {
    expect(found.isSame).toBe(true);
    expect(found.shares.data.at(-1)).toBeCloseTo(facts.share, 5);
  });
});
