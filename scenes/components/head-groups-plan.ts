import type {Box} from './box.ts';
import {columnsOf, rowsOf} from './box.ts';

/** Where heads of queries and the heads of keys and values that they share lie. */
export interface HeadGroupsPlan {
  queries: readonly Box[];
  shared: readonly Box[];
  /** Which shared head each query head reads. */
  groupOf(head: number): number;
  /** Whether boxes have room for words. */
  spelled: boolean;
}

/** Boxes from this width on have room for a word. */
const SPELLED = 150;
const GAP = {head: 18, group: 44} as const;

/**
 * Lay the heads of a layer out: queries above, keys and values below, each in the middle
 * of those that share it.
 */
export function planHeadGroups(
  {heads, keyHeads}: {heads: number; keyHeads: number},
  box: Box,
): HeadGroupsPlan {
  const [above, , below] = rowsOf(box, [0.3 * box.height, 'rest', 0.38 * box.height], 0);
  const perGroup = heads / keyHeads;
  const gap = Math.min(GAP.group, (box.width / keyHeads) * 0.1);
  const even = <T>(count: number, of: T): T[] => Array.from({length: count}, () => of);
  const groups = columnsOf(above, even<'rest'>(keyHeads, 'rest'), gap);
  const queries = groups.flatMap(group =>
    columnsOf(
      group,
      even<'rest'>(perGroup, 'rest'),
      Math.min(GAP.head, (group.width / perGroup) * 0.1),
    ),
  );
  return {
    queries,
    shared: groups.map(({x, width}) => {
      const own = Math.min(width, 0.62 * box.width);
      return {...below, x: x + (width - own) / 2, width: own};
    }),
    groupOf: head => Math.floor(head / perGroup),
    spelled: queries[0].width >= SPELLED,
  };
}
