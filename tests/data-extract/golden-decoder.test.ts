import {beforeAll, describe, expect, test} from 'vitest';

import type {CaptureFile} from '../../data-extract/capture/format.ts';
import type {StoredTensor} from '../../data-extract/capture/safetensors.ts';
import {captureOf, difference, readReference} from './capture-for-test.ts';
import type {Reference} from './capture-for-test.ts';

/** Values of the model are of the order of 10; float32 carries seven digits. */
const TOLERANCE = 1e-5;

describe('tiny-decoder, compared with PyTorch', () => {
  let reference: Reference;
  let capture: CaptureFile;
  let tensors: Map<string, StoredTensor>;

  beforeAll(async () => {
    reference = await readReference('tiny-decoder');
    ({capture, tensors} = await captureOf({
      role: 'decoder',
      text: reference.metadata.prompt,
      probes: {
        attention: {pattern: true, scores: true},
        residual: {at: ['pre', 'mid', 'post']},
        logits: {topK: 2048},
      },
    }));
  });

  test('the prompt becomes the same ids', () => {
    expect(capture.tokens.map(({id}) => id)).toEqual(JSON.parse(reference.metadata.ids));
  });

  test.each([
    'attn.hook_pattern',
    'attn.hook_attn_scores',
    'hook_resid_pre',
    'hook_resid_mid',
    'hook_resid_post',
  ])('blocks.*.%s', hook => {
    for (let layer = 0; layer < 4; layer++) {
      const name = `blocks.${layer}.${hook}`;
      const expected = reference.tensor(name);
      expect(tensors.get(name)?.shape, name).toEqual(expected.shape);
      const actual = (tensors.get(name) as StoredTensor).data as Float32Array;
      expect(difference(actual, expected.data), name).toBeLessThan(
        TOLERANCE * scaleOf(expected.data),
      );
    }
  });

  test('logits', () => {
    const {shape, data} = reference.tensor('unembed.hook_out');
    const [positions, vocab] = shape;
    const actual = new Float32Array(positions * vocab);
    capture.results.logits?.positions.forEach(({top}, position) => {
      for (const {id, logit} of top) actual[position * vocab + id] = logit;
    });
    expect(difference(actual, data)).toBeLessThan(TOLERANCE * scaleOf(data));
  });
});

const scaleOf = (data: Float32Array): number =>
  data.reduce((a, b) => Math.max(a, Math.abs(b)), 1);
