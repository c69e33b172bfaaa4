import {scalarOf, variables} from './graph-index.ts';
import type {GraphIndex} from './graph-index.ts';
import type {OnnxNode} from './onnx.ts';

/** A normalisation over the last axis, by its tensors. */
export interface NormSite {
  node: string;
  /** `rms`: divided by the root mean square; `layer`: the mean taken off before. */
  kind: 'rms' | 'layer';
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

/** `gain * (x - mean) / sqrt(mean((x - mean)^2) + epsilon) + bias`, or without the mean. */
function writtenNorm(index: GraphIndex, root: OnnxNode): NormSite | null {
  const inner = index.producer(root.inputs[0] ?? '');
  if (
    !inner ||
    (root.op === 'Pow' && Math.abs(scalarOf(index, root.inputs[1]) ?? 0) !== 0.5)
  )
    return null;
  const shifted = inner.op === 'Add' || inner.op === 'Max' || inner.op === 'Clip';
  const terms = shifted ? inner.inputs : [inner.outputs[0]];
  const meanOutput = terms.find(term => isMean(index, index.producer(term)));
  const mean = meanOutput === undefined ? null : index.producer(meanOutput);
  const square = mean && index.producer(mean.inputs[0]);
  if (!square || !isSquare(index, square)) return null;
  const epsilon = shifted
    ? (terms.map(term => scalarOf(index, term)).find(value => value !== null) ?? 0)
    : 0;
  const centred = withoutCasts(index, square.inputs[0]);
  const difference = index.producer(centred);
  const subtracts =
    difference?.op === 'Sub' && isMean(index, index.producer(difference.inputs[1]));
  const input = withoutCasts(
    index,
    subtracts && difference ? difference.inputs[0] : centred,
  );
  const scaled = scaledBy(index, root.outputs[0]);
  return scaled === null
    ? null
    : {
        node: root.name,
        kind: subtracts ? 'layer' : 'rms',
        input,
        ...affine(index, scaled),
        epsilon,
      };
}

const isMean = (index: GraphIndex, node: OnnxNode | null): boolean =>
  node?.op === 'ReduceMean' ||
  (node?.op === 'Div' && index.producer(node.inputs[0])?.op === 'ReduceSum');

const isSquare = (index: GraphIndex, {op, inputs}: OnnxNode): boolean =>
  (op === 'Mul' && inputs[0] === inputs[1]) ||
  (op === 'Pow' && scalarOf(index, inputs[1]) === 2);

/** From the root to what is divided by it. */
function scaledBy(index: GraphIndex, root: string, depth = 0): string | null {
  for (const node of index.consumers(root)) {
    const [a, b] = node.inputs;
    if (depth < 3 && (node.op === 'Reciprocal' || node.op === 'Cast')) {
      const found = scaledBy(index, node.outputs[0], depth + 1);
      if (found) return found;
    } else if (node.op === 'Div') {
      if (b === root && index.isVariable(a)) return node.outputs[0];
      if (b === root) {
        const found = scaledBy(index, node.outputs[0], depth + 1);
        if (found) return found;
      }
    } else if (node.op === 'Mul' && a !== b) {
      return node.outputs[0];
    }
  }
  return null;
}

/** Gain and bias that follow, conversions passed over. */
function affine(
  index: GraphIndex,
  scaled: string,
): Pick<NormSite, 'output' | 'gain' | 'bias'> {
  let output = scaled;
  let gain: string | null = null;
  let bias: string | null = null;
  for (;;) {
    const readers = index.consumers(output);
    const [node] = readers;
    if (readers.length !== 1) break;
    const constant = node.inputs.find(
      input => input !== output && !index.isVariable(input),
    );
    if (node.op === 'Mul' && gain === null && bias === null && constant) gain = constant;
    else if (node.op === 'Add' && bias === null && constant) bias = constant;
    else if (node.op !== 'Cast') break;
    if (node.op === 'Cast' && variables(index, node).length !== 1) break;
    [output] = node.outputs;
  }
  return {output, gain, bias};
}

function withoutCasts(index: GraphIndex, tensor: string): string {
  let current = tensor;
  for (;;) {
    const node = index.producer(current);
    if (node?.op !== 'Cast') return current;
    [current] = node.inputs;
  }
}
