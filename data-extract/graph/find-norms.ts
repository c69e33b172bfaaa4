import type {GraphIndex} from './graph-index.ts';
import type {NormSite} from './norm-site.ts';
import type {OnnxNode} from './onnx.ts';
import {writtenNorm} from './written-norm.ts';

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
