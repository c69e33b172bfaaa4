import type {AttentionParts} from '../graph/model-map.ts';
import {makeNode} from '../graph/onnx.ts';
import {NO_EXTRAS} from './extras.ts';
import type {Extras, TextList} from './extras.ts';
import {counted, lookedAt, pickRows, remadeOf} from './looked-at.ts';
import type {RowCount} from './looked-at.ts';
import {valueOf} from './stage-run.ts';
import type {StageContext, StageRun} from './stage-run.ts';

/** `looked`: positions that are looked at; `remade`: those where values are made again. */
export type Which = 'looked' | 'remade';

/** Whose positions: those of the graph's own tokens, or of what cross-attention looks at. */
export type Whose = 'own' | 'cross';

/** A tensor that checks read, and what is added to the graph to make it. */
export interface Sample {
  output: string;
  extras: Extras;
}

/** What is known of a text before the graph runs. */
export type SampledContext = Pick<
  StageContext,
  'map' | 'tokens' | 'crossTokens' | 'whole' | 'often' | 'together'
>;
export type SampledRun = SampledContext & Pick<StageRun, 'values'>;

/** What was taken in the graph does not tell: all of it has to leave the graph. */
export class ReadWhole extends Error {}

/**
 * A tensor has not one position for each token of the text, so that those taken from it in
 * the graph are not the ones that were meant.
 */
export class OtherPositions extends ReadWhole {}

/** Whose positions the keys of an attention are. */
export const ofKeys = ({role}: Pick<AttentionParts, 'role'>): Whose =>
  role === 'cross' ? 'cross' : 'own';

/** How many positions there are. */
export const countOf = (
  {tokens, crossTokens}: Pick<SampledContext, 'tokens' | 'crossTokens'>,
  whose: Whose,
): number => (whose === 'own' ? tokens : crossTokens).length;

/** Whether a tensor leaves the graph as it is. */
export const leavesWhole = (
  {whole}: Pick<SampledContext, 'whole'>,
  tensor: string,
): boolean => whole === null || whole.has(tensor);

/** Whether checks make values again in the graph. */
export const remakesInGraph = ({
  whole,
  often,
}: Pick<SampledContext, 'whole' | 'often'>): boolean => often && whole !== null;

/** Numbers of the chosen positions among so many. */
export const chosenOf = (which: Which, count: number): readonly number[] =>
  which === 'looked' ? lookedAt(count) : remadeOf(count);

/** Name of the list of the chosen positions, which is fed: so a graph serves every text. */
export const listOf = (which: Which, whose: Whose): string => `aim/${whose}/${which}`;

/** Name of a list of sizes that is fed; 0 and -1 mean what they mean to a Reshape. */
export const sizesList = (
  what: 'upright' | 'length' | 'rows' | 'chosen-count',
  whose: Whose,
): string => `aim/${whose}/${what}`;

/** The lists of a text: chosen positions, and sizes that come of them. */
export function textLists(
  context: Pick<SampledContext, 'tokens' | 'crossTokens'>,
): readonly TextList[] {
  const counts = [countOf(context, 'own'), countOf(context, 'cross')] as const;
  const isAsBefore = last?.counts.every((count, i) => count === counts[i]);
  if (last && isAsBefore) return last.lists;
  last = {counts, lists: [...listsOf('own', counts[0]), ...listsOf('cross', counts[1])]};
  return last.lists;
}

/** Texts of one length have the same. */
let last: {counts: readonly number[]; lists: readonly TextList[]} | null = null;

const listsOf = (whose: Whose, count: number): TextList[] => [
  {name: listOf('looked', whose), values: lookedAt(count)},
  {name: listOf('remade', whose), values: remadeOf(count)},
  {name: sizesList('upright', whose), values: [count, -1]},
  {name: sizesList('length', whose), values: [count]},
  {name: sizesList('rows', whose), values: [0, remadeOf(count).length, -1]},
  {name: sizesList('chosen-count', whose), values: [remadeOf(count).length]},
];

/**
 * Some positions of a tensor `[.., position, width]`, taken in the graph: of all that checks
 * look at, few numbers leave it. From a tensor that leaves it anyway nothing is taken.
 */
export function sampleRows(
  context: SampledContext,
  tensor: string,
  which: Which,
  whose: Whose = 'own',
): Sample {
  return leavesWhole(context, tensor)
    ? {output: tensor, extras: NO_EXTRAS}
    : gather(tensor, listOf(which, whose), -2);
}

/** The positions of a tensor `[.., position, width]` at which values are made again. */
export const remadeRows = (tensor: string): Sample =>
  gather(tensor, listOf('remade', 'own'), -2);

/** How many positions these are of how many, `null` where all. */
export function remadeCount(
  context: Pick<SampledContext, 'tokens' | 'crossTokens'>,
): RowCount | null {
  const count = countOf(context, 'own');
  return counted(remadeOf(count), count);
}

/** Entries of a tensor by a list that is fed. */
export function gather(tensor: string, list: string, axis: number): Sample {
  const output = gathered(tensor, list, axis);
  const node = makeNode('Gather', [tensor, list], [output], {axis: {i: axis}});
  return {output, extras: {...NO_EXTRAS, nodes: [node]}};
}

/** Name of what {@link gather} makes. */
export const gathered = (tensor: string, list: string, axis: number): string =>
  `${list}/${axis}/${tensor}`;

/** Some positions of a tensor. */
export interface SampledRows {
  data: Float32Array;
  /** As the tensor's, with so many positions as were chosen. */
  shape: readonly number[];
  /** How many positions of how many, `null` where all. */
  rows: RowCount | null;
}

/**
 * The positions that {@link sampleRows} is about.
 *
 * @throws OtherPositions where the tensor has not one for each token.
 */
export function rowsAt(
  run: SampledRun,
  tensor: string,
  which: Which,
  whose: Whose = 'own',
): SampledRows {
  const expected = countOf(run, whose);
  if (!leavesWhole(run, tensor)) {
    const {data, shape} = valueOf(run, gathered(tensor, listOf(which, whose), -2));
    return {data, shape, rows: counted(chosenOf(which, expected), expected)};
  }
  const {data, shape} = valueOf(run, tensor);
  const [count = 1, width = 1] = shape.slice(-2);
  if (run.whole && count !== expected) throw new OtherPositions(tensor);
  const chosen = chosenOf(which, count);
  const isAll = chosen.length === count;
  return {
    data: isAll
      ? data
      : pickRows(data, width, inEach(chosen, data.length / width, count)),
    shape: isAll ? shape : [...shape.slice(0, -2), chosen.length, width],
    rows: counted(chosen, count),
  };
}

/** Rows of each of several matrices one below the other, of so many rows each. */
function inEach(chosen: readonly number[], rows: number, count: number): number[] {
  const outer = Array.from({length: rows / count}, (_, i) => i * count);
  return outer.flatMap(from => chosen.map(row => from + row));
}
