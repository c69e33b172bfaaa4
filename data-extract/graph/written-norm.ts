import {scalarOf} from './graph-index.ts';
import type {GraphIndex} from './graph-index.ts';
import type {NormSite} from './norm-site.ts';
import {sizeOf} from './onnx.ts';
import type {OnnxNode} from './onnx.ts';
import {isSize} from './ops.ts';

/** Nodes of a norm after its root, at most. */
const LONGEST = 12;

/**
 * A norm written out around a root: `gain * (x - mean) / sqrt(mean((x - mean)^2) +
 * epsilon) + bias`, or without the mean, in whatever order the factors are multiplied
 * (`x * (gain / root) + (bias - mean * gain / root)` too).
 *
 * @param root - A `Sqrt`, or a `Pow`.
 */
export function writtenNorm(index: GraphIndex, root: OnnxNode): NormSite | null {
  const variance = varianceOf(index, root);
  if (!variance) return null;
  const {square, epsilon} = variance;
  const difference = index.producer(index.origin(square.inputs[0]));
  const subtracts =
    difference?.op === 'Sub' && isMean(index, index.producer(difference.inputs[1]));
  const input = index.origin(
    subtracts && difference ? difference.inputs[0] : square.inputs[0],
  );
  const end = endOf(index, root, input);
  return (
    end && {node: root.name, kind: subtracts ? 'layer' : 'rms', input, epsilon, ...end}
  );
}

/** What the root is of: the mean of squares, perhaps with a small number added. */
function varianceOf(
  index: GraphIndex,
  root: OnnxNode,
): {square: OnnxNode; epsilon: number} | null {
  const inner = index.producer(root.inputs[0] ?? '');
  if (!inner) return null;
  if (root.op === 'Pow' && Math.abs(scalarOf(index, root.inputs[1]) ?? 0) !== 0.5)
    return null;
  const shifted = inner.op === 'Add' || inner.op === 'Max' || inner.op === 'Clip';
  const terms = shifted ? inner.inputs : [inner.outputs[0]];
  const meanOutput = terms.find(term => isMean(index, index.producer(term)));
  const mean = meanOutput === undefined ? null : index.producer(meanOutput);
  const square = mean && index.producer(index.origin(mean.inputs[0]));
  if (!square || !isSquare(index, square)) return null;
  const epsilon = shifted
    ? (terms.map(term => scalarOf(index, term)).find(value => value !== null) ?? 0)
    : 0;
  return {square, epsilon};
}

const isMean = (index: GraphIndex, node: OnnxNode | null): boolean =>
  node?.op === 'ReduceMean' ||
  (node?.op === 'Div' && index.producer(node.inputs[0])?.op === 'ReduceSum');

const isSquare = (index: GraphIndex, {op, inputs}: OnnxNode): boolean =>
  (op === 'Mul' && inputs[0] === inputs[1]) ||
  (op === 'Pow' && scalarOf(index, inputs[1]) === 2);

/**
 * From the root on to the first tensor that all of it flows into together with the input,
 * and to a gain and a bias that follow; those applied on the way count.
 */
function endOf(
  index: GraphIndex,
  root: OnnxNode,
  input: string,
): Pick<NormSite, 'output' | 'gain' | 'bias'> | null {
  const parts = {gain: null as string | null, bias: null as string | null};
  const live = new Set([root.outputs[0]]);
  let joined = false;
  for (let step = 0; step < LONGEST; step++) {
    const [node] = [...live]
      .flatMap(tensor => index.consumers(tensor))
      .filter(reader => !isSize(reader))
      .sort((a, b) => index.order(a) - index.order(b));
    if (!node) return null;
    const others = node.inputs.filter(name => name !== '' && !live.has(name));
    const kept = keep(index, node, others, live, parts);
    if (!kept) return null;
    joined ||= others.some(
      name => index.isVariable(name) && leadsBack(index, name, input),
    );
    for (const tensor of [...live]) {
      const last = index.consumers(tensor).at(-1);
      if (!last || index.order(last) <= index.order(node)) live.delete(tensor);
    }
    live.add(node.outputs[0]);
    if (joined && live.size === 1) {
      return follow(index, node.outputs[0], parts);
    }
  }
  return null;
}

const ELEMENTWISE = new Set([
  ...['Reciprocal', 'Div', 'Mul', 'Add', 'Sub', 'Neg', 'Cast', 'Reshape', 'Unsqueeze'],
  ...['Squeeze', 'Identity', 'Expand'],
]);

/** Note what a node multiplies with or adds; `false` where it is no part of a norm. */
function keep(
  index: GraphIndex,
  node: OnnxNode,
  others: readonly string[],
  live: ReadonlySet<string>,
  parts: {gain: string | null; bias: string | null},
): boolean {
  if (!ELEMENTWISE.has(node.op)) return false;
  const constant = others.find(name => !index.isVariable(name) && isVector(index, name));
  if (constant === undefined || node.op === 'Reshape' || node.op === 'Expand')
    return true;
  if (node.op === 'Mul' && (parts.gain === null || parts.gain === constant)) {
    parts.gain = constant;
    return true;
  }
  // `bias - mean * gain / root`: what is taken away is live, the bias is not.
  const adds = node.op === 'Add' || (node.op === 'Sub' && live.has(node.inputs[1]));
  if (!adds || parts.bias !== null) return false;
  parts.bias = constant;
  return true;
}

/** Whether a constant has more than one number, or is computed from one that has. */
function isVector(index: GraphIndex, tensor: string): boolean {
  if (scalarOf(index, tensor) !== null) return false;
  const constant = index.constant(tensor);
  return !constant || sizeOf(constant) > 1;
}

/** Whether a tensor is the input, its mean, or the input less its mean. */
function leadsBack(index: GraphIndex, tensor: string, input: string): boolean {
  const origin = index.origin(tensor);
  if (origin === input) return true;
  const node = index.producer(origin);
  return (
    (node?.op === 'Sub' || node?.op === 'ReduceMean') &&
    index.origin(node.inputs[0]) === input
  );
}

/** Gain and bias that follow, conversions passed over. */
function follow(
  index: GraphIndex,
  scaled: string,
  {gain: gainBefore, bias: biasBefore}: {gain: string | null; bias: string | null},
): Pick<NormSite, 'output' | 'gain' | 'bias'> {
  let output = scaled;
  let [gain, bias] = [gainBefore, biasBefore];
  for (;;) {
    const readers = index.consumers(output).filter(reader => !isSize(reader));
    const [node] = readers;
    if (readers.length !== 1) break;
    const constant = node.inputs.find(
      input => input !== output && input !== '' && !index.isVariable(input),
    );
    if (node.op === 'Mul' && gain === null && bias === null && constant) gain = constant;
    else if (node.op === 'Add' && bias === null && constant) bias = constant;
    else if (node.op !== 'Cast') break;
    [output] = node.outputs;
  }
  return {output, gain, bias};
}
