import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import type {CaptureFile, ModuleNode} from '../../../data-extract/capture/format.ts';
import {capture, inspect} from '../../../data-extract/index.ts';
import {difference, readReferenceIn} from '../capture-for-test.ts';
import {openZoo} from './open-zoo.ts';
import {spoil} from './spoil.ts';

let zoo = '';
beforeAll(async () => {
  zoo = await openZoo();
});
afterAll(() => rm(zoo, {recursive: true, force: true}));

const IDS = [5, 17, 42, 7, 301, 42, 9, 250, 3, 77, 42, 11];
const at = (model: string): string => join(zoo, model);

test('modules have the names of the code, whichever exporter wrote them', async () => {
  const leavesOf = ({name, shape, children}: ModuleNode): string[] =>
    children
      .flatMap(child =>
        leavesOf(child).map(leaf => (name === '' ? leaf : `${name}.${leaf}`)),
      )
      .concat(shape ? [`${name} ${shape.join('x')}`] : []);
  const {modules} = await inspect(at('gpt_oss.dyn18.eager'));
  const leaves = leavesOf(modules);
  expect(leaves).toContain('m.model.layers.0.self_attn.q_proj.weight 32x32');
  expect(leaves).toContain('m.model.layers.0.self_attn.q_proj.bias 32');
  // Of the experts only the shapes are known, and each has its own place.
  expect(
    leaves.filter(leaf => leaf.startsWith('m.model.layers.2.mlp.experts.')),
  ).toHaveLength(4);
  expect(leaves.filter(leaf => leaf.includes(':'))).toEqual([]);
});

describe('what is captured where nothing is named', () => {
  test('is what the model has: features have no head, which is named', async () => {
    const {tensorNames, results, unrecognised, failed} = await capture({
      model: at('bert-features.ts.eager'),
      ids: IDS,
    });
    expect(tensorNames).toContain('blocks.2.attn.hook_pattern');
    expect(tensorNames).toContain('blocks.2.hook_resid_post');
    expect(Object.keys(results)).toEqual(['attention']);
    expect(unrecognised).toEqual([
      {
        probe: 'logits',
        layer: null,
        what: 'logits',
        reason: expect.stringContaining('last_hidden_state, pooler_output') as string,
      },
    ]);
    expect(failed).toEqual([]);
  });

  test('a probe that is named is an error that says what is there', async () => {
    const model = at('distilbert-answers.ts.eager');
    const probes = {attention: {pattern: true}, logits: {topK: 5}} as const;
    await expect(capture({model, ids: IDS, probes})).rejects.toMatchObject({
      code: 'probe',
      message: expect.stringMatching(
        /^probes\.logits: .*start_logits, end_logits/,
      ) as string,
      remedy: expect.stringMatching(/there are .*attention, .*classifier\./) as string,
    });
  });

  test('classes have the labels of config.json, and are no vocabulary', async () => {
    const model = at('bert-classes.ts.eager');
    const {logits} = await readReferenceIn(model).then(reference => ({
      logits: reference.tensor('logits').data,
    }));
    const {results, unrecognised} = await capture({model, ids: IDS});
    expect(unrecognised).toEqual([]);
    const [{output, rows}] = results.classifier?.outputs ?? [];
    expect([output, rows.length, rows[0].position]).toEqual(['logits', 1, null]);
    const [{scores}] = rows;
    expect(scores.map(({label}) => label)).toEqual(['LABEL_0', 'LABEL_1']);
    expect(
      difference(
        scores.map(({logit}) => logit),
        logits,
      ),
    ).toBeLessThan(1e-5);
    const sum = scores.reduce((total, score) => total + (score.probability ?? 0), 0);
    expect(sum).toBeCloseTo(1, 6);
  });

  test('answers are scores of positions', async () => {
    const {results} = await capture({model: at('distilbert-answers.ts.eager'), ids: IDS});
    const outputs = results.classifier?.outputs ?? [];
    expect(outputs.map(({output, across}) => [output, across])).toEqual([
      ['start_logits', 'position'],
      ['end_logits', 'position'],
    ]);
    for (const {rows} of outputs) {
      expect(rows.map(({position}) => position)).toEqual(IDS.map((_, i) => i));
      const shares = rows.map(({scores: [score]}) => score.probability ?? NaN);
      expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 6);
    }
  });
});

describe('a stream that is cut', () => {
  test('before its last sum is not taken for whole', async () => {
    const model = join(at('llama.ts.eager'), 'onnx/short.onnx');
    const node = '/m/model/layers.2/Add_1';
    await spoil(join(at('llama.ts.eager'), 'onnx/model.onnx'), model, node, [
      'Add',
      'Sub',
    ]);
    const probes = {residual: {at: ['pre', 'post']}} as const;
    const {tensorNames, unrecognised} = await capture({model, ids: IDS, probes});
    expect(tensorNames).toContain('blocks.2.hook_resid_pre');
    expect(tensorNames).not.toContain('blocks.2.hook_resid_post');
    expect(unrecognised.map(({what}) => what)).toContain('blocks.2.hook_resid_post');
    await expect(capture({model, ids: IDS, probes: {lens: {topK: 1}}})).rejects.toThrow(
      'probes.lens',
    );
  });

  test('gives what is found, and names every layer that is not', async () => {
    const model = join(at('llama.ts.eager'), 'onnx/cut.onnx');
    const node = '/m/model/layers.1/Add';
    await spoil(join(at('llama.ts.eager'), 'onnx/model.onnx'), model, node, [
      'Add',
      'Sub',
    ]);
    const made = await capture({model, ids: IDS});
    const streams = made.unrecognised.filter(({probe}) => probe === 'residual');
    expect(streams.map(({layer, what}) => [layer, what])).toEqual([
      [0, 'blocks.0.hook_resid_pre'],
      [1, 'blocks.1.hook_resid_pre'],
    ]);
    expect(made.tensorNames).toContain('blocks.1.hook_resid_post');
    const patterns = made.unrecognised.filter(({probe}) => probe === 'attention');
    expect(patterns.map(({layer}) => layer)).toEqual([0, 1]);
    expect(made.tensorNames).toContain('blocks.2.attn.hook_pattern');
    expect(made.tensorNames).toContain('attn.0.hook_pattern');
    expect(() => made.tensor('blocks.0.hook_resid_pre')).toThrow(
      /"blocks\.0\.hook_resid_pre" was left out: .*not added to the residual stream/,
    );
  });
});

test('keys that several layers make are left out, and named', async () => {
  const {tensorNames, unrecognised} = await capture({
    model: at('deepseek_v3.dyn18.eager'),
    ids: IDS,
    probes: {headValues: {of: ['q', 'k', 'rot_k', 'z']}},
  });
  expect(tensorNames).toContain('blocks.1.attn.hook_rot_k');
  expect(tensorNames).not.toContain('blocks.1.attn.hook_k');
  expect(unrecognised).toEqual(
    [0, 1, 2].map(layer => ({
      probe: 'headValues',
      layer,
      what: `blocks.${layer}.attn.hook_k`,
      reason: 'several layers make it together',
    })),
  );
});

test.each([
  ['llama.ts.eager', 'silu'],
  ['gemma3_text.ts.eager', 'gelu_tanh'],
  ['phi3.ts.cache.eager', 'silu'],
  ['qwen3.ts.sdpa', 'silu'],
])('%s: what the activation makes, times the other factor', async (model, activation) => {
  const {tensor, tensorNames, results} = await capture({
    model: at(model),
    ids: IDS,
    probes: {mlp: {of: ['act', 'pre_linear', 'post']}},
  });
  expect(results.mlp?.activation).toBe(activation);
  const acts = tensorNames.filter(name => name.endsWith('mlp.hook_act'));
  expect(acts.length).toBeGreaterThan(1);
  for (const name of acts) {
    const [act, other, post] = ['act', 'pre_linear', 'post'].map(
      part => tensor(name.replace('hook_act', `hook_${part}`)).data,
    );
    const made = act.map((value, i) => value * other[i]);
    expect(difference(made, post)).toBeLessThan(1e-6);
  }
});

describe('a check that fails', () => {
  let model = '';
  beforeAll(async () => {
    // With a cosine in the place of the sine nothing is turned any more.
    model = join(at('llama.ts.eager'), 'onnx/unturned.onnx');
    const node = '/m/model/rotary_emb/Sin';
    await spoil(join(at('llama.ts.eager'), 'onnx/model.onnx'), model, node, [
      'Sin',
      'Cos',
    ]);
  });
  const NAME = 'turned q, k keep their lengths';

  test('leaves out what it speaks of, and nothing else', async () => {
    const {tensorNames, results, failed, unrecognised, tensor} = await capture({
      model,
      ids: IDS,
    });
    expect(failed.map(({name}) => name)).toEqual([NAME]);
    expect(tensorNames).toContain('blocks.0.hook_resid_post');
    expect(tensorNames.filter(name => name.includes('attn'))).toEqual([]);
    expect(Object.keys(results)).toEqual(['logits']);
    expect(unrecognised).toContainEqual({
      probe: null,
      layer: 2,
      what: 'blocks.2.attn.hook_pattern',
      reason: expect.stringContaining(NAME) as string,
    });
    expect(() => tensor('blocks.0.attn.hook_pattern')).toThrow(NAME);
  });

  test('marks it, where it is kept', async () => {
    const made = await capture({model, ids: IDS, keepUnverified: true});
    expect(made.failed.map(({name}) => name)).toEqual([NAME]);
    const folder = await mkdtemp(join(tmpdir(), 'aim-parts-'));
    try {
      await made.save(join(folder, 'kept'));
      const {tensors, unverified} = JSON.parse(
        await readFile(join(folder, 'kept/capture.json'), 'utf8'),
      ) as CaptureFile;
      for (const {name, verified} of tensors) {
        expect(verified, name).toBe(name.includes('.attn.') ? false : undefined);
      }
      expect(unverified).toEqual(['attention']);
    } finally {
      await rm(folder, {recursive: true, force: true});
    }
  });

  test('leaves nothing where everything hangs on it', async () => {
    await expect(
      capture({model, ids: IDS, probes: {attention: {pattern: true}}}),
    ).rejects.toMatchObject({code: 'invariant'});
  });
});
