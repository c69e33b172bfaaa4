import {extname, join} from 'node:path';

import {sha256} from '../../../foundations/canonical-json.ts';
import {replaceFile} from '../../../foundations/files/replace-file.ts';
import {UserError} from '../../../foundations/user-error.ts';
import type {AudioTrack} from '../encode/audio.ts';

/**
 * Lay a project's sound down where ffmpeg can read it.
 *
 * @param address - Where the stage serves it.
 * @param start - See {@link AudioTrack.start}.
 * @param folder - Where it is laid down, by its content.
 * @throws UserError where it is not there.
 */
export async function keepAudio(
  address: string,
  start: number,
  folder: string,
): Promise<AudioTrack> {
  const reply = await fetch(address).catch(() => null);
  if (!reply?.ok) {
    throw new UserError(
      'audio-missing',
      `The project's audio, ${address.slice(0, 200)}, could not be read.`,
      'Correct `audio` in makeProject(): import the file, or put it into the public folder.',
    );
  }
  const bytes = new Uint8Array(await reply.arrayBuffer());
  const hash = sha256(bytes);
  const given = address.startsWith('data:') ? '' : extname(new URL(address).pathname);
  const ending = /^\.\w{1,8}$/.test(given) ? given : '';
  const path = join(folder, `${hash}${ending}`);
  await replaceFile(path, bytes);
  return {path, sha256: hash, start};
}
