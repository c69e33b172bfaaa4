import {rm} from 'node:fs/promises';
import {join} from 'node:path';

import type {Machine} from '../machine-facts.ts';
import {runProgram} from '../run-program.ts';
import {unreachable} from './reach.ts';

/** Limit in milliseconds; the installer is silent while it downloads 30 MB. */
const TIMEOUT = 120_000;

/**
 * Run the installer of the npm package ffmpeg-static, which downloads the binary.
 *
 * @param folder - Folder of the package.
 * @param file - Where the installer puts the binary. One that is there did not run and
 * is deleted, as the installer would keep it; so is the part of one.
 * @returns Why it did not, or `null`.
 */
export async function installFfmpegStatic(
  {folder, file}: {folder: string; file: string},
  {env, cache}: Machine,
): Promise<string | null> {
  const blocked = await unreachable(env.FFMPEG_BINARIES_URL ?? 'https://github.com', env);
  if (blocked) return blocked;
  await rm(file, {force: true});
  const {ok, problem} = await runProgram(process.execPath, [join(folder, 'install.js')], {
    env: {...env, FFMPEG_BIN: undefined, XDG_CACHE_HOME: join(cache, 'xdg')},
    timeout: TIMEOUT,
  });
  if (ok) return null;
  await rm(file, {force: true});
  return problem;
}
