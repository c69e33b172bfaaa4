import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterEach, describe, expect, test} from 'vitest';

import {capture, inspect} from '../../../data-extract/index.ts';
import type {CaptureResult} from '../../../data-extract/index.ts';
import {openStage} from '../../../data-extract/run/open-stage.ts';
import {difference} from '../capture-for-test.ts';
import {cached} from './toy/layouts.ts';
import {toyDecoder, toyEncoder} from './toy/pair.ts';
import type {DecoderStyle} from './toy/pair.ts';
import {runToy} from './toy/run-toy.ts';
import {SIZES} from './toy/sizes.ts';
import {toyModel} from './toy/toy-model.ts';
import type {Style} from './toy/toy-model.ts';

const folders: string[] = [];
afterEach(async () => {
  await Promise.all(folders.splice(0).map(folder => rm(folder, {recursive: true})));
});

/** An encoder and a decoder in a folder, as Optimum lays them out. */
async function pairFolder(style: DecoderStyle): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'toy-pair-'));
  folders.push(folder);
  await mkdir(join(folder, 'onnx'));
  const decoder = style.merged ? 'decoder_model_merged' : 'decoder_model';
  await writeFile(join(folder, 'onnx/encoder_model.onnx'), toyEncoder().model);
  await writeFile(join(folder, `onnx/${decoder}.onnx`), toyDecoder(style).model);
  await writeFile(join(folder, 'config.json'), '{"decoder_start_token_id": 1}');
  return folder;
}

/** Everything of a pair: it writes six tokens, which its decoder then reads. */
const captured = async (style: DecoderStyle): Promise<CaptureResult> =>
  capture({
    model: await pairFolder(style),
    ids: [5, 3, 7, 2, 9],
    probes: {
      attention: {pattern: true},
      crossAttention: {pattern: true},
      headValues: {of: ['q', 'k', 'v', 'z'], cross: true},
      encoderStates: true,
      residual: {at: ['pre', 'post']},
      generation: {strategy: 'greedy', steps: 6, candidates: 1, compareCache: true},
    },
  });

describe.each<[string, DecoderStyle]>([
  ['cross-attention written out', {}],
  ['cross-attention in one operator', {cross: 'MultiHeadAttention'}],
  ['a decoder with and without cache in one file', {merged: true}],
])('%s', (_, style) => {
  test('both halves are read, and every check holds', async () => {
    const {tensor, target, capture: file} = await captured(style);
    const count = target?.length ?? 0;
    expect(count).toBe(7);
    for (const layer of [0, 1]) {
      expect(tensor(`encoder.${layer}.attn.hook_pattern`).shape).toEqual([2, 5, 5]);
      expect(tensor(`decoder.${layer}.attn.hook_pattern`).shape).toEqual([
        2,
        count,
        count,
      ]);
      expect(tensor(`decoder.${layer}.cross_attn.hook_pattern`).shape).toEqual([
        2,
        count,
        5,
      ]);
      expect(tensor(`decoder.${layer}.cross_attn.hook_k`).shape).toEqual([
        5,
        2,
        SIZES.SIZE,
      ]);
    }
    expect(tensor('encoder.hook_out').shape).toEqual([5, SIZES.D]);
    expect(file.invariants.filter(({ok}) => !ok)).toEqual([]);
    const names = file.invariants.map(({name}) => name);
    expect(names).toContain('resid_mid_cross = resid_mid + cross_attn_out');
    if (style.merged) {
      expect(names).toContain('branch in place = original logits');
      expect(names).toContain('cached = uncached logits');
      expect(names).toContain('cached = uncached logits, step by step');
    }
  });

  test('nothing is left over', async () => {
    const found = await inspect(await pairFolder(style));
    expect(found).toMatchObject({kind: 'encoder-decoder', layers: 2, unrecognised: []});
    const roles = found.attention.map(({role, layer}) => `${role} ${layer}`);
    expect(roles.sort()).toEqual([
      'cross 0',
      'cross 1',
      'self 0',
      'self 0',
      'self 1',
      'self 1',
    ]);
  });
});

test('all three compute the same', async () => {
  const [plain, fused, merged] = [
    await captured({}),
    await captured({cross: 'MultiHeadAttention'}),
    await captured({merged: true}),
  ];
  expect(merged.target).toEqual(plain.target);
  for (const name of plain.tensorNames) {
    for (const other of [fused, merged]) {
      const near = difference(
        plain.tensor(name as never).data,
        other.tensor(name as never).data,
      );
      expect(near, name).toBeLessThan(1e-5);
    }
  }
});

describe('a model inside a search operator', () => {
  test.each(['GreedySearch', 'BeamSearch', 'Sampling'] as const)('%s', async search => {
    const style: Style = {attend: cached(), past: SIZES.H};
    const [inside, alone] = [
      await runToy(toyModel({...style, search}), true),
      await runToy(toyModel(style), true),
    ];
    expect(inside.stage.map.unrecognised).toEqual([]);
    expect(inside.checks.filter(({error}) => !(error < 1e-4))).toEqual([]);
    const tensors = inside.stage.map.attention.map(({pattern}) => pattern);
    expect(tensors).toHaveLength(2);
    for (const name of ['logits', ...tensors]) {
      const [a, b] = [inside, alone].map(({run}) => run.values.get(name)?.data ?? []);
      expect(difference(a, b)).toBe(0);
    }
  });

  test('there is no encoder in one of a decoder alone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'toy-search-'));
    folders.push(folder);
    const path = join(folder, 'model.onnx');
    await writeFile(path, toyModel({search: 'GreedySearch'}).model);
    expect(() => openStage(path, {withPast: false, body: 'encoder'})).toThrow(
      'its search operator has no encoder',
    );
  });
});
