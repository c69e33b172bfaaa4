import {readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';

import {afterAll, beforeAll, expect, test} from 'vitest';

import {capture} from '../../../data-extract/index.ts';
import declaration from '../../../scenes/10-model-example/print-model.capture.ts';
import {readModules} from '../../../scenes/10-model-example/print-model.facts.ts';
import {openCapture} from '../../../scenes/captured/open-capture.ts';
import {moduleLines} from '../../../scenes/components/module-lines.ts';
import {openZoo} from '../../data-extract/zoo/open-zoo.ts';

let zoo = '';
beforeAll(async () => {
  zoo = await openZoo();
});
afterAll(() => rm(zoo, {recursive: true, force: true}));

/** Names of the list, after how deep each is; and what is fused. */
async function listOf(model: string) {
  const {probes} = declaration;
  const made = await capture({model: join(zoo, model), ids: [5, 3, 9], probes});
  const folder = join(zoo, 'captures', model);
  await made.save(folder);
  const tensors = await readFile(join(folder, 'tensors.safetensors'), 'base64');
  const files = {capture: made.capture, tensors};
  const {tree, fused, facts} = readModules(openCapture(declaration, files));
  const lines = moduleLines(tree, 100)
    .filter(({kind}) => kind === 'module')
    .map(({depth, name}) => `${depth} ${name}`);
  return {lines, fused: Object.keys(fused), times: facts.times, parts: facts.parts};
}

test('a GPT-2 in the role has its own names, and fused queries, keys and values', async () => {
  expect(await listOf('gpt2.ts.eager')).toEqual({
    lines: [
      '0 transformer',
      '1 wte',
      '1 wpe',
      '1 h',
      '2 0 – 2',
      '3 ln_1',
      '3 attn',
      '4 c_attn',
      '4 c_proj',
      '3 ln_2',
      '3 mlp',
      '4 c_fc',
      '4 c_proj',
      '1 ln_f',
      '0 lm_head',
    ],
    fused: ['attn.c_attn'],
    times: 3,
    parts: 'q, k, v',
  });
});

test('a Mixtral in the role has its experts and their gate', async () => {
  const {lines, fused} = await listOf('mixtral.ts.eager');
  expect(lines).toEqual(expect.arrayContaining(['3 mlp', '4 experts', '4 gate']));
  expect(fused).toEqual([]);
});

test('a Phi-3 in the role has its fused projections', async () => {
  const {lines, fused, parts} = await listOf('phi3.ts.cache.eager');
  expect(lines).toContain('4 gate_up_proj');
  expect(fused).toEqual(['self_attn.qkv_proj', 'mlp.gate_up_proj']);
  expect(parts).toBe('q, k, v');
});

test('a BERT in the role has its encoder', async () => {
  const {lines} = await listOf('bert-classes.ts.eager');
  expect(lines.slice(0, 3)).toEqual(['0 bert', '1 embeddings', '2 word_embeddings']);
  expect(lines).toContain('6 query');
});
