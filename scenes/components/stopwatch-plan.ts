/** Marks of an axis from 0 to `most`, at a round distance of 1, 2 or 5. */
export function roundMarks(most: number, wanted: number): number[] {
  const rough = most / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const digit = [1, 2, 5, 10].find(own => own * power >= rough * (1 - 1e-9)) ?? 10;
  const step = digit * power;
  return Array.from({length: Math.floor(most / step + 1e-9) + 1}, (_, i) => i * step);
}

/** When each step was done: running sums of durations. */
export function doneAt(durations: ArrayLike<number>): number[] {
  let sum = 0;
  return Array.from(durations, duration => (sum += duration));
}
