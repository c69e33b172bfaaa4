import type {NormSite} from '../graph/norm-site.ts';

/** Values of a matrix, row by row. */
export interface NormRows {
  data: Float32Array;
  shape: readonly number[];
}

/**
 * What a norm makes on the way, before gain and bias: the mean of each row (`mean_in`),
 * what is taken off (`mean`: that, or 0), the rows less that (`centred`), what they are
 * divided by (`scale`), and the quotient (`divided`).
 */
export type NormStation = 'mean_in' | 'mean' | 'centred' | 'scale' | 'divided';

/**
 * A station of a norm whose form is known, of the rows that go in.
 *
 * @returns `[position, d_model]`, or `[position, 1]` where there is one number of each row.
 */
export function normValue(
  station: NormStation,
  {data, shape}: NormRows,
  site: NormSite,
): NormRows {
  const [count, width] = shape;
  const column = (numbers: readonly number[]): NormRows => ({
    data: Float32Array.from(numbers),
    shape: [count, 1],
  });
  const rowOf = (i: number): number => Math.floor(i / width);
  if (station === 'scale') return column(scalesOf(data, width, site));
  const means = Array.from({length: count}, (_, row) =>
    meanOf(data.subarray(row * width, (row + 1) * width)),
  );
  if (station === 'mean_in') return column(means);
  const taken = site.kind === 'layer' ? means : means.map(() => 0);
  if (station === 'mean') return column(taken);
  const centred = data.map((value, i) => value - taken[rowOf(i)]);
  if (station === 'centred') return {data: centred, shape};
  const scales = scalesOf(data, width, site);
  return {data: centred.map((value, i) => value / scales[rowOf(i)]), shape};
}

/** What each row is divided by: `sqrt(variance + epsilon)`, or without taking the mean off. */
export function scalesOf(
  data: Float32Array,
  width: number,
  {kind, epsilon}: NormSite,
): number[] {
  const scales: number[] = [];
  for (let row = 0; row < data.length; row += width) {
    const values = data.subarray(row, row + width);
    const mean = kind === 'layer' ? meanOf(values) : 0;
    let square = 0;
    for (const value of values) square += (value - mean) ** 2;
    scales.push(Math.sqrt(square / width + epsilon));
  }
  return scales;
}

/** Mean of some values. */
export function meanOf(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
