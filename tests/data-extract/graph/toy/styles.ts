import {
  groupQuery,
  multiHead,
  multiHeadBothWays,
  onnxAttention,
  onnxAttentionCached,
  packedAttention,
  written,
} from './attention.ts';
import * as blocks from './blocks.ts';
import * as ends from './ends.ts';
import * as experts from './experts.ts';
import * as fewBits from './few-bits.ts';
import * as fused from './fused.ts';
import * as layouts from './layouts.ts';
import * as linears from './linears.ts';
import {OWN_HEADS} from './toy-model.ts';
import type {Style} from './toy-model.ts';

/** Experts written out, with what must be found of them. */
const routed = (routing: experts.Routing): Style => {
  const {gate = 'softmax', topK = 2, normalised = gate === 'softmax of chosen'} = routing;
  const {factor = 1} = routing;
  return {
    mlp: experts.writtenExperts(routing),
    routed: {topK, gate: gate.replaceAll(' ', '-'), normalised, factor, experts: 4},
  };
};

/** Every way of writing a transformer that the finder must know, by name. */
export const STYLES: Record<string, Style> = {
  'scores multiplied': {},
  'scores divided': {attend: written({scale: 'div'})},
  'queries and keys scaled each': {attend: written({scale: 'split'})},
  'mask by Where': {attend: written({mask: 'where'})},
  'no mask': {attend: written({mask: 'none'})},
  'a sink': {attend: written({sink: true})},
  'a soft cap': {attend: written({softcap: true})},
  'a guard against NaN': {attend: written({guard: true, mask: 'where'})},
  'casts around the softmax': {attend: written({casts: true})},
  'keys and values repeated': {attend: written({repeat: true})},
  'all at once': {
    attend: written({sink: true, softcap: true, guard: true, casts: true, repeat: true}),
  },
  MultiHeadAttention: {attend: multiHead},
  'MultiHeadAttention without mask': {attend: multiHeadBothWays},
  GroupQueryAttention: {attend: groupQuery(), past: OWN_HEADS},
  'GroupQueryAttention, packed': {attend: groupQuery({packed: true}), past: OWN_HEADS},
  'GroupQueryAttention, shared keys': {attend: groupQuery({keyHeads: 1}), past: 1},
  'com.microsoft.Attention': {attend: packedAttention},
  'Attention of operator set 23': {attend: onnxAttention, opset: 23},
  'one layer for all three, split': {attend: layouts.splitAfter},
  'one layer for all three, per head': {attend: layouts.splitPerHead},
  'heads and batch on one axis': {attend: layouts.batchedHeads},
  Einsum: {attend: layouts.einsum},
  FusedMatMul: {attend: layouts.fusedMatMul()},
  'a bias by distance': {attend: layouts.relativeBias},
  'positions by halves': {attend: layouts.rotary('halves')},
  'positions by pairs': {attend: layouts.rotary('pairs')},
  'positions in part of a head': {attend: layouts.rotary('part')},
  'positions by RotaryEmbedding': {attend: layouts.rotary('operator')},
  'positions by RotaryEmbedding of operator set 23': {
    attend: layouts.rotary('onnx'),
    opset: 23,
  },
  'queries and keys normed': {attend: layouts.rotary('halves', true)},
  'a cache': {attend: layouts.cached(), past: OWN_HEADS},
  'a cache of shared keys': {attend: layouts.cached(1), past: 1},
  'MultiHeadAttention, bias': {attend: fused.multiHeadWith('bias')},
  'MultiHeadAttention, attention bias': {attend: fused.multiHeadWith('attention bias')},
  'MultiHeadAttention, padding mask': {attend: fused.multiHeadWith('padding mask')},
  'GroupQueryAttention, softcap': {
    attend: fused.groupQueryWith('softcap'),
    past: OWN_HEADS,
  },
  'GroupQueryAttention, sink': {attend: fused.groupQueryWith('sink'), past: OWN_HEADS},
  'GroupQueryAttention, smooth': {
    attend: fused.groupQueryWith('smooth'),
    past: OWN_HEADS,
  },
  'GroupQueryAttention, window': {
    attend: fused.groupQueryWith('window'),
    past: OWN_HEADS,
  },
  'GroupQueryAttention, a bias by distance': {
    attend: fused.groupQueryWith('distance bias'),
    past: OWN_HEADS,
  },
  'com.microsoft.Attention, mask': {attend: fused.packedAttentionMasked},
  QAttention: {attend: fused.quantisedAttention},
  'Attention of operator set 23, heads on an axis': {
    attend: fused.onnxAttentionWith('heads on an axis'),
    opset: 23,
  },
  'Attention of operator set 23, shared keys': {
    attend: fused.onnxAttentionWith('shared keys'),
    opset: 23,
  },
  'Attention of operator set 23, mask': {
    attend: fused.onnxAttentionWith('mask'),
    opset: 23,
  },
  'Attention of operator set 23, softcap': {
    attend: fused.onnxAttentionWith('softcap'),
    opset: 23,
  },
  'Attention of operator set 23, a cache': {
    attend: onnxAttentionCached,
    opset: 23,
    past: OWN_HEADS,
  },
  'as onnxruntime-genai writes it': {
    attend: groupQuery({packed: true, rotary: true}),
    past: OWN_HEADS,
    order: 'skip, rms',
    norm: blocks.rmsNorm,
    linear: linears.matMulNBits,
    mlp: blocks.gated,
    embed: fewBits.embedBlocks,
  },
  'GroupQueryAttention, packed and rotary': {
    attend: groupQuery({packed: true, rotary: true}),
    past: OWN_HEADS,
  },
  'GroupQueryAttention, norms before': {
    attend: groupQuery({rotary: true, norms: 'before'}),
    past: OWN_HEADS,
  },
  'operators of operator set 23': {
    attend: layouts.rotary('onnx'),
    norm: blocks.onnxRmsNorm,
    opset: 23,
  },
  'norms before, written out': {norm: blocks.writtenLayerNorm},
  'RMSNorm in one node': {norm: blocks.rmsNorm},
  'RMSNorm written out': {norm: blocks.writtenRmsNorm},
  'LayerNorm by TensorFlow': {norm: blocks.tensorFlowLayerNorm},
  'a tanh in the place of norms': {norm: blocks.tanhNorm},
  'norms after, by TensorFlow': {order: 'post', norm: blocks.tensorFlowLayerNorm},
  'the stream converted': {between: blocks.castBetween, norm: blocks.writtenRmsNorm},
  'the stream with two axes': {between: blocks.flatBetween},
  'parallel layers, added one by one': {order: 'parallel, one by one'},
  'norms inside branches': {order: 'inside', norm: blocks.writtenRmsNorm},
  'norms after': {order: 'post'},
  'norms after, written out': {order: 'post', norm: blocks.writtenLayerNorm},
  'parallel layers': {order: 'parallel'},
  'norm fused with the addition': {order: 'skip'},
  'GELU by erf': {mlp: blocks.geluErf},
  'GELU by tanh': {mlp: blocks.geluTanh},
  FastGelu: {mlp: blocks.fastGelu},
  QuickGelu: {mlp: blocks.quickGelu},
  SwiGLU: {mlp: blocks.gated, norm: blocks.writtenRmsNorm},
  'GroupQueryAttention, rotary': {attend: groupQuery({rotary: true}), past: OWN_HEADS},
  'experts in one node': {mlp: blocks.experts, routed: {topK: 2}},
  'experts of four bits': {mlp: experts.quantisedExperts, routed: {topK: 2}},
  'experts written out': routed({}),
  'experts, weights made to sum to 1': routed({normalised: true}),
  'experts, softmax of the chosen': routed({gate: 'softmax of chosen'}),
  'experts by sigmoid': routed({gate: 'sigmoid', normalised: true}),
  'experts ranked with a bias, weights scaled': routed({
    gate: 'sigmoid',
    normalised: true,
    biased: true,
    factor: 2.5,
  }),
  'one expert per token': routed({topK: 1}),
  'a shared expert': routed({shared: true}),
  'a gate from the same layer': {mlp: blocks.gatedInOne},
  GeGLU: {mlp: blocks.gatedGelu},
  'GELU with biases': {mlp: blocks.geluWithBiases, opset: 20},
  BiasGelu: {mlp: blocks.biasGelu},
  'ReLU squared': {mlp: blocks.reluSquared},
  Gemm: {mlp: blocks.gemm},
  'parallel layers with a norm each': {order: 'parallel, two norms'},
  'norms before and after': {order: 'sandwich', norm: blocks.writtenRmsNorm},
  'branches scaled': {branchScale: 0.22},
  'a table of bytes': {embed: fewBits.embedBytes},
  GatherBlockQuantized: {embed: fewBits.embedBlocks},
  QLinearMatMul: {linear: fewBits.qLinearMatMul},
  QGemm: {linear: fewBits.qGemm},
  MatMulBnb4: {linear: fewBits.matMulBnb4},
  'learned positions': {embed: ends.embedPositions},
  'tokens scaled': {embed: ends.embedScaled},
  'embeddings normed': {embed: ends.embedNormed, order: 'post'},
  EmbedLayerNormalization: {embed: ends.embedFused, order: 'post'},
  'tied head': {head: ends.tiedHead},
  'head shared with the table': {head: ends.sharedHead},
  'head with a bias': {head: ends.headWithBias},
  'scores bounded': {head: ends.boundedHead},
  'scores of the last token alone': {head: ends.lastHead},
  'floats of 16 bits': {half: true},
  'floats of 16 bits, softmax in 32': {half: true, attend: written({casts: true})},
  'weights in another file': {external: 'weights.bin'},
  'branches of an If': {branch: true},
  MatMulInteger: {linear: linears.matMulInteger},
  DynamicQuantizeMatMul: {linear: linears.dynamicQuantizeMatMul},
  DequantizeLinear: {linear: linears.dequantizeLinear},
  MatMulNBits: {linear: linears.matMulNBits},
};
