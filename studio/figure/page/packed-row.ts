/**
 * Shares of the keys of one query, in steps: most are 0, and so many of them that follow
 * each other are written as one number below 0.
 */
export type PackedRow = readonly number[];

/**
 * Round shares to steps and write runs of 0 as one number. Pure.
 *
 * @param shares - Of 1; those of a row stand from `start` to before `end`.
 */
export function packRow(
  shares: Float32Array,
  start: number,
  end: number,
  steps: number,
): PackedRow {
  const row: number[] = [];
  let none = 0;
  for (let at = start; at < end; at++) {
    const share = Math.round(shares[at] * steps);
    if (share === 0) {
      none++;
      continue;
    }
    if (none > 0) row.push(-none);
    none = 0;
    row.push(share);
  }
  if (none > 0) row.push(-none);
  return row;
}

/** The shares of all keys of a row, in steps. Pure. */
export function unpackRow(packed: PackedRow): number[] {
  const row: number[] = [];
  for (const share of packed) {
    if (share >= 0) row.push(share);
    for (let none = share; none < 0; none++) row.push(0);
  }
  return row;
}
