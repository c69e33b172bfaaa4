import type {Addition} from './find-additions.ts';
import {isSame} from './graph-index.ts';
import type {GraphIndex} from './graph-index.ts';
import {normBetween, normsAfter} from './norm-at.ts';
import type {NormSite} from './norm-site.ts';

/** An addition, and whether the stream is normalised after it. */
export interface Normed {
  addition: Addition;
  /**
   * What the next addition reads, where it is not the sum itself; `null` at the end of
   * the stream and where nothing lies between.
   */
  next: string | null;
}

/**
 * Name the norms of a block: `ln1` is that of its first part, `ln2` that of its second.
 * A norm inside a branch, before it is added, is `ln1_post`, `ln2_post`.
 *
 * @param order - Whether the stream itself is normalised after additions.
 */
export function nameNorms(
  index: GraphIndex,
  steps: readonly Normed[],
  norms: readonly NormSite[],
  order: 'pre' | 'post',
): {name: string; site: NormSite}[] {
  const named: {name: string; site: NormSite}[] = [];
  const add = (name: string, site: NormSite | null): boolean => {
    const isNew =
      site && !named.some(known => isSame(index, known.site.output, site.output));
    if (isNew) named.push({name, site});
    return Boolean(isNew);
  };
  let number = 0;
  for (const {addition, next} of steps) {
    number++;
    if (order === 'post') {
      add(`ln${number}`, afterSum(index, norms, addition.sum, next));
      continue;
    }
    // A parallel block may have one norm for each of its parts.
    const [first, second] = normsAfter(
      index,
      norms,
      sourceOf(index, addition),
      addition.way,
    );
    add(`ln${number}`, first ?? null);
    if (second && add(`ln${number + 1}`, second)) number++;
    const inBranch = norms.find(({output}) => isSame(index, output, addition.branch));
    add(`ln${number}_post`, inBranch ?? null);
  }
  return named;
}

/** The branch's start, under the name by which the addition reads it where it is the same. */
const sourceOf = (index: GraphIndex, {source, stream}: Addition): string =>
  isSame(index, source, stream) ? stream : source;

function afterSum(
  index: GraphIndex,
  norms: readonly NormSite[],
  sum: string,
  next: string | null,
): NormSite | null {
  if (next !== null) return normBetween(index, norms, sum, next);
  const [read] = normsAfter(index, norms, sum, index.nodes);
  const own = read ?? norms.find(({input}) => isSame(index, input, sum));
  return own ? {...own, input: sum} : null;
}

/**
 * Whether the stream itself is normalised after additions, rather than what branches read:
 * most links of the stream tell; where there is none, the branch does.
 */
export function normOrder(
  index: GraphIndex,
  chain: readonly Addition[],
  norms: readonly NormSite[],
): 'pre' | 'post' {
  const links = chain.slice(1);
  if (links.length > 0) {
    return links.filter(({normed}) => normed).length * 2 > links.length ? 'post' : 'pre';
  }
  const [only] = chain;
  const reads = chain.flatMap(one =>
    normsAfter(index, norms, sourceOf(index, one), one.way),
  );
  const inside = chain.some(({branch}) =>
    norms.some(({output}) => isSame(index, output, branch)),
  );
  if (!only || reads.length > 0 || inside) return 'pre';
  return afterSum(index, norms, only.sum, null) ? 'post' : 'pre';
}
