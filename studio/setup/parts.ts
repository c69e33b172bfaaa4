import {UserError} from '../../foundations/user-error.ts';
import type {FoundPart, PartName} from './found-part.ts';
import {readMachine} from './machine.ts';
import type {Machine} from './machine-facts.ts';
import {recall, remember} from './memory.ts';
import {search} from './search.ts';
import type {Refusal} from './search.ts';
import {sourcesOf} from './sources.ts';

export type {FoundPart} from './found-part.ts';

/** The browser that draws. @throws UserError where there is none. */
export const findChromium = (): Promise<FoundPart> => findPart('chromium');

/** The encoder. @throws UserError where there is none. */
export const findFfmpeg = (): Promise<FoundPart> => findPart('ffmpeg');

/** The server of a farm's jobs. @throws UserError where there is none. */
export const findRedisServer = (): Promise<FoundPart> => findPart('redis-server');

/** The reader of video files. @throws UserError where there is none. */
export const findFfprobe = (): Promise<FoundPart> => findPart('ffprobe');

/**
 * Find a part without installing anything: the remembered choice, else the first source
 * that will do, which is then remembered.
 *
 * @throws UserError where there is none, with what was tried.
 */
export async function findPart(
  name: PartName,
  machine: Machine = readMachine(),
): Promise<FoundPart> {
  const sources = sourcesOf(name, machine);
  const known = await recall(machine.cache, name, sources);
  if (known) return known;
  const refusals: Refusal[] = [];
  const found = await search(name, sources, refusals);
  if (!found) throw missing(name, refusals);
  await remember(machine.cache, found);
  return found;
}

/** That a part is missing, with everything that was tried in vain. */
export function missing(name: PartName, refusals: readonly Refusal[]): UserError {
  const tried = refusals.map(({where, path, problem}) => `${path ?? where}: ${problem}`);
  return new UserError(
    `${name}-missing`,
    `No ${name} was found${tried.length > 0 ? `. Tried: ${tried.join('; ')}` : ''}.`,
    'Run `npm run setup`, which finds or installs it.',
  );
}
