import type {Course} from '../../data-extract/course/course.ts';
import {ROOT, toolFile} from '../../foundations/root.ts';
import {timed} from '../../foundations/timed.ts';
import {UserError} from '../../foundations/user-error.ts';
import type {FigureGiven, GivenSide} from '../../scenes/figures/figure-kind.ts';
import type {KindName} from '../../scenes/figures/kinds.ts';
import {buildBundle} from '../render/bundle/bundle.ts';
import {StageError} from '../render/page/call-stage.ts';
import {withBundle} from '../render/page/with-stage.ts';
import {openRequest} from '../render/plan/unit.ts';
import {pictureTaker} from '../render/stills/take-picture.ts';
import type {OpenRequest} from '../stage/protocol.ts';
import {facesFor} from './faces/faces-for.ts';
import type {FigureFormat, FigureLook} from './figure-request.ts';

/** The project of all figures; it is no lesson, so that the editor does not open it. */
export const PROJECT = toolFile('scenes/figures/figures.ts');

/** Frames per second of a figure that moves. */
export const FPS = 30;

/** A figure whose values are known. */
export interface Figure {
  kind: KindName;
  sides: readonly GivenSide<object>[];
  look: FigureLook;
  format: FigureFormat;
}

/**
 * Draw a figure: the last picture of its scene.
 *
 * @throws UserError where it cannot be drawn.
 */
export async function drawFigure(
  figure: Figure,
  course: Course,
): Promise<Buffer | string> {
  const {format} = figure;
  if (format === 'mp4' || format === 'html') throw new Error(`${format} is no picture.`);
  const bundle = await timed('bundle', () => buildBundle(ROOT, [PROJECT]));
  return withBundle(bundle, async stage => {
    const page = await timed('browser', () => stage.openPage());
    const request = await requestOf(figure, course);
    const scale = figure.look.size.width / course.video.width;
    const take = await pictureTaker(stage, {format, scale}, course);
    try {
      const {frames, scenes} = await timed('run through', () =>
        page.call('open', request),
      );
      page.show(request, scenes, false);
      const title = figure.look.title ?? figure.kind;
      return await timed('draw', () => take(page, frames - 1, title));
    } catch (error) {
      throw asFigureError(error, figure.kind);
    }
  });
}

/** What the stage is asked to open. */
export async function requestOf(
  {kind, sides, look, format}: Figure,
  {video}: Course,
): Promise<OpenRequest> {
  const {title, isBare, ground, theme, locale, size} = look;
  const id = `figures/${kind}`;
  // Shapes are drawn at the size of the frame, and scaled.
  const isPixels = format === 'png' || format === 'mp4';
  const width = isPixels ? size.width : video.width;
  const options = {theme, captions: 'track', fps: FPS, width, ground} as const;
  const request = openRequest(
    {id, lesson: 'figures', scene: kind},
    locale,
    options,
    video,
  );
  const given: FigureGiven<object> = {title, isBare, sides};
  const faces = await facesFor(title, sides);
  return {...request, variables: {...request.variables, figure: given}, faces};
}

/** What to do about a figure that is too full, by the flag that its failure names. */
const REMEDIES: Readonly<Record<string, string>> = {
  '--title': 'Give a shorter title.',
  '--top': 'Give a smaller number, or a shorter text.',
};

/**
 * A failure of the page as an error about the figure: what its user can mend without the
 * place in the sources.
 */
export function asFigureError(error: unknown, kind: KindName): unknown {
  if (!(error instanceof StageError)) return error;
  const flag = Object.keys(REMEDIES).find(name => error.message.includes(name));
  const message =
    flag === undefined
      ? error.message
      : error.message.replace(/^frame \d+: /, '').replace(/ \([^()]*:\d+:\d+\)$/, '');
  return new UserError(
    'figure',
    `The figure ${kind} cannot be drawn: ${message}`,
    flag === undefined
      ? 'Give a shorter text, fewer rows with --top, or another view.'
      : REMEDIES[flag],
  );
}
