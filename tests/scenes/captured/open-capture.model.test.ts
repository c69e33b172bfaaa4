import {join} from 'node:path';

import {describe, expect, test} from 'vitest';

import {readFile} from 'node:fs/promises';

import {defineCapture} from '../../../data-extract/declare/declaration.ts';
import type {CaptureDeclaration} from '../../../data-extract/declare/declaration.ts';
import {openCapture} from '../../../scenes/captured/open-capture.ts';
import type {CaptureFiles} from '../../../scenes/captured/open-capture.ts';
import {extractInto, ROOT, withCaptures} from '../../data-extract/capture-for-test.ts';

/** Capture a declaration and hand it over as a scene gets it. */
const captured = (declaration: CaptureDeclaration): Promise<CaptureFiles> =>
  withCaptures(async captures => {
    await extractInto(captures, declaration);
    const folder = join(ROOT, captures, '00-test/scene');
    return {
      capture: JSON.parse(
        await readFile(join(folder, 'capture.json'), 'utf8'),
      ) as CaptureFiles['capture'],
      tensors: await readFile(join(folder, 'tensors.safetensors'), 'base64'),
    };
  });

const LAYER = {layers: [1]} as const;

describe('a decoder', () => {
  const declaration = defineCapture({
    role: 'decoder',
    text: 'Lily saw a bird.',
    probes: {
      embeddings: {tokens: true},
      norms: {of: ['in', 'normalized', 'scale', 'mean', 'gain', 'bias']},
      headValues: {of: ['q', 'rot_q', 'z'], ...LAYER},
      headSteps: {
        heads: ['own'],
        of: ['raw', 'scaled', 'masked', 'terms', 'weighted', 'result', 'input'],
        most: 3,
      },
      headKinds: true,
      decoding: {ways: {soft: {temperature: 2, topP: 0.9, seed: 1, draws: 3}}},
      attention: {pattern: true, scores: true, ...LAYER},
      outputs: {of: ['attn_out', 'mlp_out'], ...LAYER},
      mlp: {of: ['pre', 'post'], top: 3, bins: 8, ...LAYER},
      residual: {at: ['pre', 'mid', 'attended', 'post'], lengths: true, ...LAYER},
      unembed: {topK: 3},
      neurons: {most: 2},
      logits: {topK: 2},
      lens: {topK: 1, positions: [-1]},
      attribution: {topK: 2},
      kvCache: {values: true, ...LAYER},
      generation: {strategy: 'greedy', steps: 2, candidates: 2},
      modules: true,
      weights: [
        {name: 'embed', rows: 'tokens'},
        {name: 'unembed', rows: [5], columns: [0, 4]},
        {name: 'blocks.1.attn.W_Q', rows: [0, 191]},
      ],
    },
    heads: {
      own: {
        rule: 'most-mass',
        from: {token: 'bird'},
        to: {token: 'saw'},
        at: {layer: 1, head: 5},
      },
      even: {rule: 'most-even'},
    },
  });

  test('each probe has a view with the axes that it names', async () => {
    const scene = openCapture(declaration, await captured(declaration));
    const count = scene.tokens.length;
    expect(scene.target).toBeNull();
    expect(scene.embeddings.of('tokens').shape).toEqual([count, 192]);
    expect(scene.norms.of('in', 'ln2', 3).shape).toEqual([count, 192]);
    expect(scene.norms.final('scale').shape).toEqual([count, 1]);
    expect(scene.headValues.of('rot_q', 1).axes).toEqual(['position', 'head', 'd_head']);
    const {own, even} = scene.heads;
    expect([own.query.text, own.key.text]).toEqual([' bird', ' saw']);
    const pattern = scene.attention.pattern(1, 5).at(own.query.index).data;
    expect(own.key.share).toBe(pattern[own.key.index]);
    expect(even).not.toHaveProperty('query');
    const steps = scene.headSteps.of('own');
    expect(steps.keys[0].share).toBe(Math.max(...pattern));
    expect(steps.raw().at(own.query.index).data[own.key.index]).toBeCloseTo(
      steps.largest.sum,
      4,
    );
    expect(steps.scaled().shape).toEqual([count, count]);
    expect(steps.masked().axes).toEqual(['query', 'key']);
    const {entries, products} = steps.largest;
    expect([...products.data]).toEqual(
      entries.map(entry => steps.terms().at(own.key.index).data[entry]),
    );
    expect(products.source).toMatchObject({layer: 1, head: 5});
    expect(steps.weighted().shape).toEqual([count, 32]);
    expect(steps.hasResults).toBe(true);
    expect([...steps.result().data]).toEqual([...steps.results().at(5).data]);
    expect(steps.bias()).toBeNull();
    expect(steps.input().shape).toEqual([count, 192]);
    expect(() => scene.headSteps.of('even')).toThrow('no steps of the head "even"');
    expect(scene.model).toEqual({layers: 4, heads: 6, dModel: 192, vocab: 2048});
    expect(scene.device).toBe('cpu');
    // RMSNorm: divided by the scale, nothing taken off, times the gain.
    const [first] = [0].map(at => scene.norms.of('in', 'ln1', 0).at(0).data[at]);
    const scale = scene.norms.of('scale', 'ln1', 0).at(0).data[0];
    const gain = scene.norms.of('gain', 'ln1', 0).data[0];
    expect(scene.norms.of('normalized', 'ln1', 0).at(0).data[0]).toBeCloseTo(
      (first / scale) * gain,
      5,
    );
    expect(scene.norms.of('mean', 'ln1', 0).data[0]).toBe(0);
    expect(() => scene.norms.of('bias', 'ln1', 0)).toThrow('has no tensor');
    const length = scene.residual.lengths('mid', 1).data[2];
    expect(length).toBeCloseTo(Math.hypot(...scene.residual.at('mid', 1).at(2).data), 4);
    expect([...scene.residual.at('attended', 1).data]).toEqual([
      ...scene.residual.at('mid', 1).data,
    ]);
    const {counts} = scene.mlp.spread(1)[0];
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(512);
    expect(scene.unembed.rows.shape).toEqual([3, 192]);
    expect([...scene.unembed.vector.data]).toEqual([
      ...scene.norms.final('normalized').at(count - 1).data,
    ]);
    scene.unembed.tokens.forEach(({logit}, token) => {
      expect(scene.unembed.products[token]).toBeCloseTo(logit, 3);
      const {data} = scene.unembed.numberProducts.at(token);
      expect(data.reduce((sum, value) => sum + value, 0)).toBeCloseTo(logit, 3);
    });
    expect(scene.neurons.row(1).shape).toEqual([192]);
    expect(scene.headKinds.kinds).toHaveLength(4);
    const {soft} = scene.decoding.ways;
    expect(soft.draws).toHaveLength(3);
    expect(scene.decoding.tokens[0].probability).toBeCloseTo(
      scene.logits.positions[count - 1].top[0].probability,
      6,
    );
    const all = soft.softened.reduce((sum, share) => sum + share, soft.softenedOthers);
    expect(all).toBeCloseTo(1, 6);
    expect(scene.headKinds.kinds[1][5]).toBe(scene.headKinds.head(1, 5).kind);
    expect(scene.attention.pattern(1, 5).source).toMatchObject({layer: 1, head: 5});
    expect(scene.attention.scores(1, 0).axes).toEqual(['query', 'key']);
    expect(scene.attention.facts(1)).toMatchObject({heads: 6, keyHeads: 2, causal: true});
    expect(scene.outputs.of('mlp_out', 1).source.layer).toBe(1);
    expect(scene.mlp).toMatchObject({activation: 'silu', kind: 'gated', width: 512});
    expect(scene.mlp.of('post', 1).shape).toEqual([count, 512]);
    const [{index, value}] = scene.mlp.strongest(1)[0].neurons;
    expect(scene.mlp.of('post', 1).at(0).data[index]).toBeCloseTo(value);
    expect(scene.residual).toMatchObject({layers: 4});
    expect(scene.residual.at('mid', 1).axes).toEqual(['position', 'd_model']);
    expect(scene.logits.positions).toHaveLength(count);
    expect(scene.lens.rows.map(({after}) => after)).toEqual(['embed', 0, 1, 2, 3]);
    expect(scene.attribution.tokens).toHaveLength(2);
    expect(scene.kvCache.keys(1).shape).toEqual([2, count, 32]);
    expect(scene.kvCache.values(1).source.layer).toBe(1);
    expect(scene.kvCache.bytes).toBe(scene.kvCache.bytesPerToken * count);
    expect(scene.generation.steps).toHaveLength(2);
    expect(scene.modules.parameters.total).toBeGreaterThan(1e6);
    // The head is tied: a row of either is the same vector.
    expect(scene.weights.rows('embed').data).toEqual(scene.embeddings.of('tokens').data);
    expect(scene.weights.rows('unembed').shape).toEqual([1, 4]);
    expect(scene.weights.rows('blocks.1.attn.W_Q').shape).toEqual([2, 192]);
  });

  test('what was not captured is named with the remedy', async () => {
    const scene = openCapture(declaration, await captured(declaration));
    expect(() => scene.residual.at('post', 0)).toThrow(
      /no tensor "blocks.0.hook_resid_post".*extract it again/,
    );
    expect(() => scene.attention.facts(0)).toThrow('layer 0 was not captured');
    expect(() => scene.attention.in('encoder')).toThrow('its model is one graph');
  });

  test('fields that were not asked for are not there', async () => {
    const short = defineCapture({
      role: 'decoder',
      text: 'Lily',
      probes: {logits: {topK: 1}},
    });
    const scene = openCapture(short, await captured(short));
    // @ts-expect-error The declaration has no such probe.
    expect(scene.attention).toBeUndefined();
    const stale = {...short, probes: {lens: {topK: 1}}};
    await expect(
      captured(short).then(files => openCapture(stale, files)),
    ).rejects.toThrow('no results of lens; extract it again');
  });
});

test('tensors kept in 16 bits are read like others', async () => {
  const request = {
    role: 'decoder',
    text: 'Lily saw a bird.',
    probes: {attention: {pattern: true, layers: [2]}},
  } as const;
  const [whole, half] = [
    defineCapture(request),
    defineCapture({...request, store: 'float16'}),
  ];
  const [wide, narrow] = [await captured(whole), await captured(half)];
  expect(narrow.capture.tensors[0].dtype).toBe('F16');
  expect(narrow.tensors.length).toBeLessThan(0.7 * wide.tensors.length);
  const [a, b] = [openCapture(whole, wide), openCapture(half, narrow)].map(
    ({attention}) => attention.patterns(2).data,
  );
  expect(b).toHaveLength(a.length);
  expect(b).not.toEqual(a);
  a.forEach((value, i) => expect(Math.abs(value - b[i])).toBeLessThan(1e-3));
});

test('experts', async () => {
  const declaration = defineCapture({
    role: 'moe',
    text: 'Lily saw a bird.',
    probes: {router: {scores: true, probabilities: true, layers: [-1]}},
  });
  const {router, tokens} = openCapture(declaration, await captured(declaration));
  expect(router.layer(3)).toMatchObject({experts: 8, topK: 2});
  expect(router.scores(3).shape).toEqual([tokens.length, 8]);
  const row = router.probabilities(3).at(0).data;
  const [best] = router.layer(3).positions[0].chosen;
  expect(Math.max(...row)).toBe(row[best]);
});

test('an encoder-decoder is read in both halves', async () => {
  const declaration = defineCapture({
    role: 'encoder-decoder',
    text: 'I love llamas',
    target: "Ik hou van lama's",
    probes: {
      attention: {pattern: true},
      crossAttention: {pattern: true},
      headValues: {of: ['q'], cross: true},
      encoderStates: true,
      residual: {at: ['post']},
      embeddings: {tokens: true, positions: true},
      mlp: {top: 1},
    },
  });
  const scene = openCapture(declaration, await captured(declaration));
  const [source, target] = [scene.tokens.length, scene.target?.tokens.length ?? 0];
  expect(scene.attention.pattern(2, 0).shape).toEqual([target, target]);
  expect(scene.attention.facts(0).causal).toBe(true);
  const encoder = scene.attention.in('encoder');
  expect(encoder.layers).toBe(3);
  expect(encoder.pattern(2, 0).shape).toEqual([source, source]);
  expect(encoder.facts(0).causal).toBe(false);
  expect(scene.crossAttention.pattern(2, 0).shape).toEqual([target, source]);
  expect(scene.headValues.cross('q', 0).shape[0]).toBe(target);
  expect(scene.headValues.in('encoder').of('q', 0).shape[0]).toBe(source);
  expect(scene.encoderStates.shape).toEqual([source, 192]);
  expect(scene.residual.in('encoder').at('post', 0).shape[0]).toBe(source);
  expect(scene.embeddings.in('encoder').of('positions').shape[0]).toBe(source);
  expect(scene.mlp.strongest(0)).toHaveLength(target);
  expect(scene.mlp.in('encoder').strongest(0)).toHaveLength(source);
});
