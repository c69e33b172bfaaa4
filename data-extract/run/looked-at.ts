import {DataType, makeNode, makeTensor} from '../graph/onnx.ts';
import type {Extras} from './session.ts';
import type {Computed} from './computed.ts';
import {NO_EXTRAS, valueOf} from './stage-run.ts';
import type {StageContext, StageRun} from './stage-run.ts';

/** Products over all tokens are slow in a long text: so many queries speak for all. */
const MOST_QUERIES = 64;

/** The queries that are looked at: all of a short text, else evenly spread with both ends. */
export function lookedAt(queries: number): number[] {
  if (queries <= MOST_QUERIES) return Array.from({length: queries}, (_, i) => i);
  return Array.from({length: MOST_QUERIES}, (_, i) =>
    Math.round((i * (queries - 1)) / (MOST_QUERIES - 1)),
  );
}

const nameOf = ({tokens}: Pick<StageContext, 'tokens'>, tensor: string): string =>
  tokens.length <= MOST_QUERIES ? tensor : `aim/looked-at/${tensor}`;

/**
 * The rows that are looked at of a tensor `[.., query, key]`, taken in the graph: the
 * scores of a long text are large, and few of them are needed.
 */
export function rowsLookedAt(
  context: Pick<StageContext, 'tokens'>,
  tensor: string,
): {output: string; extras: Extras} {
  const output = nameOf(context, tensor);
  if (output === tensor) return {output, extras: NO_EXTRAS};
  const rows = lookedAt(context.tokens.length);
  const ids = makeTensor(`${output}/rows`, [rows.length], DataType.int64, rows);
  const node = makeNode('Gather', [tensor, ids.name], [output], {axis: {i: -2}});
  return {output, extras: {...NO_EXTRAS, nodes: [node], constants: [ids]}};
}

/** What {@link rowsLookedAt} took, `[.., looked, key]`. */
export const lookedAtRows = (run: StageRun, tensor: string): Computed =>
  valueOf(run, nameOf(run, tensor));
