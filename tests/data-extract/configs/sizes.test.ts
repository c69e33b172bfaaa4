import {readFileSync} from 'node:fs';
import {join} from 'node:path';

import {describe, expect, test} from 'vitest';

import {architectureOf} from '../../../data-extract/configs/architecture.ts';
import {readConfig} from '../../../data-extract/configs/read-config.ts';
import {sizesOf} from '../../../data-extract/configs/sizes.ts';
import type {ModelSizes, SizedPart} from '../../../data-extract/configs/sizes.ts';
import {ROOT} from '../../../foundations/root.ts';

const [HALF, SINGLE] = [2, 4];

async function known(name: string, bytes = HALF): Promise<ModelSizes> {
  const path = `assets/configs/${name}.json`;
  const {config} = await readConfig(path, ROOT);
  return sizesOf(architectureOf(config, path), bytes);
}

const totalOf = ({parts}: ModelSizes, part: SizedPart): number =>
  parts.filter(one => one.part === part).reduce((sum, {total}) => sum + total, 0);

// Totals as the files of the weights have them.
test.each([
  ['gpt2', 124_439_808, 124_439_808],
  ['bert-base', 109_482_240, 109_482_240],
  ['phi-3-mini', 3_821_079_552, 3_821_079_552],
  ['llama-3.1-8b', 8_030_261_248, 8_030_261_248],
  ['mixtral-8x7b', 46_702_792_704, 12_879_925_248],
  ['deepseek-moe-16b', 16_375_728_128, 2_828_650_496],
])('%s has %d parameters, of which %d are active', async (name, total, active) => {
  const sizes = await known(name);
  expect(sizes).toMatchObject({total, active});
  expect(sizes.parts.reduce((sum, part) => sum + part.total, 0)).toBe(total);
});

test('the parts of Mixtral are those that the course names', async () => {
  const sizes = await known('mixtral-8x7b');
  const inBillions = (part: SizedPart): string => (totalOf(sizes, part) / 1e9).toFixed(2);
  expect((sizes.total / 1e9).toFixed(2)).toBe('46.70');
  expect((sizes.active / 1e9).toFixed(2)).toBe('12.88');
  expect(inBillions('experts')).toBe('45.10');
  expect(inBillions('attention')).toBe('1.34');
  const router = sizes.parts.find(({part}) => part === 'router');
  expect(router).toMatchObject({each: 32_768, layers: 32, total: 1_048_576});
  expect(sizes.expert).toBe(3 * 4096 * 14336);
});

test.each([
  ['phi-3-mini', HALF, 393_216, 393_216, 12_288],
  ['llama-3.1-8b', HALF, 131_072, 524_288, 16_384],
  ['gpt2', SINGLE, 73_728, 73_728, 6_144],
])('%s keeps %d-byte numbers: %d bytes a token', async (name, bytes, own, mha, mqa) => {
  expect((await known(name, bytes)).cache).toMatchObject({
    bytesPerToken: own,
    bytesPerTokenMha: mha,
    bytesPerTokenMqa: mqa,
  });
});

test('experts of two kinds: some for every token, and one dense layer first', async () => {
  const {parts, expert} = await known('deepseek-moe-16b');
  const of = (part: SizedPart) => parts.find(one => one.part === part);
  expect(of('mlp')).toMatchObject({layers: 1, total: 3 * 2048 * 10944});
  expect(of('experts')).toMatchObject({layers: 27, active: 27 * 6 * (expert ?? 0)});
  expect(of('sharedExperts')).toMatchObject({layers: 27, active: 27 * 2 * (expert ?? 0)});
});

describe('the default models', () => {
  // As their files have them: the arithmetic must come to the weights that are there.
  test.each([
    ['tiny-decoder', 1_967_808],
    ['tiny-moe', 3_609_728],
    ['tiny-encoder', 1_843_264],
  ])('%s', (name, total) => {
    const path = join(ROOT, 'assets/models', name, 'config.json');
    const config = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    expect(sizesOf(architectureOf(config, path), SINGLE).total).toBe(total);
  });
});

test('the block of 2017 and that of today', async () => {
  const blockOf = async (name: string) => {
    const path = `assets/configs/${name}.json`;
    return architectureOf((await readConfig(path, ROOT)).config, path);
  };
  expect(await blockOf('transformer-2017')).toMatchObject({
    norm: 'layer',
    order: 'post',
    positions: 'sinusoidal',
    gated: false,
    activation: 'relu',
    heads: 8,
    keyHeads: 8,
    isPair: true,
  });
  expect(await blockOf('llama-3.1-8b')).toMatchObject({
    norm: 'rms',
    order: 'pre',
    positions: 'rotary',
    gated: true,
    activation: 'silu',
    heads: 32,
    keyHeads: 8,
    isPair: false,
  });
});

test.each([
  [{model_type: 'mamba'}, 'nothing is known of the sizes of model_type "mamba"'],
  [
    {model_type: 'llama', hidden_size: 8},
    'num_attention_heads is no whole number above 0',
  ],
  [
    {model_type: 'llama', hidden_size: 8, num_attention_heads: 2, vocab_size: -1},
    'vocab_size is no whole number above 0',
  ],
])('%j is refused', (config, message) => {
  expect(() => architectureOf(config, 'config.json')).toThrow(message);
});

test('a configuration that is not there is named', async () => {
  await expect(readConfig('assets/configs/none.json', ROOT)).rejects.toThrow(
    'There is no configuration assets/configs/none.json.',
  );
});
