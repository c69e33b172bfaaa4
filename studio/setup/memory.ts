import {readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';

import {array, literal, number, object, picklist, safeParse, string} from 'valibot';
import type {InferOutput} from 'valibot';

import {replaceFile} from '../../foundations/files/replace-file.ts';
import type {FoundPart, PartName} from './found-part.ts';
import type {Source} from './sources.ts';

const schema = object({
  format: literal(1),
  parts: array(
    object({
      name: picklist(['chromium', 'ffmpeg', 'ffprobe', 'redis-server']),
      path: string(),
      version: string(),
      where: string(),
      size: number(),
      modified: number(),
    }),
  ),
});

/** What is remembered of a part: the choice, and how its file looked. */
export type RememberedPart = InferOutput<typeof schema>['parts'][number];

/** Size in bytes and time of change, in milliseconds, of a file. */
export interface FileLook {
  size: number;
  modified: number;
}

/** Read the text of the memory; one that cannot be understood counts as empty. */
export function parseMemory(text: string): RememberedPart[] {
  try {
    const {success, output} = safeParse(schema, JSON.parse(text));
    return success ? output.parts : [];
  } catch {
    return [];
  }
}

/** The text of the memory with one part put in. */
export function withPart(
  memory: readonly RememberedPart[],
  part: RememberedPart,
): string {
  const parts = [...memory.filter(({name}) => name !== part.name), part];
  parts.sort((a, b) => (a.name < b.name ? -1 : 1));
  return `${JSON.stringify({format: 1, parts}, null, 2)}\n`;
}

/**
 * Whether a remembered choice still holds: its file is as it was, its source still there,
 * and the user has not chosen another by an environment variable.
 *
 * @param sources - The part's sources now.
 */
export function stillHolds(
  part: RememberedPart,
  file: FileLook | null,
  sources: readonly Source[],
): boolean {
  if (file === null || file.size !== part.size || file.modified !== part.modified)
    return false;
  const set = sources.find(({chosen}) => chosen);
  const source = set ?? sources.find(({where}) => where === part.where);
  return source?.where === part.where && source.paths.includes(part.path);
}

const memoryFile = (cache: string): string => join(cache, 'setup.json');

const readMemory = async (cache: string): Promise<RememberedPart[]> =>
  parseMemory(await readFile(memoryFile(cache), 'utf8').catch(() => ''));

async function lookAt(path: string): Promise<FileLook | null> {
  const file = await stat(path).catch(() => null);
  return file && {size: file.size, modified: Math.round(file.mtimeMs)};
}

/** The remembered choice of a part, if it still holds. */
export async function recall(
  cache: string,
  name: PartName,
  sources: readonly Source[],
): Promise<FoundPart | null> {
  const part = (await readMemory(cache)).find(part => part.name === name);
  if (!part || !stillHolds(part, await lookAt(part.path), sources)) return null;
  const {path, version, where} = part;
  return {name, path, version, where};
}

/**
 * Remember a choice. A folder that cannot be written to costs a new search each time and
 * nothing else.
 */
export async function remember(cache: string, part: FoundPart): Promise<void> {
  const file = await lookAt(part.path);
  if (!file) return;
  try {
    await replaceFile(
      memoryFile(cache),
      withPart(await readMemory(cache), {...part, ...file}),
    );
  } catch {
    // Said above.
  }
}
