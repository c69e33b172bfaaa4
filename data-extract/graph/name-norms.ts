import type {Addition} from './find-additions.ts';
import type {NormSite} from './find-norms.ts';
import type {GraphIndex} from './graph-index.ts';
import {reaches} from './paths.ts';

/**
 * Name the norms of a block: `ln1` is that of its first part, `ln2` that of its second.
 * A norm inside a branch, before it is added, is `ln1_post`, `ln2_post`.
 */
export function nameNorms(
  index: GraphIndex,
  additions: readonly Addition[],
  norms: readonly NormSite[],
): {order: 'pre' | 'post'; norms: {name: string; site: NormSite}[]} {
  const named: {name: string; site: NormSite}[] = [];
  const add = (name: string, site: NormSite | undefined): void => {
    if (site && !named.some(known => known.site === site)) named.push({name, site});
  };
  const before = additions.map(({source, branch, way}) => {
    const nodes = new Set(way.flatMap(({outputs}) => outputs));
    return norms.filter(
      norm =>
        nodes.has(norm.output) &&
        isSame(index, norm.input, source) &&
        reaches(index, norm.output, branch) &&
        norm.output !== branch,
    );
  });
  const order = before.some(found => found.length > 0) ? 'pre' : 'post';
  let number = 0;
  additions.forEach(({sum, branch}, i) => {
    number++;
    if (order === 'pre') {
      // A parallel block may have one norm for each of its parts.
      const [first, second] = before[i];
      add(`ln${number}`, first);
      if (second) add(`ln${++number}`, second);
      add(
        `ln${number}_post`,
        norms.find(({output}) => output === branch),
      );
    } else {
      add(
        `ln${number}`,
        norms.find(({input}) => isSame(index, input, sum)),
      );
    }
  });
  return {order, norms: named};
}

/** Whether a tensor is another one, perhaps converted. */
function isSame(index: GraphIndex, tensor: string, other: string): boolean {
  let current = tensor;
  for (;;) {
    if (current === other) return true;
    const node = index.producer(current);
    if (node?.op !== 'Cast' && node?.op !== 'Identity') return false;
    [current] = node.inputs;
  }
}
