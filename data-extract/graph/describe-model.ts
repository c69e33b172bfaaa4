import type {Unrecognised} from './attention-core.ts';
import {blocksOf} from './blocks.ts';
import {findAdditions} from './find-additions.ts';
import {findEmbedding} from './find-embedding.ts';
import {findHeads, lastLinears} from './find-head.ts';
import type {HeadSite} from './find-head.ts';
import {findNorms} from './find-norms.ts';
import {findSoftmaxCores} from './find-softmax.ts';
import {firstLayer, numberedFrom} from './first-layer.ts';
import {findFused} from './fused/find-fused.ts';
import {indexGraph, isSame} from './graph-index.ts';
import type {GraphIndex} from './graph-index.ts';
import {positionLimit} from './inputs/position-limit.ts';
import {inputsOf} from './inputs/roles.ts';
import {layerOf} from './layers.ts';
import {looseAttention} from './loose-attention.ts';
import {allAttention, residPost, residPre} from './model-map.ts';
import type {BlockSite, ModelMap} from './model-map.ts';
import {normBetween} from './norm-at.ts';
import type {NormSite} from './norm-site.ts';
import type {OnnxGraph} from './onnx.ts';
import {followStream} from './residual-stream.ts';

/**
 * Find the parts of a transformer in its graph, by how values flow. Names only number
 * the layers, and not even for that are they needed.
 *
 * @throws RangeError where the nodes are no graph.
 */
export function describeModel(graph: OnnxGraph): ModelMap {
  const index = indexGraph(graph);
  const norms = findNorms(index);
  const written = findSoftmaxCores(index);
  const fused = findFused(index);
  const cores = [...written.cores, ...fused.cores].sort(
    (a, b) => index.order(a.node) - index.order(b.node),
  );
  const {bare} = written;
  const inside = new Set([...cores, ...bare].flatMap(core => core.inside));
  const {chain, apart} = followStream(index, findAdditions(index, inside), cores);
  const {unrecognised, placed, ...found} = blocksOf(index, chain, cores, norms);
  const apartFrom = looseAttention(index, {cores, bare}, placed);
  const {loose} = apartFrom;
  const blocks = found.isNamed
    ? found.blocks
    : numberedFrom(firstLayer(index, found.blocks, loose), found.blocks);
  const attention = blocks.flatMap(({attention: self, cross}) =>
    [self, cross].filter(site => site !== null),
  );
  const ends = lastLinears(index);
  const inputs = inputsOf(
    index,
    allAttention({attention, loose}),
    ends.flatMap(({width}) => width ?? []),
  );
  const {vocabulary: head, others: otherHeads} = findHeads(ends, inputs.tokens);
  const last = blocks.at(-1);
  const embedding = blocks[0]
    ? findEmbedding(index, residPre(blocks[0]), norms, inputs)
    : null;
  return {
    graph,
    index,
    blocks,
    embedding,
    positions: positionLimit(index, embedding, inputs),
    finalNorm: last ? finalNorm(index, last, norms, head) : null,
    head,
    otherHeads,
    inputs,
    attention,
    loose,
    unrecognised: [
      ...named(written.unrecognised, index),
      ...named(fused.unrecognised, index),
      ...unrecognised,
      ...apartFrom.unrecognised,
      ...apart.map(({node}) => ({
        what: 'residual stream',
        node: node.name,
        reason: `Add "${node.name}" ends another stream than the one that is followed`,
      })),
    ],
  };
}

/** Say which layer is meant, where names tell it. */
function named(items: readonly Unrecognised[], index: GraphIndex): Unrecognised[] {
  return items.map((item, i) => {
    const node = index.nodes.find(({name}) => name === item.node);
    const layer = (node && layerOf([node])) ?? i;
    return {...item, what: `layer ${layer}: ${item.what}`};
  });
}

/** The norm that reads the stream after the last block. */
function finalNorm(
  index: GraphIndex,
  block: BlockSite,
  norms: readonly NormSite[],
  head: HeadSite | null,
): NormSite | null {
  const end = residPost(block);
  const isUsed = ({output}: NormSite): boolean =>
    block.norms.some(({site}) => site.output === output);
  // A head may have layers of its own before the last one.
  const found =
    (head && normBetween(index, norms, end, head.normalized)) ??
    norms.find(({input}) => isSame(index, input, end)) ??
    null;
  return found && !isUsed(found) ? {...found, input: end} : null;
}
