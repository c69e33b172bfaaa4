import {dirname} from 'node:path';

import type {Course} from '../../data-extract/course/course.ts';
import {hashJson} from '../../foundations/canonical-json.ts';
import {tryFolder} from '../../foundations/files/make-folder.ts';
import {requireOwn} from '../../foundations/files/own.ts';
import {timed} from '../../foundations/timed.ts';
import {courseOrNone} from '../course/load-course.ts';
import {requireOwnVideo} from '../render/assemble/own-video.ts';
import {isOwnPicture, savePicture} from '../render/stills/save-picture.ts';
import {drawFigure} from './draw-figure.ts';
import {figureCapture} from './figure-captures.ts';
import {drawPage} from './html/draw-page.ts';
import {drawVideo, videoAt} from './draw-video.ts';
import {resolveFigure} from './resolve-figure.ts';
import {figureValues} from './figure-values.ts';
import type {FigureRequest} from './figure-request.ts';
import type {FigureFlags} from './figure-flags.ts';

/**
 * Make a figure: capture what it shows, or read that, and draw it into a file.
 *
 * @param name - The kind.
 * @param folder - What paths are relative to.
 * @returns The file, and the captures that were kept.
 * @throws UserError that names what is wrong.
 */
export async function makeFigure(
  name: string,
  flags: FigureFlags,
  folder: string,
): Promise<{file: string; captures: string[]}> {
  const course = await courseOrNone();
  const request = resolveFigure(name, flags, course, folder);
  await drawRequest(request, course, folder);
  return {
    file: request.file,
    captures: request.sides.flatMap(({saveCapture}) => saveCapture ?? []),
  };
}

/**
 * The same of flags that are resolved.
 *
 * @throws UserError that names what is wrong.
 */
export async function drawRequest(
  request: FigureRequest,
  course: Course,
  folder: string,
): Promise<void> {
  const {kind, look, format, file} = request;
  // Before a model runs for minutes.
  await tryFolder(dirname(file));
  if (format === 'mp4') await requireOwnVideo(folder, videoAt(file), {format});
  else await requireOwn(file, isOwnPicture);
  if (format === 'html') {
    const [side] = request.sides;
    const files = await timed('capture', () =>
      figureCapture(request, side, course, folder),
    );
    await savePicture(file, await drawPage(request, files, course));
    return;
  }
  const {sides, captures} = await figureValues(request, course, folder);
  const figure = {kind, sides, look, format};
  if (format === 'mp4') {
    const used = captures.map(capture => ({
      capture,
      sha256: hashJson(capture),
      stale: [],
    }));
    await drawVideo(figure, course, file, used);
  } else {
    await savePicture(file, await drawFigure(figure, course));
  }
}
