import {readFile} from 'node:fs/promises';
import {resolve} from 'node:path';

import {hashJson} from '../../../foundations/canonical-json.ts';
import {replaceFile} from '../../../foundations/files/replace-file.ts';
import {toWebVtt} from '../plan/captions.ts';
import {isSame} from '../draw/chunk-state.ts';
import type {OutsideFiles} from '../page/outside-files.ts';
import {readManifest} from './manifest.ts';
import type {Manifest} from './manifest.ts';
import type {OutputOptions} from '../options/output-options.ts';
import {fingerprint, videoFiles} from './video-files.ts';
import type {VideoPlan} from '../plan/video-plan.ts';

/**
 * Bring what a manifest says of its video's inputs up to date: not every change of a
 * source changes a frame.
 */
export async function refreshInputs(
  root: string,
  {base, cues, inputs}: VideoPlan,
  manifest: Manifest,
  {format}: Pick<OutputOptions, 'format'>,
): Promise<Manifest> {
  if (hashJson(manifest.inputs ?? null) === hashJson(inputs)) return manifest;
  const path = resolve(root, videoFiles(base, format, cues !== null).manifest);
  const renewed = {...manifest, inputs};
  await replaceFile(path, `${JSON.stringify(renewed, null, 2)}\n`);
  return renewed;
}

/**
 * The manifest of a video that lies there already and is what would be made now, or
 * `null`.
 *
 * @param key - See `videoKey()`.
 */
export async function currentManifest(
  root: string,
  {base, cues}: VideoPlan,
  key: string,
  {format}: Pick<OutputOptions, 'format'>,
  outside: OutsideFiles,
): Promise<Manifest | null> {
  const {file, captions, manifest} = videoFiles(base, format, cues !== null);
  const known = await readManifest(resolve(root, manifest));
  if (known?.key !== key) return null;
  if ((await fingerprint(resolve(root, file))) !== known.videoSha256) return null;
  if (!(await isSame(known.reads ?? [], outside))) return null;
  if (captions === null || cues === null) return known;
  const text = await readFile(resolve(root, captions), 'utf8').catch(() => null);
  return text === toWebVtt(cues, known.seconds) ? known : null;
}
