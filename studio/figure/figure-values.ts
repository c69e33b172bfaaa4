import type {CaptureFile} from '../../data-extract/capture/format.ts';
import type {Course} from '../../data-extract/course/course.ts';
import {timed} from '../../foundations/timed.ts';
import {sourceOf} from '../../scenes/captured/open-capture.ts';
import type {FigureKind, GivenSide} from '../../scenes/figures/figure-kind.ts';
import {KINDS} from '../../scenes/figures/kinds.ts';
import {figureCapture} from './figure-captures.ts';
import type {FigureRequest} from './figure-request.ts';
import {sideError} from './side-error.ts';
import {roomOf} from './side-room.ts';

/** What a figure draws, side by side, and the captures that it is of. */
export interface FigureContent {
  sides: readonly GivenSide<object>[];
  captures: readonly CaptureFile[];
}

/**
 * Capture or read what a figure draws.
 *
 * @param folder - What names of models are relative to.
 * @throws UserError where a model, a capture or an option has a mistake.
 */
export async function figureValues(
  request: FigureRequest,
  course: Course,
  folder: string,
): Promise<FigureContent> {
  const {read}: FigureKind = KINDS[request.kind];
  const room = roomOf(request.sides);
  const sides: GivenSide<object>[] = [];
  const captures: CaptureFile[] = [];
  // One after the other: two models need the memory of one.
  for (const side of request.sides) {
    try {
      const files = await timed('capture', () =>
        figureCapture(request, side, course, folder),
      );
      const name = sourceOf(files.capture).model ?? side.name;
      sides.push({name, values: read(files, request.options, room)});
      captures.push(files.capture);
    } catch (error) {
      throw sideError(error, side, request);
    }
  }
  return {sides, captures};
}
