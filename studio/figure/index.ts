/**
 * Figures as a library: what `aim figure` draws, as SVG text. `docs/figure.md` shows how to
 * use it.
 */

import type {Device, ModelDtype} from '../../data-extract/course/roles.ts';
import type {KindName} from '../../scenes/figures/kinds.ts';
import {courseOrNone} from '../course/load-course.ts';
import {withMark} from '../render/stills/picture-mark.ts';
import {drawFigure} from './draw-figure.ts';
import {resolveFigure} from './resolve-figure.ts';
import {flagsOfSettings} from './figure-settings.ts';
import {figureValues} from './figure-values.ts';

export {UserError} from '../../foundations/user-error.ts';
export type {KindName} from '../../scenes/figures/kinds.ts';

/** What `aim figure` takes as flags, by the same names. */
export interface FigureSettings {
  /** A role of the course, a hub repository, a folder or an .onnx file; two stand side by side, and `tokens` and `cache` take more. */
  model?: string | readonly string[];
  /** What the model reads. */
  text?: string;
  /** Token ids instead of a text. */
  ids?: readonly number[];
  /** What the decoder of an encoder-decoder has written. */
  target?: string;
  /** Folder of a capture that is drawn in place of a model's run; two stand side by side. */
  capture?: string | readonly string[];
  /** Folder where what is captured is kept; of two models, one each. */
  saveCapture?: string | readonly string[];
  view?: string;
  of?: 'cross' | 'decoder' | 'encoder';
  /** Place of a head, from 0. */
  layer?: number;
  head?: number;
  /** A rule that chooses a head: `previous-token`, `It>bird`, ... */
  pick?: string;
  /** The token that is asked about, by its text or its number from 0. */
  token?: number | string;
  /** How many tokens or parts are listed. */
  top?: number;
  title?: string;
  /** The picture and its stamp alone. */
  bare?: boolean;
  /** Without the ground. */
  transparent?: boolean;
  theme?: 'light' | 'dark';
  locale?: string;
  /** In pixels, e.g. `1280x720`. */
  size?: string;
  dtype?: ModelDtype;
  device?: Device;
  /** Where relative paths start. Default: the current folder. */
  folder?: string;
}

/**
 * Draw what a model computes for a text.
 *
 * @param kind - What is drawn.
 * @returns SVG text, the same that `aim figure` writes into a file.
 *
 * @example
 * const svg = await figure('attention', {
 *   model: 'assets/models/tiny-decoder',
 *   text: 'Lily saw a little bird.',
 *   pick: 'previous-token',
 * });
 *
 * @throws UserError where the model or a setting has a mistake.
 */
export async function figure(kind: KindName, settings: FigureSettings): Promise<string> {
  const flags = {...flagsOfSettings(settings), out: `${kind}.svg`};
  const {folder = process.cwd()} = settings;
  const course = await courseOrNone();
  const request = resolveFigure(kind, flags, course, folder);
  const {sides} = await figureValues(request, course, folder);
  const {look, format, file} = request;
  const svg = await drawFigure({kind, sides, look, format}, course);
  return String(await withMark(file, svg));
}
