import {rm} from 'node:fs/promises';
import {join} from 'node:path';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import type {CaptureResult} from '../../../data-extract/capture.ts';
import {inspect} from '../../../data-extract/index.ts';
import {readReferenceIn} from '../capture-for-test.ts';
import {attentionErrors, streamErrors} from './invariants.ts';
import {captureZoo, distanceTo} from './measure.ts';
import type {Distance} from './measure.ts';
import {ZOO} from './models.ts';
import type {ZooModel} from './models.ts';
import {openZoo} from './open-zoo.ts';
import {readTable} from './table.ts';
import type {Row} from './table.ts';
import {measureOf, precisionOf, TOLERANCES} from './tolerances.ts';

let zoo = '';
let table: Row[] = [];
beforeAll(async () => {
  zoo = await openZoo();
  table = await readTable();
});
afterAll(() => rm(zoo, {recursive: true, force: true}));

describe.each(ZOO)('$name', model => {
  test.each(model.files)('%s is what PyTorch computed', async file => {
    const reference = await readReferenceIn(join(zoo, model.name));
    const result = await captureZoo(zoo, model, file, reference);
    const precision = precisionOf(file);
    const distance = distanceTo(reference, result, model, measureOf(precision));
    const {pattern, stream, logits} = distance;
    const allowed = TOLERANCES[precision];
    expect(pattern).toBeLessThan(allowed.pattern);
    expect(stream).toBeLessThan(allowed.stream);
    if (model.head) expect(logits).toBeLessThan(allowed.logits);
    expect(result.capture.invariants.every(({ok}) => ok)).toBe(true);
    checkInside(model, result, allowed.inside);
    checkFigures(model, file, distance);
  });
});

test.each<[string, Awaited<ReturnType<typeof inspect>>['positions']]>([
  ['qwen3.ts.sdpa', 'rotary'],
  ['olmo2.ts.eager', 'rotary'],
  ['llama.ts.eager', 'rotary'],
  ['opt.ts.eager', 'table'],
  ['bloom.ts.eager', 'other'],
])('how positions enter %s is told: %s', async (name, positions) => {
  const found = await inspect(join(zoo, name, 'onnx/model.onnx'));
  expect(found.positions).toBe(positions);
  expect(found.unrecognised).toEqual([]);
});

test.each<[string, {heads: number; kvHeads: number; headDim: number}]>([
  // One projection for queries, keys and values.
  ['gpt2.ts.eager', {heads: 4, kvHeads: 4, headDim: 8}],
  ['bloom.ts.eager', {heads: 4, kvHeads: 4, headDim: 8}],
  ['falcon.ts.eager', {heads: 4, kvHeads: 1, headDim: 8}],
  ['modernbert.dyn18.sdpa', {heads: 4, kvHeads: 4, headDim: 8}],
  // A projection each.
  ['opt.ts.eager', {heads: 4, kvHeads: 4, headDim: 8}],
  ['bert-classes.ts.eager', {heads: 4, kvHeads: 4, headDim: 8}],
  ['olmo2.ts.eager', {heads: 4, kvHeads: 2, headDim: 8}],
])('how many heads %s has, and of which size, is told', async (name, sizes) => {
  expect(await inspect(join(zoo, name))).toMatchObject(sizes);
});

test('the page says of every graph how near it came', () => {
  expect(table.map(({model, file}) => [model, file])).toEqual(
    ZOO.flatMap(({name, files}) => files.map(file => [name, file])),
  );
});

/** What the page says of a graph holds here too; processors round differently. */
function checkFigures({name}: ZooModel, file: string, distance: Distance): void {
  const row = table.find(entry => entry.model === name && entry.file === file);
  for (const what of ['pattern', 'stream', 'logits'] as const) {
    const said = row?.distance[what];
    const measured = distance[what];
    if (measured === null) expect(said).toBeNull();
    else expect(measured, `${what} of ${file}`).toBeLessThan((said ?? 0) * 4);
  }
}

/** Everything that belongs to the blocks is there, and fits together. */
function checkInside(model: ZooModel, result: CaptureResult, tolerance: number): void {
  const {tensorNames} = result;
  const blocks = [
    ...new Set(
      tensorNames.flatMap(name => /^(blocks|encoder|decoder)\.\d+/.exec(name)?.[0] ?? []),
    ),
  ];
  expect(blocks.length).toBe(blocks[0].startsWith('blocks') ? 3 : 4);
  for (const block of blocks) {
    const isDecoder = block.startsWith('decoder');
    const layer = Number(block.split('.')[1]);
    const norms = normsOf(model, block.split('.')[0], layer);
    const found = tensorNames.flatMap(
      name => new RegExp(`^${block}\\.(ln\\w+)\\.hook_normalized$`).exec(name)?.[1] ?? [],
    );
    expect(found, block).toEqual(norms);
    const modules = isDecoder ? ['attn', 'cross_attn'] : ['attn'];
    for (const module of modules) {
      const {z, scores} = attentionErrors(result, `${block}.${module}`);
      expect(z, `${block}.${module}`).toBeLessThan(tolerance);
      if (scores !== null) expect(scores, `${block}.${module}`).toBeLessThan(tolerance);
    }
    for (const error of streamErrors(result, block, model.post ? norms : null)) {
      expect(error, block).toBeLessThan(tolerance);
    }
    const has = (hook: string): boolean => tensorNames.includes(`${block}.${hook}`);
    expect(has('attn.hook_rot_q'), block).toBe(model.rotary ?? false);
    expect(has('hook_resid_mid'), block).toBe(!model.parallel);
    const part = typeof model.mlp === 'string' ? model.mlp : model.mlp[layer];
    expect(has('mlp.hook_post'), block).toBe(part === 'mlp');
    expect(has('mlp.hook_router_scores'), block).toBe(part === 'experts');
  }
}

function normsOf(
  {norms, encoderNorms = [], firstNorms = norms}: ZooModel,
  stack: string,
  layer: number,
): readonly string[] {
  if (stack === 'encoder') return encoderNorms;
  return layer === 0 ? firstNorms : norms;
}
