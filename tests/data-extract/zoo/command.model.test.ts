import {readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import type {CaptureFile} from '../../../data-extract/capture/format.ts';
import {aimHere} from '../../fixtures/aim-here.ts';
import {openZoo} from './open-zoo.ts';
import {spoil} from './spoil.ts';

let zoo = '';
beforeAll(async () => {
  zoo = await openZoo();
});
afterAll(() => rm(zoo, {recursive: true, force: true}));

const written = async (folder: string): Promise<CaptureFile> =>
  JSON.parse(await readFile(join(folder, 'capture.json'), 'utf8')) as CaptureFile;

describe('aim capture', () => {
  test('names on the terminal and in the file what was left out', async () => {
    const out = join(zoo, 'out/features');
    const model = join(zoo, 'bert-features.ts.eager');
    const said = await aimHere('capture', model, '--ids', '5,3,9', '--out', out);
    expect(said.status).toBe(0);
    expect(said.stderr).toContain('logits left out: no output is a linear layer');
    expect((await written(out)).unrecognised).toHaveLength(1);
  });

  test('ends with an error where a check failed, and writes the rest', async () => {
    const model = join(zoo, 'llama.ts.eager/onnx/unturned.onnx');
    const whole = join(zoo, 'llama.ts.eager/onnx/model.onnx');
    await spoil(whole, model, '/m/model/rotary_emb/Sin', ['Sin', 'Cos']);
    const out = join(zoo, 'out/unturned');
    const run = (...flags: string[]) =>
      aimHere('capture', model, '--ids', '5,3,9', '--out', out, ...flags);
    const said = await run();
    expect(said.status).toBe(1);
    expect(said.stderr).toContain('turned q, k keep their lengths: off by');
    const {tensors} = await written(out);
    expect(tensors.some(({name}) => name === 'blocks.0.hook_resid_pre')).toBe(true);
    expect(tensors.some(({name}) => name.includes('.attn.'))).toBe(false);
    const kept = await run('--keep-unverified', '--json');
    expect(kept.status).toBe(1);
    const document = JSON.parse(kept.stdout) as {captures: {tensors: object[]}[]};
    expect(document.captures[0].tensors).toContainEqual(
      expect.objectContaining({name: 'blocks.0.attn.hook_pattern', verified: false}),
    );
  });

  test('takes target ids and values of inputs', async () => {
    const out = join(zoo, 'out/pair');
    const said = await aimHere(
      'capture',
      join(zoo, 'marian.ts.eager'),
      '--ids',
      '5,3,9',
      '--target-ids',
      '1,8',
      '--feed',
      'attention_mask=1',
      '--out',
      out,
      '--feed',
      'encoder_attention_mask=1',
      '--probe',
      'crossAttention',
    );
    expect(said.status).toBe(0);
    const {tensors, target} = await written(out);
    expect(target?.tokens.map(({id}) => id)).toEqual([1, 8]);
    expect(tensors[0].shape).toEqual([4, 2, 3]);
  });

  test.each([
    [['gpt2.ts.eager', '--ids', '-1'], '-1 is no token id', '--ids 5,3,9'],
    [['gpt2.ts.eager', '--ids', '5,-1'], '-1 is no token id', '--ids 5,3,9'],
    [
      ['gpt2.ts.eager', '--ids', '384'],
      'no token 384: its vocabulary has 384',
      '0 to 383',
    ],
    [
      ['gpt2.ts.eager', '--ids', '5', '--dtype', 'fp64'],
      '--dtype fp64 is unknown',
      'fp32, fp16',
    ],
    [
      ['gpt2.ts.eager', '--ids', '5', '--dtype', 'q4f16'],
      'no graph of dtype q4f16 (it has onnx/model.onnx, onnx/model_fp16.onnx',
      'Give --dtype fp32 or fp16 or',
    ],
    [
      ['llama.ts.cache.eager', '--ids', '5', '--dtype', 'q8'],
      'no graph of dtype q8 (it has onnx/model.onnx)',
      'Leave --dtype out, or give fp32',
    ],
    [
      ['gpt2.ts.eager', '--ids', '5', '--target-ids', '4'],
      'target ids',
      'Leave the target',
    ],
  ])('%j is refused with a remedy', async ([model, ...flags], message, remedy) => {
    const said = await aimHere('capture', join(zoo, model), ...flags, '--json');
    expect(said.status).toBe(1);
    expect(JSON.parse(said.stdout)).toMatchObject({
      error: {
        message: expect.stringContaining(message) as string,
        remedy: expect.stringContaining(remedy) as string,
      },
    });
  });
});

describe('aim inspect', () => {
  test('prints a deep tree of modules', async () => {
    const said = await aimHere('inspect', join(zoo, 'deepseek_v3.dyn18.eager'));
    expect(said.status).toBe(0);
    expect(said.stdout).toContain('embed_tokens');
  });
});
