import type {AttentionCore} from './attention-core.ts';
import type {Addition} from './find-additions.ts';
import {isSame} from './graph-index.ts';
import type {GraphIndex} from './graph-index.ts';

/**
 * The residual stream of the model: of all chains of additions the one with the most
 * attention in its branches, the last one where there are several.
 *
 * @returns Its additions in order, and the ends of the chains that are apart from it; what
 * is added inside a branch belongs to that branch.
 */
export function followStream(
  index: GraphIndex,
  all: readonly Addition[],
  cores: readonly AttentionCore[],
): {chain: Addition[]; apart: Addition[]} {
  const continued = new Set(all.map(({prior}) => prior));
  const ends = all.filter(addition => !continued.has(addition));
  const chains = ends.map(end => chainTo(index, end));
  const sites = new Set(cores.map(({node}) => node));
  const counts = chains.map(
    chain => new Set(chain.flatMap(({way}) => way.filter(node => sites.has(node)))).size,
  );
  const most = Math.max(...counts);
  const chain = chains[counts.lastIndexOf(most)] ?? [];
  const own = new Set(chain.flatMap(({node, way}) => [node, ...way]));
  return {chain, apart: ends.filter(({node}) => !own.has(node))};
}

/** Each addition reads the stream under the name of the sum before, where it is the same. */
function chainTo(index: GraphIndex, end: Addition): Addition[] {
  const chain: Addition[] = [];
  for (let at: Addition | null = end; at; at = at.prior) {
    const {prior, stream} = at;
    const same = prior !== null && isSame(index, stream, prior.sum);
    chain.unshift(same ? {...at, stream: prior.sum} : at);
  }
  return chain;
}
