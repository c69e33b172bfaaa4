import type {AttentionCore, Unrecognised} from '../attention-core.ts';
import type {GraphIndex} from '../graph-index.ts';
import type {OnnxNode} from '../onnx.ts';
import {isAttentionOp, operatorOf} from '../ops.ts';
import {groupQueryCore} from './group-query.ts';
import {decoderMaskedCore, multiHeadCore} from './multi-head.ts';
import {onnxAttentionCore} from './onnx-attention.ts';
import {attentionCore, quantisedCore} from './packed-attention.ts';

/** Makes the core of a node, or a reason why it cannot. */
type CoreOf = (index: GraphIndex, node: OnnxNode) => AttentionCore | string;

const CORES: Readonly<Record<string, CoreOf>> = {
  Attention: onnxAttentionCore,
  'com.microsoft.Attention': attentionCore,
  'com.microsoft.QAttention': quantisedCore,
  'com.microsoft.MultiHeadAttention': multiHeadCore,
  'com.microsoft.DecoderMaskedMultiHeadAttention': decoderMaskedCore,
  'com.microsoft.GroupQueryAttention': groupQueryCore,
};

const DENSE =
  'export the model with dense attention (GroupQueryAttention, or written out)';
const FOR_TEXTS = 'use the export for whole texts that stands beside it';

/** Operators that tell no pattern, with the reason and with what would help. */
const REFUSED: Readonly<Record<string, string>> = {
  'com.microsoft.SparseAttention': `skips blocks of keys and tells no pattern; ${DENSE}`,
  'com.microsoft.LongformerAttention': `looks at windows and tells no pattern; ${DENSE}`,
  'com.microsoft.PagedAttention': `reads pages of a server's cache and tells no pattern; ${DENSE}`,
  'com.microsoft.PackedAttention': `reads several texts without padding and tells no pattern; ${DENSE}`,
  'com.microsoft.PackedMultiHeadAttention': `reads several texts without padding and tells no pattern; ${DENSE}`,
  'com.microsoft.DecoderAttention': `tells no pattern; ${DENSE}`,
  'com.microsoft.DecoderMaskedSelfAttention': `reads one token at a time and tells no pattern; ${FOR_TEXTS}`,
};

/** Find attention that is one operator. */
export function findFused(index: GraphIndex): {
  cores: AttentionCore[];
  unrecognised: Unrecognised[];
} {
  const cores: AttentionCore[] = [];
  const unrecognised: Unrecognised[] = [];
  for (const node of index.nodes) {
    if (!isAttentionOp(node)) continue;
    const core =
      CORES[operatorOf(node)]?.(index, node) ??
      REFUSED[operatorOf(node)] ??
      `is an operator that tells no pattern; ${DENSE}`;
    if (typeof core !== 'string') cores.push(core);
    else {
      const reason = `${operatorOf(node)} "${node.name}" ${core}`;
      unrecognised.push({
        what: 'attention',
        node: node.name,
        form: operatorOf(node),
        reason,
      });
    }
  }
  return {cores, unrecognised};
}
