import {UserError} from '../../../foundations/user-error.ts';

/** One of several machines that share a render. */
export interface Shard {
  /** 1-based. */
  index: number;
  count: number;
}

/**
 * Read `--shard i/n`.
 *
 * @throws UserError where it is not of that form.
 */
export function parseShard(text: string): Shard {
  const match = /^(\d+)\/(\d+)$/.exec(text);
  const [index, count] = [Number(match?.[1]), Number(match?.[2])];
  if (match && index >= 1 && index <= count && count <= 1000) return {index, count};
  throw new UserError(
    'flag',
    `--shard ${text} is no part.`,
    'Give part/parts, e.g. 2/5.',
  );
}

/**
 * The part of the work that a shard does. Every shard comes to the same division without
 * talking to the others: the longest pieces first, each to the shard that has least.
 *
 * @param items - Pieces of work with their cost and a key of their own.
 */
export function shardOf<T extends {key: string; cost: number}>(
  items: readonly T[],
  {index, count}: Shard,
): T[] {
  const loads = Array.from({length: count}, () => 0);
  const mine = new Set<T>();
  const order = [...items].sort((a, b) => b.cost - a.cost || (a.key < b.key ? -1 : 1));
  for (const item of order) {
    const least = loads.indexOf(Math.min(...loads));
    loads[least] += item.cost;
    if (least === index - 1) mine.add(item);
  }
  return items.filter(item => mine.has(item));
}
