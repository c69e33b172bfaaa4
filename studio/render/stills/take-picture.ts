import {readFile} from 'node:fs/promises';
import {join} from 'node:path';

import {isInside} from '../../../foundations/files/is-inside.ts';
import type {Course} from '../../../data-extract/course/course.ts';
import {bytesOf} from './save-picture.ts';
import type {StagePage} from '../page/stage-page.ts';
import type {StillOptions} from '../options/still-options.ts';
import type {ReadyStage} from '../page/with-stage.ts';

/**
 * Takes a picture of a frame that a page has open, in the format that is asked for; where
 * that has a title, it is the scene's.
 */
export type TakePicture = (
  page: StagePage,
  frame: number,
  title: string,
) => Promise<Buffer | string>;

/**
 * How pictures are taken.
 *
 * @param stage - Where the faces of the bundle lie, and who prints.
 */
export async function pictureTaker(
  {bundle, openBlank}: Pick<ReadyStage, 'bundle' | 'openBlank'>,
  {format, scale}: Pick<StillOptions, 'format' | 'scale'>,
  {video}: Pick<Course, 'video'>,
): Promise<TakePicture> {
  if (format === 'png') {
    return async (page, frame) => bytesOf(await page.call('still', frame));
  }
  // Reading faces takes time to load, which other pictures need not wait for.
  const load = async (face: string): Promise<Buffer> =>
    face.startsWith('data:') ? bytesOf(face) : readFile(faceIn(bundle.folder, face));
  const {toSvg} = await import('../../vector/to-svg.ts');
  const {inFaces, outlined} = await import('../../vector/set-text.ts');
  if (format === 'svg') {
    const {Outliner} = await import('../../vector/outlines.ts');
    const texts = outlined(new Outliner(load));
    return async (page, frame) =>
      toSvg(await page.call('vector', frame), video, scale, texts);
  }
  const {toPdf} = await import('../../vector/to-pdf.ts');
  const size = {width: video.width * scale, height: video.height * scale};
  return async (page, frame, title) => {
    const marks = await page.call('vector', frame);
    const svg = await toSvg(marks, video, scale, inFaces(load));
    return toPdf(openBlank, {svg, size, title});
  };
}

/** The page says where a face is; it is a file of the bundle. */
function faceIn(folder: string, face: string): string {
  const path = face.replace(/^\/+/, '');
  if (!isInside(path)) throw new Error(`${face} is no file of the bundle.`);
  return join(folder, path);
}
