import {readFile} from 'node:fs/promises';
import {join} from 'node:path';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import {openSafetensors} from '../../data-extract/capture/safetensors.ts';
import {outputsForChecks, verifyRun} from '../../data-extract/capture/verify.ts';
import {resolveModel} from '../../data-extract/models/resolve.ts';
import {loadModel, openGraph} from '../../data-extract/models/run-model.ts';
import type {Results, RunnableModel} from '../../data-extract/models/run-model.ts';
import {valueOf} from '../../data-extract/probes/probe.ts';
import {loadTokenizer} from '../../data-extract/text/tokenizer.ts';
import {ROOT} from '../../studio/root.ts';

/**
 * `reference.safetensors` holds activations that PyTorch computed: an implementation
 * that shares nothing with ours.
 */
describe.each(['tiny-decoder', 'tiny-moe', 'tiny-moe-unbalanced'])(
  '%s against PyTorch',
  name => {
    let model: RunnableModel;
    let values: Results;
    let reference: ReturnType<typeof openSafetensors>;

    beforeAll(async () => {
      const folder = join(ROOT, 'assets/models', name);
      const bytes = await readFile(join(folder, 'reference.safetensors'));
      reference = openSafetensors(new Uint8Array(bytes));
      const {graphs} = await resolveModel({path: `assets/models/${name}`}, ROOT);
      const map = openGraph(graphs[0].absolute);
      const wanted = [
        ...new Set([
          ...outputsForChecks(map),
          ...map.attention.map(({maskedScores}) => maskedScores),
        ]),
      ];
      const present = new Set(map.graph.outputs.map(output => output.name));
      const outputs = wanted.filter(output => !present.has(output));
      model = await loadModel(graphs[0].absolute, map, {nodes: [], outputs});
      const ids = JSON.parse(reference.metadata.ids) as number[];
      values = await model.run(ids, wanted);
    });
    afterAll(() => model.close());

    const expectNear = (tensor: string, hook: string): void => {
      const expected = reference.tensors.get(hook)?.data;
      if (!(expected instanceof Float32Array))
        throw new Error(`the reference lacks ${hook}`);
      const {data} = valueOf(values, tensor);
      expect(data.length).toBe(expected.length);
      let scale = 0;
      let worst = 0;
      for (let i = 0; i < data.length; i++) {
        scale = Math.max(scale, Math.abs(expected[i]));
        worst = Math.max(worst, Math.abs(data[i] - expected[i]));
      }
      expect(worst / scale).toBeLessThan(1e-5);
    };

    test('every attention pattern agrees', () => {
      expect(model.map.attention).toHaveLength(4);
      for (const {layer, pattern} of model.map.attention) {
        expectNear(pattern, `blocks.${layer}.attn.hook_pattern`);
      }
    });

    test('the residual stream agrees before, in and after every block', () => {
      expect(model.map.residual).toHaveLength(4);
      for (const {layer, pre, mid, post, attentionOut, mlpOut} of model.map.residual) {
        expectNear(pre, `blocks.${layer}.hook_resid_pre`);
        expectNear(mid, `blocks.${layer}.hook_resid_mid`);
        expectNear(post, `blocks.${layer}.hook_resid_post`);
        expectNear(attentionOut, `blocks.${layer}.hook_attn_out`);
        expectNear(mlpOut, `blocks.${layer}.hook_mlp_out`);
      }
    });

    test('final norm and logits agree', () => {
      const {head} = model.map;
      if (!head) throw new Error('no head was found');
      expectNear(head.normalized, 'ln_final.hook_normalized');
      expectNear(head.logits, 'unembed.hook_out');
    });

    test('all invariants hold', async () => {
      const tokenizer = await loadTokenizer(join(ROOT, 'assets/models', name));
      const {prompt} = reference.metadata;
      const tokens = tokenizer.encode(prompt, {specialTokens: true});
      const results = await verifyRun(model, prompt, tokens, values, 'fp32');
      expect(results.length).toBeGreaterThanOrEqual(10);
      expect(results.filter(({ok}) => !ok)).toEqual([]);
    });
  },
);
