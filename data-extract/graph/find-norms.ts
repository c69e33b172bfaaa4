import type {GraphIndex} from './graph-index.ts';
import type {OnnxNode} from './onnx.ts';
import {writtenNorm} from './written-norm.ts';

/** A normalisation over the last axis, by its tensors. */
export interface NormSite {
  node: string;
  /**
   * `rms`: divided by the root mean square; `layer`: the mean taken off before; `other`:
   * something else that stands where norms stand, of which only the ends are known.
   */
  kind: 'rms' | 'layer' | 'other';
  input: string;
  /** With gain and bias. */
  output: string;
  gain: string | null;
  bias: string | null;
  epsilon: number;
}

const FUSED: Readonly<Record<string, NormSite['kind']>> = {
  LayerNormalization: 'layer',
  SimplifiedLayerNormalization: 'rms',
  RMSNormalization: 'rms',
};

/** Find norms: one operator, or written out around a square root. */
export function findNorms(index: GraphIndex): NormSite[] {
  return index.nodes.flatMap(node => {
    const kind = FUSED[node.op];
    if (kind) return [fusedNorm(node, kind)];
    const site =
      node.op === 'Sqrt' || node.op === 'Pow' ? writtenNorm(index, node) : null;
    return site ? [site] : [];
  });
}

function fusedNorm(node: OnnxNode, kind: NormSite['kind']): NormSite {
  const [input, gain, bias] = node.inputs;
  return {
    node: node.name,
    kind,
    input,
    output: node.outputs[0],
    gain: gain || null,
    bias: bias || null,
    epsilon: node.attributes.get('epsilon')?.f ?? 1e-5,
  };
}
