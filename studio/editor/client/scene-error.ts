import {resolveStackTrace} from '@motion-canvas/ui';

import {placeAmong} from './place-among.ts';
import type {SourcePlace} from './place-among.ts';

/**
 * The place in the sources of a scene that an error comes from.
 *
 * @param stack - As the browser has it.
 * @param lesson - Folder of the lesson.
 */
export async function placeOfStack(
  stack: string,
  lesson: string,
): Promise<SourcePlace | null> {
  const entries = await resolveStackTrace(stack).catch(() => []);
  return placeAmong(entries, lesson);
}
