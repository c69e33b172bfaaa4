import type {GraphIndex} from './graph-index.ts';
import {isRest} from './model-map.ts';
import type {BlockSite, LooseAttention} from './model-map.ts';

/**
 * The number of the first block where names do not tell it: attention that runs before it
 * and that no block claims belongs to layers that could not be followed. The first block
 * may be the rest of the last one of these.
 */
export function firstLayer(
  index: GraphIndex,
  blocks: readonly BlockSite[],
  loose: readonly LooseAttention[],
): number {
  const [first] = blocks;
  const orders = new Map(index.nodes.map((node, i) => [node.name, i]));
  const start = Math.min(
    ...blocks.flatMap(({steps}) => steps.flatMap(({way}) => way.map(index.order))),
  );
  const before = loose.filter(
    ({role, node}) => role === 'self' && (orders.get(node) ?? Infinity) < start,
  ).length;
  if (!first || before === 0) return 0;
  return isRest({blocks: [...blocks], loose: [...loose]}, first) === 'end'
    ? before - 1
    : before;
}

/** Blocks whose numbers begin with another one than 0. */
export const numberedFrom = (start: number, blocks: readonly BlockSite[]): BlockSite[] =>
  blocks.map(block => {
    const layer = block.layer + start;
    const own = <T extends {layer: number}>(site: T | null): T | null =>
      site && {...site, layer};
    return {...block, layer, attention: own(block.attention), cross: own(block.cross)};
  });
