import type {LayerPage} from './page-data.ts';

/**
 * The pattern of a head, `[query, key]`, as shares of 1; keys behind the end of a row have
 * none.
 */
export function patternOf(
  {heads}: LayerPage,
  head: number,
  keys: number,
  steps: number,
): Float32Array {
  const rows = heads[head];
  const data = new Float32Array(rows.length * keys);
  rows.forEach((row, query) => {
    let at = query * keys;
    for (const share of row) {
      if (share < 0) at -= share;
      else data[at++] = share / steps;
    }
  });
  return data;
}

/** A share as it is written: with as many decimals as its steps tell, and no more. */
export function writeShare(value: number, steps: number): string {
  const decimals = Math.max(0, Math.round(Math.log10(steps)) - 2);
  return `${((value / steps) * 100).toFixed(decimals)}%`;
}

/** Places of the largest shares that are not 0, the largest first. */
export const largest = (row: readonly number[], count: number): number[] =>
  [...row.keys()]
    .filter(key => row[key] > 0)
    .sort((a, b) => row[b] - row[a] || a - b)
    .slice(0, count);
