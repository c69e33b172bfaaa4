import type {ContextsResult} from '../../../data-extract/capture/format.ts';
import {resultOf} from '../reader.ts';
import type {CaptureReader} from '../reader.ts';
import type {Tensor} from '../tensor.ts';

/** One word in several texts, row by row: its static vector, then after each layer. */
export interface CapturedContexts extends ContextsResult {
  /** The word's vector in a text, `[d_model]`. */
  vector(row: number, text: number): Tensor;
  /** Where the word lies in each text, on one plane for all rows, `[text, axis]`. */
  places(row: number): Tensor;
  /** Cosines of the word in two texts, `[text, other]`. */
  alike(row: number): Tensor;
}

export function openContexts(reader: CaptureReader): CapturedContexts {
  const result = resultOf(reader, 'contexts');
  const rowOf = (name: string, row: number): Tensor => {
    const layer = result.rows[row];
    const part = typeof layer === 'number' ? {layer} : {};
    return reader.tensor(`contexts.${name}`, part).at(row);
  };
  return {
    ...result,
    vector: (row, text) => rowOf('vectors', row).at(text),
    places: row => rowOf('places', row),
    alike: row => rowOf('cosines', row),
  };
}
