import type {CaptureFile} from '../../data-extract/capture/format.ts';
import type {Course} from '../../data-extract/course/course.ts';
import {timed} from '../../foundations/timed.ts';
import type {FigureKind} from '../../scenes/figures/figure-kind.ts';
import {KINDS} from '../../scenes/figures/kinds.ts';
import {figureCapture} from './figure-captures.ts';
import type {FigureRequest} from './figure-request.ts';

/**
 * What a figure draws, and the capture that it is of.
 *
 * @param folder - What names of models are relative to.
 * @throws UserError where a model, a capture or an option has a mistake.
 */
export async function figureValues(
  request: FigureRequest,
  course: Course,
  folder: string,
): Promise<{values: object; capture: CaptureFile}> {
  const files = await timed('capture', () => figureCapture(request, course, folder));
  const {read}: FigureKind = KINDS[request.kind];
  return {values: read(files, request.options), capture: files.capture};
}
