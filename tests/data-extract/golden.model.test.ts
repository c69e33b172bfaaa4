import {beforeAll, describe, expect, test} from 'vitest';

import type {CaptureFile} from '../../data-extract/capture/format.ts';
import type {StoredTensor} from '../../data-extract/capture/safetensors.ts';
import type {Role} from '../../data-extract/course/roles.ts';
import type {ProbeRequests} from '../../data-extract/declare/declaration.ts';
import {captureOf, difference, readReference} from './capture-for-test.ts';
import type {Reference} from './capture-for-test.ts';

/** float32 carries seven digits; values are compared relative to the largest, at least 1. */
const TOLERANCE = 1e-5;

/**
 * `reference.safetensors` holds activations that PyTorch computed: an implementation that
 * shares nothing with ours.
 */
function expectNear(
  name: string,
  actual: ArrayLike<number>,
  expected: Float32Array,
): void {
  const scale = expected.reduce((a, b) => Math.max(a, Math.abs(b)), 1);
  expect(difference(actual, expected), name).toBeLessThan(TOLERANCE * scale);
}

function dataOf(tensors: Map<string, StoredTensor>, name: string): Float32Array {
  const tensor = tensors.get(name);
  if (!tensor) throw new Error(`the capture lacks ${name}`);
  return tensor.data as Float32Array;
}

/** All logits of a capture that kept the whole vocabulary. */
function allLogits({results}: CaptureFile): Float32Array {
  if (!results.logits) throw new Error('the capture lacks logits');
  const {vocab, positions} = results.logits;
  const data = new Float32Array(positions.length * vocab);
  positions.forEach(({top}, position) => {
    for (const {id, logit} of top) data[position * vocab + id] = logit;
  });
  return data;
}

const EVERYTHING: ProbeRequests = {
  embeddings: {tokens: true},
  norms: {of: ['normalized']},
  headValues: {of: ['q', 'k', 'v', 'rot_q', 'rot_k', 'z']},
  attention: {pattern: true, scores: true},
  outputs: {of: ['attn_out', 'mlp_out']},
  residual: {at: ['pre', 'mid', 'post']},
};

describe.each<[string, Role, ProbeRequests]>([
  [
    'tiny-decoder',
    'decoder',
    {mlp: {of: ['pre', 'pre_linear', 'post']}, logits: {topK: 2048}},
  ],
  [
    'tiny-moe',
    'moe',
    {router: {scores: true, probabilities: true}, logits: {topK: 2048}},
  ],
  [
    'tiny-moe-unbalanced',
    'moe-unbalanced',
    {router: {scores: true, probabilities: true}, logits: {topK: 2048}},
  ],
])('%s, compared with PyTorch', (model, role, probes) => {
  let reference: Reference;
  let capture: CaptureFile;
  let tensors: Map<string, StoredTensor>;

  beforeAll(async () => {
    reference = await readReference(model);
    const text = reference.metadata.prompt;
    ({capture, tensors} = await captureOf({
      role,
      text,
      probes: {...EVERYTHING, ...probes},
    }));
  });

  test('the prompt becomes the same ids', () => {
    expect(capture.tokens.map(({id}) => id)).toEqual(JSON.parse(reference.metadata.ids));
  });

  test('every tensor of the reference is captured and agrees', () => {
    const names = reference.names.filter(name => name !== 'unembed.hook_out');
    expect(names.length).toBeGreaterThan(60);
    for (const name of names) {
      const expected = reference.tensor(name);
      expect(tensors.get(name)?.shape, name).toEqual(expected.shape);
      expectNear(name, dataOf(tensors, name), expected.data);
    }
  });

  test('the logits agree', () => {
    expectNear('logits', allLogits(capture), reference.tensor('unembed.hook_out').data);
  });
});

/** `[1, head, position, entry]` as `[position, head, entry]`. */
function positionsFirst({
  data,
  shape,
}: {
  data: Float32Array;
  shape: number[];
}): Float32Array {
  const [, heads, positions, size] = shape;
  const result = new Float32Array(data.length);
  for (let h = 0; h < heads; h++) {
    for (let s = 0; s < positions; s++) {
      for (let d = 0; d < size; d++) {
        result[(s * heads + h) * size + d] = data[(h * positions + s) * size + d];
      }
    }
  }
  return result;
}

describe('tiny-encoder, compared with PyTorch', () => {
  let reference: Reference;
  let capture: CaptureFile;
  let tensors: Map<string, StoredTensor>;

  beforeAll(async () => {
    reference = await readReference('tiny-encoder');
    const [text, pair] = reference.metadata.prompt.split(' ||| ');
    const probes = {...EVERYTHING, logits: {topK: 2048}};
    ({capture, tensors} = await captureOf({role: 'encoder', text, pair, probes}));
  });

  test('the prompt becomes the same ids', () => {
    expect(capture.tokens.map(({id}) => id)).toEqual([
      ...reference.tensor('input_ids').data,
    ]);
  });

  test('attention, hidden states and logits agree', () => {
    for (let layer = 0; layer < 4; layer++) {
      const module = `bert.encoder.layer.${layer}.attention.self`;
      for (const part of ['q', 'k', 'v']) {
        const expected = positionsFirst(reference.tensor(`${module}.${part}`));
        expectNear(part, dataOf(tensors, `blocks.${layer}.attn.hook_${part}`), expected);
      }
      const pattern = dataOf(tensors, `blocks.${layer}.attn.hook_pattern`);
      expectNear('probs', pattern, reference.tensor(`${module}.probs`).data);
      const before = dataOf(tensors, `blocks.${layer}.hook_resid_pre`);
      expectNear('hidden', before, reference.tensor(`hidden_states.${layer}`).data);
      const after = dataOf(tensors, `blocks.${layer}.ln2.hook_normalized`);
      expectNear('hidden', after, reference.tensor(`hidden_states.${layer + 1}`).data);
    }
    expectNear('logits', allLogits(capture), reference.tensor('logits').data);
  });
});

describe('tiny-translator, compared with PyTorch', () => {
  let reference: Reference;
  let capture: CaptureFile;
  let tensors: Map<string, StoredTensor>;

  beforeAll(async () => {
    reference = await readReference('tiny-translator');
    ({capture, tensors} = await captureOf({
      role: 'encoder-decoder',
      text: reference.metadata.prompt,
      probes: {
        ...EVERYTHING,
        headValues: {of: ['q', 'k', 'v'], cross: true},
        crossAttention: {pattern: true},
        encoderStates: true,
        logits: {topK: 3500},
        generation: {strategy: 'greedy', steps: 20, candidates: 3},
      },
    }));
  });

  test('it writes the same translation', () => {
    expect(capture.tokens.map(({id}) => id)).toEqual([
      ...reference.tensor('input_ids').data,
    ]);
    const ids = capture.target?.tokens.map(({id}) => id);
    expect(ids).toEqual([...reference.tensor('decoder_input_ids').data]);
    expect(capture.results.generation?.text.trim()).toBe(reference.metadata.translation);
    expect(capture.results.generation?.end).toBe('end-token');
  });

  test('attention of encoder, decoder and from one to the other agrees', () => {
    const sites = [
      ['encoder', 'self_attn', 'attn'],
      ['decoder', 'self_attn', 'attn'],
      ['decoder', 'encoder_attn', 'cross_attn'],
    ];
    for (const [stack, module, hook] of sites) {
      for (let layer = 0; layer < 3; layer++) {
        const name = `model.${stack}.layers.${layer}.${module}`;
        for (const part of ['q', 'k', 'v']) {
          const expected = positionsFirst(reference.tensor(`${name}.${part}`));
          // The reference's queries are scaled already.
          const scale = part === 'q' ? 32 ** -0.5 : 1;
          const actual = dataOf(tensors, `${stack}.${layer}.${hook}.hook_${part}`);
          expectNear(
            name,
            actual.map(value => value * scale),
            expected,
          );
        }
        const pattern = dataOf(tensors, `${stack}.${layer}.${hook}.hook_pattern`);
        expectNear(name, pattern, reference.tensor(`${name}.probs`).data);
      }
    }
  });

  test('hidden states and logits agree', () => {
    const states = reference.tensor('encoder_last_hidden_state').data;
    expectNear('encoder states', dataOf(tensors, 'encoder.hook_out'), states);
    for (let layer = 0; layer < 3; layer++) {
      for (const [stack, last] of [
        ['encoder', 'ln2'],
        ['decoder', 'ln3'],
      ]) {
        const before = dataOf(tensors, `${stack}.${layer}.hook_resid_pre`);
        expectNear(
          stack,
          before,
          reference.tensor(`${stack}_hidden_states.${layer}`).data,
        );
        const after = dataOf(tensors, `${stack}.${layer}.${last}.hook_normalized`);
        expectNear(
          stack,
          after,
          reference.tensor(`${stack}_hidden_states.${layer + 1}`).data,
        );
      }
    }
    expectNear('logits', allLogits(capture), reference.tensor('logits').data);
  });
});
