import type {RenderUnit} from '../plan/unit.ts';
import {chunksOf} from './chunk-state.ts';
import {drawChunks} from './draw-chunks.ts';
import type {Drawing} from './draw-chunks.ts';
import {tornUnits} from './seams.ts';

/** Units that were drawn once more. */
export interface MendedSeams {
  /** Keys of their chunks. */
  keys: string[];
  /** Seconds that this took, by unit. */
  spent: ReadonlyMap<RenderUnit, number>;
}

/**
 * Draw units anew whose chunks do not fit together, on one page and in order.
 *
 * @param refuse - The error where nothing may be drawn, else `null`.
 */
export async function mendSeams(
  units: readonly RenderUnit[],
  drawing: Drawing,
  refuse: ((torn: readonly RenderUnit[]) => Error) | null,
): Promise<MendedSeams> {
  const torn = tornUnits(units, drawing.records);
  if (torn.length > 0 && refuse !== null) throw refuse(torn);
  const jobs = chunksOf(torn);
  return {
    keys: jobs.map(({chunk}) => chunk.key),
    spent: await drawChunks(jobs, {...drawing, workers: 1, everyFrame: true}),
  };
}
