/**
 * Break what stands side by side into lines of about equal length, as few as are wanted.
 *
 * @param widths - Of the things in their order.
 * @param mayBreak - Whether a line may begin with a thing; lines begin elsewhere only where
 * they would be far longer than others otherwise.
 * @param lines - How many lines at most.
 * @returns Index of the first thing of each line.
 */
export function breakLines(
  widths: readonly number[],
  mayBreak: (index: number) => boolean,
  lines: number,
): number[] {
  const total = widths.reduce((sum, width) => sum + width, 0);
  const even = total / lines;
  for (const [most, allowed] of [
    [1.5 * even, mayBreak],
    [total, () => true],
  ] as const) {
    for (let limit = even; limit <= most * 1.02; limit += even / 50) {
      const starts = wrap(widths, allowed, limit);
      if (starts && starts.length <= lines) return starts;
    }
  }
  return [0];
}

/** Fill line after line up to a limit; `null` where one gets longer. */
function wrap(
  widths: readonly number[],
  mayBreak: (index: number) => boolean,
  limit: number,
): number[] | null {
  const starts = [0];
  let x = 0;
  let chance = {index: 0, x: 0};
  for (const [i, width] of widths.entries()) {
    if (x > 0 && mayBreak(i)) chance = {index: i, x};
    if (x + width > limit + 1e-6) {
      if (chance.index <= starts[starts.length - 1]) return null;
      starts.push(chance.index);
      x -= chance.x;
      if (x + width > limit + 1e-6) return null;
    }
    x += width;
  }
  return starts;
}
