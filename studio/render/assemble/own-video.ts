import {readdir} from 'node:fs/promises';
import {dirname, join, resolve} from 'node:path';

import {tryFolder} from '../../../foundations/files/make-folder.ts';
import {requireOwn, whatLies} from '../../../foundations/files/own.ts';
import {FORMAT_NAMES} from '../options/formats.ts';
import {readManifest} from './manifest.ts';
import type {OutputOptions} from '../options/output-options.ts';
import {PICTURE, videoFiles} from './video-files.ts';
import type {VideoPlan} from '../plan/video-plan.ts';

/**
 * Refuse to write a video where something lies that no render has written: a video, or
 * captions, without a manifest beside them, or something else than a manifest; or where
 * no folder can be made for it.
 *
 * @param root - What the paths of the plan are relative to.
 * @throws UserError naming the file.
 */
export async function requireOwnVideo(
  root: string,
  {base, cues}: Pick<VideoPlan, 'base' | 'cues'>,
  {format}: Pick<OutputOptions, 'format'>,
): Promise<void> {
  const {file, captions, manifest} = videoFiles(base, format, cues !== null);
  const isManifest = async (path: string): Promise<boolean> =>
    (await readManifest(path)) !== null;
  const record = resolve(root, manifest);
  await tryFolder(dirname(record));
  await requireOwn(record, isManifest);
  const video = resolve(root, file);
  if (format === 'png' && (await whatLies(video)) === 'folder')
    await requirePictures(video, await isManifest(record));
  else await requireOwn(video, () => isManifest(record));
  if (captions === null) return;
  // The videos of all formats share their captions.
  await requireOwn(resolve(root, captions), async () => {
    const records = FORMAT_NAMES.map(name => videoFiles(base, name, true).manifest);
    const found = await Promise.all(records.map(name => isManifest(resolve(root, name))));
    return found.includes(true);
  });
}

/** @throws UserError where a folder holds anything but pictures of a render. */
async function requirePictures(folder: string, isClaimed: boolean): Promise<void> {
  for (const name of (await readdir(folder)).sort()) {
    const isPicture = PICTURE.test(name) && isClaimed;
    await requireOwn(join(folder, name), () => isPicture);
  }
}
