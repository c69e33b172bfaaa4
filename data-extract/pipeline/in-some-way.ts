import {UserError} from '../../foundations/user-error.ts';
import {NOT_RUN} from '../run/session.ts';
import {isLong} from '../stage/long-text.ts';
import {ReadWhole} from '../stage/samples.ts';
import type {StageContext} from '../stage/stage-run.ts';

/**
 * How values are made again: in the graph for all layers together, for each layer apart, or
 * outside of it, all of what is needed having left it.
 */
export type Way = 'together' | 'apart' | 'outside';

/**
 * Run a graph in the first way that it can be run in: layers may be of several sizes, and
 * tensors may have other positions than the text has tokens.
 */
export async function inSomeWay<T>(
  context: StageContext,
  run: (way: Way) => Promise<T>,
): Promise<T> {
  const known = knownWay(context);
  const {often, together, tokens, crossTokens} = context;
  // The patterns of a long text are too large to be laid on top of each other.
  const isTogether = often && together && !isLong(tokens.length, crossTokens.length);
  const first = known ?? (isTogether ? 'together' : 'apart');
  if (first !== 'together')
    return (await firstOf(WAYS.slice(WAYS.indexOf(first)), run)).made;
  try {
    return await run('together');
  } catch (error) {
    // What is no number is none in each layer by itself either.
    if (error instanceof ReadWhole) return run('outside');
    const {way, made} = await firstOf(['apart', 'outside'], run);
    noteWay(context, way);
    return made;
  }
}

const WAYS: readonly Way[] = ['together', 'apart', 'outside'];

async function firstOf<T>(
  [way, ...others]: readonly Way[],
  run: (way: Way) => Promise<T>,
): Promise<{way: Way; made: T}> {
  try {
    return {way, made: await run(way)};
  } catch (error) {
    if (others.length === 0 || !isOfSamples(error)) throw error;
    return firstOf(others, run);
  }
}

/** Whether an error may come of what was taken in the graph, not of the model. */
const isOfSamples = (error: unknown): boolean =>
  error instanceof ReadWhole ||
  error instanceof RangeError ||
  (error instanceof UserError && error.code === NOT_RUN);

/**
 * What was found to work for texts of some lengths; by lengths alone, so that it does not
 * matter which texts came before.
 */
const KNOWN = new WeakMap<StageContext['map'], Map<string, Way>>();

const lengthsOf = ({tokens, crossTokens}: StageContext): string =>
  `${tokens.length} ${crossTokens.length}`;

const knownWay = (context: StageContext): Way | null =>
  KNOWN.get(context.map)?.get(lengthsOf(context)) ?? null;

function noteWay(context: StageContext, way: Way): void {
  const known = KNOWN.get(context.map) ?? new Map<string, Way>();
  KNOWN.set(context.map, known.set(lengthsOf(context), way));
}
