import {extname, resolve} from 'node:path';

import type {Course} from '../../data-extract/course/course.ts';
import {KINDS} from '../../scenes/figures/kinds.ts';
import type {KindName} from '../../scenes/figures/kinds.ts';
import {readFlags} from '../command-line/flag.ts';
import {flagError, oneOf, refuseOdd, sizeOf} from '../command-line/flag-values.ts';
import {FIGURE_FLAGS} from './figure-flags.ts';
import type {FigureFlags} from './figure-flags.ts';
import {figureOptions} from './figure-options.ts';
import {FIGURE_FORMATS} from './figure-request.ts';
import type {FigureFormat, FigureRequest} from './figure-request.ts';
import {figureSides} from './figure-source.ts';
import {refuseForPage, refuseLayers} from './html/page-flags.ts';

/**
 * Check the flags and fill in what they leave open.
 *
 * @param folder - What paths are relative to.
 * @throws UserError that names the flag.
 */
export function resolveFigure(
  name: string,
  flags: FigureFlags,
  course: Course,
  folder: string,
): FigureRequest {
  const kind = oneOf('The kind', name, Object.keys(KINDS) as KindName[]);
  const read = readFlags(FIGURE_FLAGS, flags);
  const {file, format} = outputOf(read.out, kind, folder);
  const sides = figureSides(read, kind, folder);
  if (format === 'html') refuseForPage(read, kind, sides.length);
  else refuseLayers(read);
  const size = sizeOf(read.size, course.video, 'the figure');
  refuseOdd(size, format, format === 'mp4');
  if (read.transparent && format === 'mp4') {
    throw flagError(
      '--transparent cannot go with .mp4, which is opaque.',
      'Leave it out.',
    );
  }
  return {
    kind,
    sides,
    file,
    format,
    options: figureOptions(read, kind),
    layers: read.layers ?? null,
    dtype: read.dtype ?? null,
    device: read.device ?? 'cpu',
    look: {
      // One of several lines, as a file of figures may have it, stands on one.
      title: read.title?.replace(/\s+/g, ' ').trim() ?? null,
      isBare: read.bare,
      ground: read.transparent ? 'none' : 'theme',
      theme: read.theme ?? course.theme,
      locale: oneOf('--locale', read.locale ?? course.locales[0], course.locales),
      size,
    },
  };
}

function outputOf(
  out: string | undefined,
  kind: KindName,
  folder: string,
): {file: string; format: FigureFormat} {
  if (out === undefined) {
    throw flagError(
      'Nothing says where the figure goes.',
      `Give --out, e.g. --out ${kind}.svg.`,
    );
  }
  const ending = extname(out).slice(1);
  const format = FIGURE_FORMATS.find(known => known === ending);
  if (format) return {file: resolve(folder, out), format};
  throw flagError(
    `--out ${out} has ${ending === '' ? 'no ending' : `the ending .${ending}`}, which says what is drawn.`,
    `Give one of: ${FIGURE_FORMATS.map(known => `.${known}`).join(', ')}.`,
  );
}
