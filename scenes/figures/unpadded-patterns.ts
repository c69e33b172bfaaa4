import type {CapturedToken} from '../../data-extract/text/token.ts';
import type {CapturedPatterns} from '../captured/probes/attention.ts';
import {Tensor} from '../captured/tensor.ts';
import {withoutPadding} from './without-padding.ts';
import type {ReadTokens} from './without-padding.ts';

/** Patterns of which rows and columns of padding are left out. */
export type UnpaddedPatterns = Pick<CapturedPatterns, 'pattern' | 'patterns'>;

/** Patterns, and what they are about. */
interface Unpadded {
  patterns: UnpaddedPatterns;
  queries: readonly CapturedToken[];
  keys: readonly CapturedToken[];
  padding: {queries: number; keys: number};
}

/**
 * Leave padding out: nothing attends to it, and its own rows mean nothing.
 *
 * @param patterns - Of all tokens.
 */
export function unpadded(
  patterns: UnpaddedPatterns,
  queries: readonly CapturedToken[],
  keys: readonly CapturedToken[],
): Unpadded {
  const [rows, columns] = [withoutPadding(queries), withoutPadding(keys)];
  const padding = {queries: rows.padding, keys: columns.padding};
  const sides = {queries: rows.tokens, keys: columns.tokens, padding};
  if (padding.queries + padding.keys === 0) return {patterns, ...sides};
  const pattern = (layer: number, head: number): Tensor =>
    partOf(patterns.pattern(layer, head), rows, columns);
  return {
    patterns: {
      pattern,
      patterns(layer) {
        const whole = patterns.patterns(layer);
        const heads = Array.from({length: whole.shape[0]}, (_, head) =>
          pattern(layer, head),
        );
        return Tensor.stack(heads, 'head').from(whole.source);
      },
    },
    ...sides,
  };
}

/** Rows and columns of a pattern `[query, key]`. */
function partOf(
  {data, shape, axes, source}: Tensor,
  rows: ReadTokens,
  columns: ReadTokens,
): Tensor {
  const part = rows.places.flatMap(row =>
    columns.places.map(column => data[row * shape[1] + column]),
  );
  return new Tensor(
    Float32Array.from(part),
    [rows.places.length, columns.places.length],
    axes,
    source,
  );
}
