import {toPositionsFirst} from '../graph/axes.ts';
import {makeNode} from '../graph/onnx.ts';
import type {Tap} from '../graph/trace.ts';
import {NO_EXTRAS, joinExtras} from './extras.ts';
import {
  chosenOf,
  gather,
  gathered,
  leavesWhole,
  listOf,
  OtherPositions,
  remakesInGraph,
  sizesList,
} from './samples.ts';
import type {Sample, SampledContext, SampledRun, Whose, Which} from './samples.ts';
import {valueOf} from './stage-run.ts';

/** Where positions lie in a tensor of queries, keys or values. */
const AXES: Readonly<Record<string, number>> = {hsd: -2, hds: -1, shd: 0};

/** The order of heads, positions and entries in a tensor; a text has one batch entry. */
export const layoutOf = ({axes}: Tap): string => axes.replace('b', '');

/** The axis of the positions, `null` where the tensor has to be taken as it is. */
const axisOf = (tap: Tap): number | null => AXES[layoutOf(tap)] ?? null;

const uprightName = (tensor: string): string => `aim/upright/${tensor}`;

/** Some positions of queries, keys or values, taken in the graph. */
export function sampleTap(
  context: SampledContext,
  tap: Tap,
  which: Which,
  whose: Whose,
): Sample {
  return leavesWhole(context, tap.tensor)
    ? {output: tap.tensor, extras: NO_EXTRAS}
    : takeTap(tap, which, whose);
}

/** The same, whether the tensor leaves the graph or not. */
export function takeTap(tap: Tap, which: Which, whose: Whose): Sample {
  const own = TAKEN.get(tap) ?? new Map<string, Sample>();
  TAKEN.set(tap, own);
  const key = listOf(which, whose);
  const sample = own.get(key) ?? makeTaken(tap, key, whose);
  own.set(key, sample);
  return sample;
}

/** Every text asks for the same. */
const TAKEN = new WeakMap<Tap, Map<string, Sample>>();

function makeTaken(tap: Tap, list: string, whose: Whose): Sample {
  const {tensor} = tap;
  const axis = axisOf(tap);
  if (axis === null) return {output: tensor, extras: NO_EXTRAS};
  if (axis !== 0) return gather(tensor, list, axis);
  // Heads and their entries may lie in one axis or in two, and positions in the batch's.
  const shape = sizesList('upright', whose);
  const {output, extras} = gather(uprightName(tensor), list, 0);
  const turn = makeNode('Reshape', [tensor, shape], [uprightName(tensor)]);
  return {output, extras: joinExtras([{...NO_EXTRAS, nodes: [turn]}, extras])};
}

/**
 * Queries, keys or values at one position, taken in the graph.
 *
 * @param list - Name of a list that is fed, with that position.
 */
export const tapAt = (
  {whole}: Pick<SampledContext, 'whole'>,
  tap: Tap,
  list: string,
): Sample =>
  whole === null ? {output: tap.tensor, extras: NO_EXTRAS} : makeTaken(tap, list, 'own');

/**
 * What {@link tapAt} is about, `[head, entry]`.
 *
 * @param positions - How many the tensor has.
 * @param size - Entries of a head.
 * @throws OtherPositions where the tensor does not lie as its axes say.
 */
export function tapRow(
  run: SampledRun,
  tap: Tap,
  list: string,
  position: number,
  {positions, size}: {positions: number; size: number},
): Float32Array {
  const {output} = tapAt(run, tap, list);
  const {data, shape} = valueOf(run, output);
  if (output === tap.tensor)
    return toPositionsFirst(data, tap.axes, positions, size, [position]).data;
  requireRank(tap, shape);
  return toPositionsFirst(data, tap.axes, 1, size).data;
}

const shapeName = (tensor: string): string => `aim/shape/${tensor}`;

/** What {@link entriesIn} reads; where the graph runs often, not the numbers themselves. */
export function tapShape(context: SampledContext, tap: Tap): Sample {
  const {output, extras} = sampleTap(context, tap, 'remade', 'own');
  if (output === tap.tensor || !remakesInGraph(context)) return {output, extras};
  const shape = makeNode('Shape', [output], [shapeName(output)]);
  return {
    output: shapeName(output),
    extras: joinExtras([extras, {...NO_EXTRAS, nodes: [shape]}]),
  };
}

/**
 * Numbers of a position, of all heads together.
 *
 * @param positions - How many the tensor has.
 * @throws OtherPositions where the tensor does not lie as its axes say.
 */
export function entriesIn(run: SampledRun, tap: Tap, positions: number): number {
  const {output} = sampleTap(run, tap, 'remade', 'own');
  if (output === tap.tensor || !remakesInGraph(run))
    return entriesAt(run, tap, 'remade', 'own', positions);
  const shape = [...valueOf(run, shapeName(output)).data];
  requireRank(tap, shape);
  const size = shape.reduce((product, one) => product * one, 1);
  return size / chosenOf('remade', positions).length;
}

/** @throws OtherPositions where heads and positions are in one axis. */
function requireRank(tap: Tap, shape: readonly number[]): void {
  if (axisOf(tap) === -2 && shape.length < 3) throw new OtherPositions(tap.tensor);
}

/** Numbers of a position, of all heads together. */
export function entriesAt(
  run: SampledRun,
  tap: Tap,
  which: Which,
  whose: Whose,
  positions: number,
): number {
  const taken = takenOf(run, tap, which, whose);
  return taken
    ? taken.data.length / chosenOf(which, positions).length
    : valueOf(run, tap.tensor).data.length / positions;
}

/**
 * Queries, keys or values at some positions, `[position, head, entry]`.
 *
 * @param positions - How many the tensor has.
 * @param size - Entries of a head.
 */
export function tapRows(
  run: SampledRun,
  tap: Tap,
  which: Which,
  whose: Whose,
  positions: number,
  size: number,
): {data: Float32Array; heads: number} {
  const chosen = chosenOf(which, positions);
  const taken = takenOf(run, tap, which, whose);
  return taken
    ? toPositionsFirst(taken.data, tap.axes, chosen.length, size)
    : toPositionsFirst(
        valueOf(run, tap.tensor).data,
        tap.axes,
        positions,
        size,
        chosen.length === positions ? null : chosen,
      );
}

/** @throws OtherPositions where the tensor does not lie as its axes say. */
function takenOf(
  run: SampledRun,
  tap: Tap,
  which: Which,
  whose: Whose,
): ReturnType<typeof valueOf> | null {
  const axis = axisOf(tap);
  if (axis === null || leavesWhole(run, tap.tensor)) return null;
  const source = axis === 0 ? uprightName(tap.tensor) : tap.tensor;
  const taken = valueOf(run, gathered(source, listOf(which, whose), axis));
  requireRank(tap, taken.shape);
  return taken;
}
