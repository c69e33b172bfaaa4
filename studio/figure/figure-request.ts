import type {Device, ModelDtype} from '../../data-extract/course/roles.ts';
import type {FigureOptions} from '../../scenes/figures/figure-kind.ts';
import type {KindName} from '../../scenes/figures/kinds.ts';
import type {Size} from '../command-line/flag-values.ts';

/** Models that are run for a figure, and what they read. */
export interface RunModels {
  from: 'models';
  models: readonly string[];
  /** `null` where there are ids, or where the figure shows no text. */
  text: string | null;
  ids: readonly number[] | null;
  target: string | null;
}

/** Where the values of a figure come from. */
export type FigureSource = RunModels | {from: 'capture'; folder: string};

/** Whose values a figure shows, or one half of it. */
export interface FigureSide {
  /** What `--model` or `--capture` names, for messages. */
  name: string;
  source: FigureSource;
  /** Where the capture is kept, `null` for nowhere. */
  saveCapture: string | null;
}

/** Everything that a figure needs to know, resolved. */
export interface FigureRequest {
  kind: KindName;
  /** One, or two that stand side by side. */
  sides: readonly FigureSide[];
  options: FigureOptions;
  /** Layers that a page has, `null` for all. */
  layers: readonly number[] | null;
  dtype: ModelDtype | null;
  device: Device;
  look: FigureLook;
  /** Absolute path of the picture. */
  file: string;
  format: FigureFormat;
}

/** How a figure looks, whatever it shows. */
export interface FigureLook {
  title: string | null;
  isBare: boolean;
  ground: 'theme' | 'none';
  theme: 'light' | 'dark';
  locale: string;
  size: Size;
}

/** Kinds of files, by their endings: shapes, pixels, a video, a page. */
export const FIGURE_FORMATS = ['svg', 'png', 'pdf', 'mp4', 'html'] as const;
export type FigureFormat = (typeof FIGURE_FORMATS)[number];
