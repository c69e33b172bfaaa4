import {counted, pickRows, remadeOf} from '../stage/looked-at.ts';
import type {RowCount} from '../stage/looked-at.ts';
import type {ColumnSample} from '../stage/sample-columns.ts';
import {rowsOf, valueOf} from '../stage/stage-run.ts';
import type {StageRun} from '../stage/stage-run.ts';
import {columnsError} from './invariants.ts';

/** What {@link columnsRead} reads. */
export const outputsOf = ({weight, bias, product}: ColumnSample): string[] => [
  ...[weight, product],
  ...(bias ? [bias] : []),
];

/**
 * How far columns of what a layer makes are from its input times its weight, of values that
 * have left the graph.
 *
 * @param input - Rows of the input.
 * @param inner - Its entries.
 */
export function columnsRead(
  run: StageRun,
  sample: ColumnSample,
  input: (rows: readonly number[]) => Float32Array,
  inner: number,
): {error: number; rows: RowCount | null} {
  const bias = sample.bias === null ? null : valueOf(run, sample.bias).data;
  const weight = valueOf(run, sample.weight).data;
  const {data, shape} = rowsOf(run, sample.product);
  const [count, columns] = shape;
  const remade = remadeOf(count);
  const product = {data: pickRows(data, columns, remade), shape};
  return {
    error: columnsError(input(remade), weight, inner, product, bias),
    rows: counted(remade, count),
  };
}
