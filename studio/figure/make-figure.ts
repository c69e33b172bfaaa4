import {dirname} from 'node:path';

import {tryFolder} from '../../foundations/files/make-folder.ts';
import {requireOwn} from '../../foundations/files/own.ts';
import {ROOT} from '../../foundations/root.ts';
import {timed} from '../../foundations/timed.ts';
import type {FigureKind} from '../../scenes/figures/figure-kind.ts';
import {KINDS} from '../../scenes/figures/kinds.ts';
import {loadCourse} from '../course/load-course.ts';
import {isOwnPicture, savePicture} from '../render/stills/save-picture.ts';
import {drawFigure} from './draw-figure.ts';
import {figureCapture} from './figure-captures.ts';
import {resolveFigure} from './figure-flags.ts';
import type {FigureFlags} from './figure-flags.ts';

/**
 * Make a figure: capture what it shows, or read that, and draw it into a file.
 *
 * @param name - The kind.
 * @param folder - What paths are relative to.
 * @returns The file, and the capture that was kept.
 * @throws UserError that names what is wrong.
 */
export async function makeFigure(
  name: string,
  flags: FigureFlags,
  folder: string,
): Promise<{file: string; capture: string | null}> {
  const course = await loadCourse(ROOT);
  const request = resolveFigure(name, flags, course, folder);
  const {kind, options, look, format, file, saveCapture} = request;
  // Before a model runs for minutes.
  await tryFolder(dirname(file));
  await requireOwn(file, isOwnPicture);
  const files = await timed('capture', () => figureCapture(request, course, folder));
  const {read}: FigureKind = KINDS[kind];
  const values = read(files, options);
  const picture = await drawFigure({kind, values, look, format}, course);
  await savePicture(file, picture);
  return {file, capture: saveCapture};
}
