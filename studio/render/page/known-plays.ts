import type {Opened} from '../../stage/protocol.ts';
import {openPlay} from './open-unit.ts';
import type {LazyPage} from './lazy-page.ts';
import type {PlanMemory} from '../plan/plan-memory.ts';
import type {Play} from '../plan/unit.ts';

/**
 * How long a play is and where its cues lie: what is remembered, else by running through
 * it, which is then remembered.
 *
 * @param page - Opened only where the play must be run through.
 * @param seconds - How long that may take.
 */
export function knownPlay(
  memory: PlanMemory,
  page: LazyPage,
  play: Pick<Play, 'name' | 'request' | 'inputs' | 'explain'>,
  seconds: number,
): Promise<Opened> {
  const {request, inputs} = play;
  // How its pictures are looked at changes nothing.
  const question = {
    request: {...request, skipUnchanged: true, checkGlyphs: true},
    inputs,
  };
  return memory.recall(
    question,
    async () => openPlay(await page.get(), play, seconds),
    // What other hosts say, they may say otherwise tomorrow.
    async () => (await page.get()).reads().length === 0,
  );
}
