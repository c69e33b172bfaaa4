import {variables} from './graph-index.ts';
import type {GraphIndex} from './graph-index.ts';
import {isEntry, isLayer} from './layer-nodes.ts';
import type {OnnxNode} from './onnx.ts';
import {isSize} from './ops.ts';
import {nodesBetween} from './paths.ts';
import {normalises, regionBefore} from './regions.ts';
import {scaleOf} from './scale.ts';

/** An addition to the residual stream: `sum = stream + branch`. */
export interface Addition {
  node: OnnxNode;
  /** The stream before, as the addition reads it. */
  stream: string;
  /** What the branch starts from, by its origin: the stream, or an earlier value of it. */
  source: string;
  branch: string;
  sum: string;
  /** Nodes from the source to the branch. */
  way: OnnxNode[];
  /** The addition before it in the same stream, `null` for the first. */
  prior: Addition | null;
  /** Whether the stream is normalised on the way from the addition before. */
  normed: boolean;
}

/** Where a branch starts from, and the nodes on its way. */
type Start = Pick<Addition, 'source' | 'way'>;
type Link = Pick<Addition, 'prior' | 'normed'>;

/**
 * Find all additions to residual streams, in order: an `Add` of something and of what
 * layers made of it, or of an earlier value of the same stream (as in blocks whose parts
 * all read what the block reads).
 *
 * @param inside - Nodes inside attention; masks are added there.
 */
export function findAdditions(
  index: GraphIndex,
  inside: ReadonlySet<OnnxNode>,
): Addition[] {
  const bySum = new Map<string, Addition>();
  for (const node of index.nodes) {
    if (node.op !== 'Add' || inside.has(node)) continue;
    const inputs = variables(index, node);
    if (inputs.length !== 2 || inputs[0] === inputs[1]) continue;
    const found = additionAt(index, node, inputs, bySum);
    if (found) bySum.set(index.origin(found.sum), found);
  }
  return [...bySum.values()];
}

function additionAt(
  index: GraphIndex,
  node: OnnxNode,
  [a, b]: string[],
  bySum: ReadonlyMap<string, Addition>,
): Addition | null {
  const ways: [string, string][] = [
    [a, b],
    [b, a],
  ];
  const [sum] = node.outputs;
  for (const [stream, branch] of ways) {
    const start = ownStart(index, stream, branch);
    if (start)
      return {node, stream, branch, sum, ...start, ...linkOf(index, stream, bySum)};
  }
  for (const [stream, branch] of ways) {
    const link = linkOf(index, stream, bySum);
    const start = link.prior && earlierStart(index, branch, link.prior);
    if (start) return {node, stream, branch, sum, ...start, ...link};
  }
  return null;
}

/** A branch that starts where the addition reads the stream, or before it is scaled. */
function ownStart(index: GraphIndex, stream: string, branch: string): Start | null {
  const own = index.origin(stream);
  for (const source of [own, withoutScale(index, own)]) {
    const start = startAt(index, source, branch);
    if (start) return start;
  }
  return null;
}

/** A branch that starts from an earlier value of the stream: from the latest such value. */
function earlierStart(index: GraphIndex, branch: string, last: Addition): Start | null {
  const values = new Set<string>();
  for (let at: Addition | null = last; at; at = at.prior) {
    values.add(index.origin(at.sum)).add(at.source);
  }
  const hits = [...valuesBehind(index, branch, values)];
  const order = (tensor: string): number => {
    const node = index.producer(tensor);
    return node ? index.order(node) : -1;
  };
  const [latest] = hits.sort((a, b) => order(b) - order(a));
  return latest === undefined ? null : startAt(index, latest, branch);
}

/** Which of some values a tensor is made of, the nearest on each way. */
function valuesBehind(
  index: GraphIndex,
  tensor: string,
  values: ReadonlySet<string>,
): Set<string> {
  const hits = new Set<string>();
  const seen = new Set<OnnxNode>();
  const open = [tensor];
  for (let current = open.pop(); current !== undefined; current = open.pop()) {
    const origin = index.origin(current);
    if (values.has(origin)) {
      hits.add(origin);
      continue;
    }
    const node = index.producer(current);
    if (!node || seen.has(node) || isSize(node)) continue;
    seen.add(node);
    open.push(...variables(index, node));
  }
  return hits;
}

/** The way from a source to a branch; a way without any layer would make it no branch. */
function startAt(index: GraphIndex, source: string, branch: string): Start | null {
  const way = nodesBetween(index, source, branch);
  if (!way.some(node => isLayer(index, node))) return null;
  const past = nodesBetween(index, source, branch, node => isEntry(index, node));
  return past.length > 0 ? null : {source, way};
}

function withoutScale(index: GraphIndex, tensor: string): string {
  let current = index.origin(tensor);
  for (;;) {
    const node = index.producer(current);
    if (!node) return current;
    const [input] = variables(index, node);
    if (input === undefined || scaleOf(index, node, input) === null) return current;
    current = index.origin(input);
  }
}

/** The addition whose sum an addition reads, with no layer between. */
function linkOf(
  index: GraphIndex,
  stream: string,
  bySum: ReadonlyMap<string, Addition>,
): Link {
  const region = regionBefore(index, stream, origin => bySum.has(origin));
  const sums = [...(region?.ends ?? [])].flatMap(origin => bySum.get(origin) ?? []);
  const [prior] = sums.sort((a, b) => index.order(b.node) - index.order(a.node));
  return region && prior
    ? {prior, normed: normalises(index, region)}
    : {prior: null, normed: false};
}
