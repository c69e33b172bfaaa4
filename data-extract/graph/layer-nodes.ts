import {isLinear, isMixing} from './graph-index.ts';
import type {GraphIndex} from './graph-index.ts';
import type {OnnxNode} from './onnx.ts';
import {isAttentionOp, isExpertsOp} from './ops.ts';

/** Nodes that mix positions in another way than attention does, or hold whole layers. */
const OTHER_MIXERS = new Set([
  'Conv',
  'Scan',
  'Loop',
  'If',
  'CumSum',
  'LSTM',
  'GRU',
  'CausalConvWithState',
  'LinearAttention',
]);

/** Whether a node mixes positions, but is no attention. */
export const isOtherMixer = ({op}: OnnxNode): boolean => OTHER_MIXERS.has(op);

/** Whether a node has a weight matrix, or mixes positions: what norms do not do. */
export const isLayer = (index: GraphIndex, node: OnnxNode): boolean =>
  isLinear(index, node) ||
  isMixing(index, node) ||
  isAttentionOp(node) ||
  isExpertsOp(node) ||
  isOtherMixer(node);

/** What leads into a layer: the layer, or the node that makes whole numbers for it. */
export const isEntry = (index: GraphIndex, node: OnnxNode): boolean =>
  isLayer(index, node) || node.op === 'DynamicQuantizeLinear';
