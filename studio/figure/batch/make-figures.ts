import {readFile} from 'node:fs/promises';
import {basename, dirname, resolve} from 'node:path';

import {readCapture} from '../../../data-extract/capture/capture-folder.ts';
import type {Course} from '../../../data-extract/course/course.ts';
import {fileError} from '../../../foundations/files/file-error.ts';
import {UserError} from '../../../foundations/user-error.ts';
import {courseOrNone} from '../../course/load-course.ts';
import {drawRequest} from '../make-figure.ts';
import type {FigureRequest} from '../figure-request.ts';
import {resolveFigure} from '../resolve-figure.ts';
import {atLine} from './at-line.ts';
import {FigureKeys} from './figure-key.ts';
import {isDrawn, keepDrawn} from './figure-records.ts';
import {readFiguresFile} from './figures-file.ts';
import type {ListedFigure} from './figures-file.ts';

/** A figure of a file, and what has become of it. */
export type MadeFigure =
  | {kind: string; file: string; state: 'drawn' | 'fresh'}
  /** It could not be drawn: what is at its file is what was there before. */
  | {kind: string; file: string; state: 'failed'; error: unknown};

/**
 * Make the figures that a file lists, those anew of which inputs or code have changed.
 * Paths in it start in its folder. All are checked before the first is drawn; one that
 * fails while it is drawn is told, and the others are drawn all the same.
 *
 * @param path - Absolute path of the file.
 * @param force - Draw all.
 * @param onMade - Told of each when it is there, or has failed.
 * @throws UserError that names line and field, where the file has a mistake.
 */
export async function makeFigures(
  path: string,
  {force, onMade}: {force: boolean; onMade(made: MadeFigure): void},
): Promise<MadeFigure[]> {
  const yaml = await readFile(path, 'utf8').catch((error: unknown) => {
    throw fileError(error) ?? missing(path);
  });
  const [name, folder] = [basename(path), dirname(path)];
  const course = await courseOrNone();
  const listed = readFiguresFile(yaml, name);
  const asked = listed.map(figure =>
    placed(name, figure, () => resolveFigure(figure.kind, figure.flags, course, folder)),
  );
  refuseDouble(asked, listed, name);
  const keys = new FigureKeys(course, folder);
  const all: MadeFigure[] = [];
  for (const [i, request] of asked.entries()) {
    const {kind, file} = request;
    const made = await draw(request, {keys, course, folder, force}).then(
      state => ({kind, file, state}),
      error => ({
        ...{kind, file, state: 'failed' as const},
        error: atLine(error, name, listed[i]),
      }),
    );
    all.push(made);
    onMade(made);
  }
  return all;
}

/** Draw a figure where it is not as it would be. */
async function draw(
  request: FigureRequest,
  how: {keys: FigureKeys; course: Course; folder: string; force: boolean},
): Promise<'drawn' | 'fresh'> {
  const {file} = request;
  const key = await how.keys.of(request);
  const isFresh = !how.force && (await isDrawn(file, key)) && (await hasCapture(request));
  if (isFresh) return 'fresh';
  await drawRequest(request, how.course, how.folder);
  await keepDrawn(file, key);
  return 'drawn';
}

function placed<T>(name: string, figure: ListedFigure, resolve: () => T): T {
  try {
    return resolve();
  } catch (error) {
    throw atLine(error, name, figure);
  }
}

/** Whether what was to be kept is still there. */
async function hasCapture({sides}: FigureRequest): Promise<boolean> {
  const kept = sides.flatMap(({saveCapture}) => saveCapture ?? []);
  const found = await Promise.all(kept.map(place => readCapture(place)));
  return found.every(capture => capture !== null);
}

/** @throws UserError where two figures, or their captures, would go into one place. */
function refuseDouble(
  asked: readonly FigureRequest[],
  listed: readonly ListedFigure[],
  name: string,
): void {
  const lines = new Map<string, number>();
  for (const [i, {file, sides}] of asked.entries()) {
    const kept = sides.flatMap(({saveCapture}) => saveCapture ?? []);
    const places = [
      {field: 'out', place: file, own: 'file'},
      ...kept.map(place => ({field: 'save-capture', place, own: 'folder'})),
    ];
    for (const {field, place, own} of places) {
      // A default stands above all figures.
      const line = Math.max(listed[i].lines.get(field) ?? 0, listed[i].line);
      const first = lines.get(resolve(place));
      if (first !== undefined) {
        throw new UserError(
          'figures-file',
          `${name}:${line}: "${field}" is that of the figure in line ${first}, too.`,
          `Give each figure a ${own} of its own.`,
        );
      }
      lines.set(resolve(place), line);
    }
  }
}

const missing = (path: string): UserError =>
  new UserError('figures-file', `There is no file ${path}.`, 'Give a file of figures.');
