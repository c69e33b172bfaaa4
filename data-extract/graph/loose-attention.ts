import {NO_SHADOW} from './attention-core.ts';
import type {
  AttentionCore,
  BareAttention,
  Shadow,
  Unrecognised,
} from './attention-core.ts';
import {causalByMask} from './causal.ts';
import type {GraphIndex} from './graph-index.ts';
import type {AttentionParts, LooseAttention} from './model-map.ts';
import type {OnnxNode} from './onnx.ts';
import {isAttentionOp, isSize, operatorOf} from './ops.ts';
import {partsOf} from './place-attention.ts';

/** All attention of a graph that was recognised, whether it can be read or not. */
export interface RecognisedAttention {
  cores: readonly AttentionCore[];
  bare: readonly BareAttention[];
}

/**
 * Attention that no block claims, numbered among all attention of the graph in the order
 * in which it runs, so that the number does not depend on which blocks were found.
 *
 * @param placed - What blocks claim.
 */
export function looseAttention(
  index: GraphIndex,
  {cores, bare}: RecognisedAttention,
  placed: ReadonlySet<AttentionCore>,
): {loose: LooseAttention[]; unrecognised: Unrecognised[]} {
  const known = new Set<OnnxNode>([...cores, ...bare].map(({node}) => node));
  const nodes = index.nodes.filter(node => known.has(node) || isAttentionOp(node));
  const numbered = (node: OnnxNode): number => nodes.indexOf(node);
  const homeless = cores.filter(core => !placed.has(core));
  const loose = [
    ...homeless.map(core => ({
      number: numbered(core.node),
      ...partsOfLoose(index, core),
    })),
    ...bare.map(one => ({number: numbered(one.node), ...partsOfBare(index, one)})),
  ];
  return {
    loose: loose.sort((a, b) => a.number - b.number),
    unrecognised: homeless.map(({node}) => ({
      what: `attn.${numbered(node)}: attention`,
      node: node.name,
      reason: `what ${operatorOf(node)} "${node.name}" makes is not added to the residual stream that is followed`,
    })),
  };
}

const partsOfLoose = (index: GraphIndex, core: AttentionCore): AttentionParts =>
  partsOf(
    index,
    core,
    roleOf(index, core.query.tensor, core.key.tensor, core.shadow),
    null,
  );

const partsOfBare = (index: GraphIndex, one: BareAttention): AttentionParts => ({
  role: roleOf(index, ...one.factors, NO_SHADOW),
  form: 'unfused',
  node: one.node.name,
  pattern: one.pattern,
  softmax: one.softmax,
  scores: one.scores,
  query: null,
  key: null,
  value: null,
  context: null,
  output: null,
  causal: causalByMask(index, one),
  softcap: one.softcap,
  sink: one.sink,
  rounded: false,
  shadow: NO_SHADOW,
  identity: null,
});

/**
 * Whether an attention looks at what it reads itself, or at another text: then its queries
 * depend on an input of the graph that its keys do not depend on.
 */
function roleOf(
  index: GraphIndex,
  query: string,
  key: string,
  {nodes}: Shadow,
): AttentionParts['role'] {
  const made = new Map(nodes.flatMap(node => node.outputs.map(o => [o, node] as const)));
  const keys = inputsBehind(index, key, made);
  const queries = [...inputsBehind(index, query, made)];
  return keys.size > 0 && queries.some(input => !keys.has(input)) ? 'cross' : 'self';
}

/** Inputs of the graph that a tensor is made of; those of a cache have four axes. */
function inputsBehind(
  index: GraphIndex,
  tensor: string,
  made: ReadonlyMap<string, OnnxNode>,
): Set<string> {
  const inputs = new Map(index.graph.inputs.map(input => [input.name, input]));
  const found = new Set<string>();
  const seen = new Set<string>();
  const open = [tensor];
  for (let current = open.pop(); current !== undefined; current = open.pop()) {
    if (seen.has(current)) continue;
    seen.add(current);
    const input = inputs.get(current);
    if (input && input.shape.length < 4) found.add(current);
    const node = made.get(current) ?? index.producer(current);
    if (node && !isSize(node)) open.push(...node.inputs);
  }
  return found;
}
