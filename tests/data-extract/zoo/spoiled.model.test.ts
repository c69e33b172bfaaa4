import {readFile, rename, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

import {afterAll, beforeAll, expect, test} from 'vitest';

import {capture, inspect} from '../../../data-extract/index.ts';
import {difference, readReferenceIn} from '../capture-for-test.ts';
import type {Reference} from '../capture-for-test.ts';
import {openZoo} from './open-zoo.ts';
import {spoil} from './spoil.ts';

let zoo = '';
let reference: Reference;
const llama = (file: string): string => join(zoo, 'llama.ts.eager/onnx', file);

beforeAll(async () => {
  zoo = await openZoo();
  reference = await readReferenceIn(join(zoo, 'llama.ts.eager'));
});
afterAll(() => rm(zoo, {recursive: true, force: true}));

/** Where the stream is cut, and the names under which attention is found then. */
const CUTS: [node: string, names: (string | null)[]][] = [
  ['layers.0/Add', ['attn.0', 'blocks.1.attn', 'blocks.2.attn']],
  ['layers.0/Add_1', ['attn.0', 'blocks.1.attn', 'blocks.2.attn']],
  ['layers.1/Add', ['attn.0', 'attn.1', 'blocks.2.attn']],
  ['layers.2/Add', ['blocks.0.attn', 'blocks.1.attn', 'attn.2']],
];

test.each(CUTS)('a stream that is cut at %s hides no attention', async (node, names) => {
  const model = llama('cut.onnx');
  await spoil(llama('model.onnx'), model, `/m/model/${node}`, ['Add', 'Sub']);
  const found = await inspect(model);
  expect(found.attention.map(({name}) => name)).toEqual(names);
  expect(found.attention.map(site => [site.form, site.node])).toEqual(
    [0, 1, 2].map(l => ['unfused', `/m/model/layers.${l}/self_attn/Softmax`]),
  );
  const said = found.unrecognised.map(({what}) => what);
  for (const name of names.filter(name => name?.startsWith('attn'))) {
    expect(said).toContain(`${name}: attention`);
  }
  const {tensor, tensorNames} = await capture({
    model,
    ids: JSON.parse(reference.metadata.ids) as number[],
    probes: {attention: {pattern: true, scores: true}},
  });
  expect(tensorNames).toEqual(
    names
      .toSorted((a, b) => Number(a?.startsWith('attn')) - Number(b?.startsWith('attn')))
      .flatMap(name => [`${name}.hook_pattern`, `${name}.hook_attn_scores`]),
  );
  // Before the cut everything is as it was.
  const first = tensor(`${names[0]}.hook_pattern`);
  expect(first.axes).toEqual(['head', 'query', 'key']);
  const theirs = reference.tensor('attentions.0').data;
  expect(difference(first.data, theirs)).toBeLessThan(1e-4);
});

test.each(CUTS)(
  'without names of layers a cut at %s gives the same numbers',
  async (node, names) => {
    const model = llama('unnamed.onnx');
    await spoil(llama('model.onnx'), model, `/m/model/${node}`, ['Add', 'Sub']);
    const bytes = await readFile(model);
    for (let at = bytes.indexOf('layers.'); at >= 0; at = bytes.indexOf('layers.', at))
      bytes.write('lagers.', at);
    await writeFile(model, bytes);
    const found = await inspect(model);
    expect(found.attention.map(({name}) => name)).toEqual(names);
  },
);

test('attention from a decoder to an encoder is told from its own without any block', async () => {
  const folder = join(zoo, 't5.ts.eager');
  const model = join(folder, 'onnx/decoder_model.onnx');
  const copy = join(folder, 'onnx/cut.onnx');
  await spoil(model, copy, '/m/decoder/block.0/layer.1/Add', ['Add', 'Sub']);
  await rename(copy, model);
  const found = await inspect(folder);
  expect(found.kind).toBe('encoder-decoder');
  expect(found.attention.map(({name, role}) => [name, role])).toEqual([
    ['encoder.0.attn', 'self'],
    ['encoder.1.attn', 'self'],
    ['decoder.attn.0', 'self'],
    ['decoder.attn.1', 'cross'],
    ['decoder.1.attn', 'self'],
    ['decoder.1.cross_attn', 'cross'],
  ]);
  const theirs = await readReferenceIn(folder);
  const {tensor} = await capture({
    model: folder,
    ids: JSON.parse(theirs.metadata.ids) as number[],
    targetIds: JSON.parse(theirs.metadata.target) as number[],
    probes: {attention: {pattern: true}, crossAttention: {pattern: true}},
  });
  for (const [name, reference] of [
    ['decoder.attn.0', 'decoder_attentions.0'],
    ['decoder.attn.1', 'cross_attentions.0'],
  ]) {
    const {data} = tensor(`${name}.hook_pattern`);
    expect(difference(data, theirs.tensor(reference).data)).toBeLessThan(1e-4);
  }
});
