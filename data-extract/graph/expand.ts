import {makeNode, NO_VALUE} from './onnx.ts';
import type {OnnxNode} from './onnx.ts';
import {isProduct} from './ops.ts';

/** The node of the graph that makes a tensor. */
export type ProducerOf = (tensor: string) => OnnxNode | null;

/**
 * The parts of a fused operator, or `null` where it is none of those that are taken
 * apart. The last part makes the operator's own first output, so every reader of it
 * finds the same value; the parts before it make tensors that the graph itself lacks.
 */
export function expandNode(node: OnnxNode, producerOf: ProducerOf): OnnxNode[] | null {
  if (node.outputs.length === 0) return null;
  if (node.domain !== 'com.microsoft') return expandStandard(node);
  return EXPANSIONS[node.op]?.(node, producerOf) ?? null;
}

/** A sum of several terms. */
function expandStandard(node: OnnxNode): OnnxNode[] | null {
  const isSum = node.domain === '' && node.op === 'Sum' && node.inputs.length > 1;
  return isSum ? sum(node.inputs, node.outputs[0], node) : null;
}

type Expansion = (node: OnnxNode, producerOf: ProducerOf) => OnnxNode[];

const EXPANSIONS: Readonly<Record<string, Expansion>> = {
  SkipLayerNormalization: (node, producerOf) => {
    const [input, skip, gain, bias, added] = node.inputs;
    return skipNorm(
      node,
      'LayerNormalization',
      [input, skip, added],
      [gain, bias],
      producerOf,
    );
  },
  SkipSimplifiedLayerNormalization: (node, producerOf) => {
    const [input, skip, gain, added] = node.inputs;
    return skipNorm(
      node,
      'SimplifiedLayerNormalization',
      [input, skip, added],
      [gain],
      producerOf,
    );
  },
  EmbedLayerNormalization: node => embedNorm(node),
  BiasGelu: node => biased(node, 'Gelu'),
  FastGelu: node => biased(node, 'FastGelu'),
  BiasSoftmax: node => biased(node, 'Softmax'),
  BiasAdd: node => sum(node.inputs, node.outputs[0], node),
  FusedGemm: node => {
    const [output] = node.outputs;
    const activation = node.attributes.get('activation')?.s;
    const product = activation ? `${output}/product` : output;
    const gemm = {
      ...part(node, 'Gemm', node.inputs, [product]),
      attributes: node.attributes,
    };
    return activation ? [gemm, part(node, activation, [product], [output])] : [gemm];
  },
  GemmFastGelu: node => {
    const [a, b, bias] = node.inputs;
    const product = `${node.outputs[0]}/product`;
    return [
      part(node, 'MatMul', [a, b], [product]),
      ...biased({...node, inputs: [product, bias]}, 'FastGelu'),
    ];
  },
};

/** `norm(input + skip + bias)`; the sum is output 3 where the node gives it. */
function skipNorm(
  node: OnnxNode,
  op: string,
  [input, skip, bias]: (string | undefined)[],
  parameters: (string | undefined)[],
  producerOf: ProducerOf,
): OnnxNode[] {
  const [output, , , sumOutput] = node.outputs;
  const total = sumOutput || `${output}/sum`;
  const norm = {
    ...part(node, op, [total, ...present(parameters)], [output]),
    attributes: node.attributes,
  };
  if (!bias) return [...sum([input, skip], total, node), norm];
  // The bias is that of the linear layer before.
  const producer = producerOf(skip ?? '');
  const [branch, stream] =
    producer && isProduct(producer) ? [skip, input] : [input, skip];
  const branchSum = `${output}/biased`;
  return [
    ...sum([branch, bias], branchSum, node),
    ...sum([stream, branchSum], total, node),
    norm,
  ];
}

/** `norm(words + positions + segments)`. */
function embedNorm(node: OnnxNode): OnnxNode[] {
  const [ids, segmentIds, words, positions, segments, gain, bias, , positionIds] =
    node.inputs;
  const [output, , sumOutput] = node.outputs;
  const name = (what: string): string => `${output}/${what}`;
  const total = sumOutput || name('sum');
  const nodes = [part(node, 'Gather', [words, ids], [name('words')])];
  const terms = [name('words')];
  if (segmentIds && segments) {
    nodes.push(part(node, 'Gather', [segments, segmentIds], [name('segments')]));
    terms.push(name('segments'));
  }
  if (!positionIds) nodes.push(...counted(node, ids, name('numbers')));
  const numbers = positionIds || name('numbers');
  nodes.push(part(node, 'Gather', [positions, numbers], [name('positions')]));
  nodes.push(...sum([...terms, name('positions')], total, node));
  const norm = part(node, 'LayerNormalization', present([total, gain, bias]), [output]);
  return [...nodes, {...norm, attributes: node.attributes}];
}

/** Positions counted from 0, as many as a text `[batch, position]` has. */
function counted(node: OnnxNode, ids: string, output: string): OnnxNode[] {
  const name = (what: string): string => `${output}/${what}`;
  const number = (what: string, i: number): OnnxNode => ({
    ...part(node, 'Constant', [], [name(what)]),
    attributes: new Map([['value_int', {...NO_VALUE, i}]]),
  });
  return [
    part(node, 'Shape', [ids], [name('shape')]),
    number('zero', 0),
    number('one', 1),
    part(node, 'Gather', [name('shape'), name('one')], [name('length')]),
    part(node, 'Range', [name('zero'), name('length'), name('one')], [output]),
  ];
}

/** `op(input + bias)`. */
function biased(node: OnnxNode, op: string): OnnxNode[] {
  const [input, bias] = node.inputs;
  const [output] = node.outputs;
  const last = (from: string): OnnxNode => ({
    ...part(node, op, [from], [output]),
    attributes: node.attributes,
  });
  if (!bias) return [last(input)];
  return [...sum([input, bias], `${output}/biased`, node), last(`${output}/biased`)];
}

function sum(
  terms: readonly (string | undefined)[],
  output: string,
  from: OnnxNode,
): OnnxNode[] {
  const [first, ...rest] = present(terms);
  if (rest.length === 0) return [part(from, 'Identity', [first ?? ''], [output])];
  let total = first;
  return rest.map((term, i) => {
    const result = i === rest.length - 1 ? output : `${output}/${i}`;
    const node = part(from, 'Add', [total, term], [result]);
    total = result;
    return node;
  });
}

/** A part, named like the whole, so that messages and layers fit. */
function part(
  {name, scope}: OnnxNode,
  op: string,
  inputs: readonly string[],
  outputs: readonly string[],
): OnnxNode {
  return {...makeNode(op, inputs, outputs), name, scope};
}

const present = (names: readonly (string | undefined)[]): string[] =>
  names.filter((name): name is string => name !== undefined && name !== '');
