import type {Device} from '../course/roles.ts';
import {UserError} from '../../foundations/user-error.ts';
import {residPre} from '../graph/model-map.ts';
import type {ModelMap} from '../graph/model-map.ts';
import type {ResolvedModel} from '../models/resolved-model.ts';
import {NO_EXTRAS} from '../stage/extras.ts';
import {rowsOf} from '../stage/stage-run.ts';
import {feedsFor} from './feeds.ts';
import type {Stage} from './open-stage.ts';
import {openSession} from './session.ts';
import type {GivenValues} from './stage-input.ts';

/**
 * How many positions a graph makes of values that are no tokens: it is run once, and the
 * stream before the first block is looked at.
 *
 * @throws UserError where the graph has no such stream.
 */
export async function positionsRead(
  stage: Stage,
  given: GivenValues,
  device: Device,
): Promise<number> {
  const {blocks} = stage.map;
  if (blocks.length === 0) {
    throw new UserError(
      'model-input',
      `${stage.path} reads no tokens, and no stream of positions was found in it.`,
      'Use a transformer that reads tokens; `aim inspect` says what was found.',
    );
  }
  const stream = residPre(blocks[0]);
  const feeds = feedsFor(stage.map, {ids: [[0]], given});
  const session = await openSession(stage, [stream], NO_EXTRAS, device);
  try {
    return rowsOf({values: await session.run(feeds, [stream])}, stream).shape[0];
  } finally {
    await session.close();
  }
}

/**
 * How many positions a graph has: its tables tell, and where a table is packed so that its
 * size is not seen, `config.json` does. A model without such a table has no end.
 */
export function positionsOf(
  {positions, embedding}: ModelMap,
  config: ResolvedModel['config'],
): number | null {
  if (positions !== null || !embedding?.positions) return positions;
  const named = [config?.max_position_embeddings, config?.n_positions];
  return named.find((value): value is number => typeof value === 'number') ?? null;
}

/**
 * @param what - What has so many tokens, for the message.
 * @throws UserError where there are more tokens than positions.
 */
export function requirePositions(
  what: string,
  count: number,
  positions: number | null,
): void {
  if (positions === null || count <= positions) return;
  throw new UserError(
    'too-long',
    `${what} has ${count} tokens, but the model has ${positions} positions.`,
    `Give at most ${positions} tokens, or use a model that reads longer texts.`,
  );
}
