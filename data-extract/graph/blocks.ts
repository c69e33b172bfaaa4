import type {AttentionCore, Unrecognised} from './attention-core.ts';
import {placeAttention} from './place-attention.ts';
import type {Addition} from './find-additions.ts';
import {findExperts} from './find-experts.ts';
import {findMlp} from './find-mlp.ts';
import type {NormSite} from './find-norms.ts';
import {isLinear, isMixing} from './graph-index.ts';
import type {GraphIndex} from './graph-index.ts';
import {layerOf} from './layers.ts';
import type {BlockSite, Step} from './model-map.ts';
import {nameNorms} from './name-norms.ts';
import type {OnnxNode} from './onnx.ts';
import {isExpertsOp} from './ops.ts';
import {nodesBetween} from './paths.ts';

/** Nodes that mix positions in another way than attention does. */
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

/** An addition with what it adds. */
interface Part {
  addition: Addition;
  part: Step['part'];
  core: AttentionCore | null;
  /** Nodes of the branch apart from attention. */
  rest: OnnxNode[];
  layer: number | null;
}

/** Put the additions of the residual stream together to blocks. */
export function blocksOf(
  index: GraphIndex,
  chain: readonly Addition[],
  cores: readonly AttentionCore[],
  norms: readonly NormSite[],
): {blocks: BlockSite[]; unrecognised: Unrecognised[]; placed: Set<AttentionCore>} {
  const unrecognised: Unrecognised[] = [];
  const parts = chain.map(addition => partOf(index, addition, cores));
  const blocks = group(parts).map((group, i) => {
    const layer = group.find(part => part.layer !== null)?.layer ?? i;
    return blockOf(index, group, layer, norms, unrecognised);
  });
  const placed = new Set(parts.flatMap(({core}) => core ?? []));
  return {blocks, unrecognised, placed};
}

function partOf(
  index: GraphIndex,
  addition: Addition,
  cores: readonly AttentionCore[],
): Part {
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
  const isMixer = way.some(node => OTHER_MIXERS.has(node.op) || isMixing(index, node));
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

/** A block begins with attention (or what stands in its place). */
function group(parts: readonly Part[]): Part[][] {
  const groups: Part[][] = [];
  for (const part of parts) {
    const current = groups.at(-1);
    const begins = part.part === 'attention' || part.part === 'parallel';
    const repeats = current?.some(({part: known}) => known === part.part);
    const elsewhere = current?.some(
      ({layer}) => layer !== null && part.layer !== null && layer !== part.layer,
    );
    if (!current || begins || repeats || elsewhere) groups.push([part]);
    else current.push(part);
  }
  return groups;
}

function blockOf(
  index: GraphIndex,
  parts: readonly Part[],
  layer: number,
  norms: readonly NormSite[],
  unrecognised: Unrecognised[],
): BlockSite {
  const steps: Step[] = parts.map(({addition: {stream, branch, sum, way}, part}) => ({
    part,
    stream,
    branch,
    sum,
    way,
  }));
  const block: BlockSite = {
    layer,
    ...nameNorms(
      index,
      parts.map(({addition}) => addition),
      norms,
    ),
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
