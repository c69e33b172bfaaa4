import {DataType, makeNode, makeTensor} from '../graph/onnx.ts';
import type {Computed} from './computed.ts';
import {NO_EXTRAS} from './extras.ts';
import type {Extras} from './extras.ts';
import {valueOf} from './stage-run.ts';
import type {StageContext, StageRun} from './stage-run.ts';

/** Rows of scores and patterns are looked at for so many queries. */
const MOST = 64;
/** Sums, norms and products are made again at so many positions. */
const MOST_REMADE = 16;

/** How many of the positions of a text a check looked at. */
export interface RowCount {
  checked: number;
  of: number;
}

/** So many of `count` numbers from 0, evenly spread with both ends; all where they are few. */
function spread(count: number, most: number): number[] {
  if (count <= most) return Array.from({length: count}, (_, i) => i);
  return Array.from({length: most}, (_, i) => Math.round((i * (count - 1)) / (most - 1)));
}

/** The positions that are looked at: all of a short text, else evenly spread with both ends. */
export const lookedAt = (count: number): number[] => spread(count, MOST);

/** Among those that are looked at, the places of those at which values are made again. */
export const remade = (looked: number): number[] => spread(looked, MOST_REMADE);

/** The positions at which values are made again. */
export function remadeOf(count: number): number[] {
  const looked = lookedAt(count);
  return remade(looked.length).map(place => looked[place]);
}

/** How many that were, `null` where all of them. */
export const counted = (rows: readonly number[], of: number): RowCount | null =>
  rows.length === of ? null : {checked: rows.length, of};

/** Some rows of a matrix, without the others. */
export function pickRows(
  data: Float32Array,
  width: number,
  rows: readonly number[],
): Float32Array {
  if (rows.length * width === data.length) return data;
  const picked = new Float32Array(rows.length * width);
  rows.forEach((row, i) =>
    picked.set(data.subarray(row * width, (row + 1) * width), i * width),
  );
  return picked;
}

const isShort = ({tokens}: Pick<StageContext, 'tokens'>): boolean =>
  tokens.length <= MOST;

const nameOf = (context: Pick<StageContext, 'tokens'>, tensor: string): string =>
  isShort(context) ? tensor : `aim/looked-at/${tensor}`;

/**
 * The rows that are looked at of a tensor `[.., query, key]`, taken in the graph: the
 * scores of a long text are large, and few of them are needed. Which rows that are is
 * worked out there too, so that the graph serves texts of any length.
 */
export function rowsLookedAt(
  context: Pick<StageContext, 'tokens'>,
  tensor: string,
): {output: string; extras: Extras} {
  const output = nameOf(context, tensor);
  if (output === tensor) return {output, extras: NO_EXTRAS};
  const name = (part: string): string => `${output}/${part}`;
  const ints = (part: string, values: readonly number[]) =>
    makeTensor(name(part), [values.length], DataType.int64, values);
  // Rounded in whole numbers: (2 i (count - 1) + last) / (2 last), where last = MOST - 1.
  const places = Array.from({length: MOST}, (_, i) => 2 * i);
  const constants = [
    ints('axis', [-2]),
    ints('times', places),
    ints(
      'plus',
      places.map(twice => MOST - 1 - twice),
    ),
    ints('over', [2 * (MOST - 1)]),
  ];
  const [axis, times, plus, over] = constants.map(constant => constant.name);
  const nodes = [
    makeNode('Shape', [tensor], [name('shape')]),
    makeNode('Gather', [name('shape'), axis], [name('count')]),
    makeNode('Mul', [name('count'), times], [name('multiplied')]),
    makeNode('Add', [name('multiplied'), plus], [name('added')]),
    makeNode('Div', [name('added'), over], [name('rows')]),
    makeNode('Gather', [tensor, name('rows')], [output], {axis: {i: -2}}),
  ];
  return {output, extras: {...NO_EXTRAS, nodes, constants}};
}

/** What {@link rowsLookedAt} took, `[.., looked, key]`. */
export const lookedAtRows = (run: StageRun, tensor: string): Computed =>
  valueOf(run, nameOf(run, tensor));
