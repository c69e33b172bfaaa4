import type {Rows} from './head-math.ts';

/** Shares below this are mostly rounding. */
const LEAST = 1e-6;
/** From so much of the largest score on, the shares follow from something else. */
const MOST_OFF = 0.01;

/**
 * What products of queries and keys are multiplied with before the softmax, told by the
 * shares alone: in a row, differences of their logarithms are differences of the scores.
 * For attention inside of an operator that does not hand its scores out.
 *
 * @param raw - Products of one head, `[query, key]`.
 * @param pattern - Its shares; rows may sum to less than 1.
 * @returns The scale with its largest deviation, relative to the largest difference of
 * scores; `null` where the scores are no multiple of the products.
 */
export function scaleFromPattern(
  raw: Rows,
  pattern: Rows,
): {scale: number; error: number} | null {
  const rows = Array.from({length: raw.shape[0]}, (_, query) =>
    centredRow(raw, pattern, query),
  );
  let [along, square] = [0, 0];
  for (const {scores, products} of rows) {
    scores.forEach((score, i) => {
      along += score * products[i];
      square += products[i] ** 2;
    });
  }
  if (square === 0) return null;
  const scale = along / square;
  let [worst, largest] = [0, 0];
  for (const {scores, products} of rows) {
    scores.forEach((score, i) => {
      worst = Math.max(worst, Math.abs(score - scale * products[i]));
      largest = Math.max(largest, Math.abs(score));
    });
  }
  const error = worst / (largest || 1);
  return error < MOST_OFF ? {scale, error} : null;
}

/** Logarithms of the shares of a query and products with the same keys, about their means. */
function centredRow(
  raw: Rows,
  pattern: Rows,
  query: number,
): {scores: number[]; products: number[]} {
  const keys = raw.shape[1];
  const seen = Array.from({length: keys}, (_, key) => query * keys + key).filter(
    at => pattern.data[at] > LEAST,
  );
  return {
    scores: centred(seen.map(at => Math.log(pattern.data[at]))),
    products: centred(seen.map(at => raw.data[at])),
  };
}

function centred(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / (values.length || 1);
  return values.map(value => value - mean);
}
