import type {AttentionCore, Unrecognised} from './attention-core.ts';
import type {Addition} from './find-additions.ts';
import {findExperts} from './find-experts.ts';
import {findMlp} from './find-mlp.ts';
import {isLinear, isMixing, isSame} from './graph-index.ts';
import type {GraphIndex} from './graph-index.ts';
import {isOtherMixer} from './layer-nodes.ts';
import {layerOf, numberLayers} from './layers.ts';
import type {BlockSite, Step} from './model-map.ts';
import {nameNorms, normOrder} from './name-norms.ts';
import type {NormSite} from './norm-site.ts';
import type {OnnxNode} from './onnx.ts';
import {isExpertsOp} from './ops.ts';
import {nodesBetween} from './paths.ts';
import {placeAttention} from './place-attention.ts';

/** An addition with what it adds. */
interface Part {
  addition: Addition;
  part: Step['part'];
  core: AttentionCore | null;
  /** Nodes of the branch apart from attention. */
  rest: OnnxNode[];
  layer: number | null;
  /** What the next addition reads, where that is not the sum itself. */
  next: string | null;
}

/** Put the additions of the residual stream together to blocks. */
export function blocksOf(
  index: GraphIndex,
  chain: readonly Addition[],
  cores: readonly AttentionCore[],
  norms: readonly NormSite[],
): {
  blocks: BlockSite[];
  /** Whether their numbers are those that names tell; else they are counted. */
  isNamed: boolean;
  unrecognised: Unrecognised[];
  placed: Set<AttentionCore>;
} {
  const unrecognised: Unrecognised[] = [];
  const order = normOrder(index, chain, norms);
  const parts = chain.map((addition, i) => {
    const next = chain[i + 1]?.stream;
    const isNext = next !== undefined && isSame(index, next, addition.sum);
    return {...partOf(index, addition, cores), next: isNext ? null : (next ?? null)};
  });
  const groups = group(index, parts);
  const {layers, isNamed} = numberLayers(
    groups.map(own => own.find(({layer}) => layer !== null)?.layer ?? null),
  );
  const blocks = groups.map((own, i) => {
    const named = nameNorms(index, own, norms, order);
    return blockOf(index, own, {layer: layers[i], order, norms: named}, unrecognised);
  });
  const placed = new Set(parts.flatMap(({core}) => core ?? []));
  return {blocks, isNamed, unrecognised, placed};
}

function partOf(
  index: GraphIndex,
  addition: Addition,
  cores: readonly AttentionCore[],
): Omit<Part, 'next'> {
  const {way, source, branch} = addition;
  const core = cores.find(({node}) => way.includes(node)) ?? null;
  const rest = core
    ? nodesBetween(index, source, branch, node => node === core.last)
    : way;
  const layer = layerOf(way.filter(node => isLinear(index, node) || node === core?.node));
  const linears = rest.filter(node => isLinear(index, node)).length;
  const found = {addition, core, rest, layer};
  if (core) {
    const isCross =
      nodesBetween(index, source, core.key.tensor).length === 0 &&
      !isFresh(index, core, source);
    if (rest.length > 0 && linears > 0) return {...found, part: 'parallel'};
    return {...found, part: isCross ? 'cross' : 'attention'};
  }
  const isMixer = way.some(node => isOtherMixer(node) || isMixing(index, node));
  if (way.some(node => isExpertsOp(node) || node.op === 'TopK'))
    return {...found, part: 'experts'};
  return {...found, part: isMixer || linears < 2 ? 'other' : 'mlp'};
}

/** Whether keys that a shadow computes come from the stream: then all is in one tensor. */
function isFresh(index: GraphIndex, core: AttentionCore, source: string): boolean {
  const made = new Map(
    core.shadow.nodes.flatMap(node => node.outputs.map(o => [o, node] as const)),
  );
  const open = [core.key.tensor];
  for (let tensor = open.pop(); tensor !== undefined; tensor = open.pop()) {
    const node = made.get(tensor);
    if (node) open.push(...node.inputs);
    else if (tensor === source || nodesBetween(index, source, tensor).length > 0)
      return true;
  }
  return false;
}

/**
 * A block begins with attention (or what stands in its place). Parts that start from the
 * same value of the stream belong to one block, in whatever order they are added.
 */
function group(index: GraphIndex, parts: readonly Part[]): Part[][] {
  const groups: Part[][] = [];
  for (const unit of together(index, parts)) {
    const current = groups.at(-1);
    const begins = unit.some(({part}) => part === 'attention' || part === 'parallel');
    const repeats = current?.some(known => unit.some(({part}) => part === known.part));
    const elsewhere = current?.some(known =>
      unit.some(
        ({layer}) => layer !== null && known.layer !== null && layer !== known.layer,
      ),
    );
    if (!current || begins || repeats || elsewhere) groups.push([...unit]);
    else current.push(...unit);
  }
  return groups;
}

/** Neighbours that start from the same value. */
function together(index: GraphIndex, parts: readonly Part[]): Part[][] {
  const units: Part[][] = [];
  for (const part of parts) {
    const [first] = units.at(-1) ?? [];
    const isShared = first && isSame(index, first.addition.source, part.addition.source);
    if (isShared) units.at(-1)?.push(part);
    else units.push([part]);
  }
  return units;
}

function blockOf(
  index: GraphIndex,
  parts: readonly Part[],
  given: Pick<BlockSite, 'layer' | 'order' | 'norms'>,
  unrecognised: Unrecognised[],
): BlockSite {
  const {layer} = given;
  const steps: Step[] = parts.map(
    ({addition: {stream, source, branch, sum, way}, part}) => ({
      part,
      stream,
      source,
      branch,
      sum,
      way,
    }),
  );
  const block: BlockSite = {
    ...given,
    steps,
    attention: null,
    cross: null,
    mlp: null,
    experts: null,
    mlpOut: null,
    attentionOut: null,
    crossOut: null,
  };
  const miss = (what: string, node: string, reason: string): void => {
    unrecognised.push({what: `layer ${layer}: ${what}`, node, reason});
  };
  for (const {addition, part, core, rest} of parts) {
    if (core) {
      const role = part === 'cross' ? 'cross' : 'self';
      const site = placeAttention(index, core, addition, layer, role);
      for (const name of ['query', 'key', 'value'] as const) {
        if (!site[name])
          miss(name, core.node.name, `the axes of ${core[name].tensor} are not known`);
      }
      if (role === 'cross') block.cross = site;
      else block.attention = site;
      const out = part === 'parallel' ? (site.output?.result ?? null) : addition.branch;
      if (role === 'cross') block.crossOut = out;
      else block.attentionOut = out;
    }
    if (part === 'attention' || part === 'cross') continue;
    block.experts = findExperts(index, rest);
    block.mlp = block.experts ? null : findMlp(index, addition, rest);
    block.mlpOut =
      part === 'parallel'
        ? otherTerm(index, addition, block.attentionOut)
        : addition.branch;
    if (part === 'other' || (!block.mlp && !block.experts)) {
      const ops = [...new Set(rest.map(({op}) => op))].slice(0, 8).join(', ');
      miss(
        'branch',
        addition.node.name,
        `a branch of ${ops} is no attention and no feed-forward layer`,
      );
    }
  }
  return block;
}

/** In a parallel block: what is added to attention's part of the branch. */
function otherTerm(
  index: GraphIndex,
  {branch}: Addition,
  attentionOut: string | null,
): string | null {
  let tensor = branch;
  for (let step = 0; step < 8; step++) {
    const node = index.producer(tensor);
    if (node?.op !== 'Add') return null;
    if (attentionOut !== null && node.inputs.includes(attentionOut)) {
      return node.inputs.find(input => input !== attentionOut) ?? null;
    }
    const [next] = node.inputs.filter(input => index.isVariable(input));
    if (next === undefined) return null;
    tensor = next;
  }
  return null;
}
