import {extname, resolve} from 'node:path';

import type {Course} from '../../data-extract/course/course.ts';
import {parseDevice} from '../../data-extract/course/roles.ts';
import type {Device, ModelDtype} from '../../data-extract/course/roles.ts';
import {NO_OPTIONS} from '../../scenes/figures/figure-kind.ts';
import type {FigureKind, FigureOptions} from '../../scenes/figures/figure-kind.ts';
import {KINDS} from '../../scenes/figures/kinds.ts';
import type {KindName} from '../../scenes/figures/kinds.ts';
import {
  flagError,
  folderOf,
  oneOf,
  sizeOf,
  wholeNumber,
} from '../command-line/flag-values.ts';
import type {Size} from '../command-line/flag-values.ts';
import {parsePick} from './parse-pick.ts';

/** Flags of `aim figure` as they come from the command line. */
export interface FigureFlags {
  model?: readonly unknown[];
  text?: unknown;
  target?: unknown;
  capture?: unknown;
  saveCapture?: unknown;
  view?: unknown;
  of?: unknown;
  layer?: unknown;
  head?: unknown;
  pick?: unknown;
  token?: unknown;
  top?: unknown;
  title?: unknown;
  bare?: boolean;
  transparent?: boolean;
  theme?: unknown;
  locale?: unknown;
  size?: unknown;
  dtype?: unknown;
  device?: unknown;
  out?: unknown;
}

/** Where the values of a figure come from. */
export type FigureSource =
  | {from: 'models'; models: readonly string[]; text: string; target: string | null}
  | {from: 'capture'; folder: string};

/** Everything that a figure needs to know, resolved. */
export interface FigureRequest {
  kind: KindName;
  source: FigureSource;
  options: FigureOptions;
  dtype: ModelDtype | null;
  device: Device;
  /** Where the capture is kept, `null` for nowhere. */
  saveCapture: string | null;
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

const FORMATS = ['svg', 'png', 'pdf'] as const;
export type FigureFormat = (typeof FORMATS)[number];

const DTYPES = ['fp32', 'fp16', 'q8', 'q4', 'q4f16'] as const;

/** Options as they are written. */
const OPTION_FLAGS: Record<keyof FigureOptions, string> = {
  view: '--view',
  of: '--of',
  layer: '--layer',
  head: '--head',
  pick: '--pick',
  token: '--token',
  top: '--top',
};

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
  const {file, format} = outputOf(flags.out, kind, folder);
  const saveCapture = folderOf('--save-capture', flags.saveCapture, null);
  const source = sourceOf(flags, kind, folder);
  if (source.from === 'capture' && saveCapture !== null)
    throw flagError('--capture cannot go with --save-capture.', 'Give one of the two.');
  return {
    ...{kind, source, file, format},
    options: optionsOf(flags, kind),
    dtype: flags.dtype === undefined ? null : oneOf('--dtype', flags.dtype, DTYPES),
    device: parseDevice(String(flags.device ?? 'cpu')),
    saveCapture: saveCapture && resolve(folder, saveCapture),
    look: {
      title: flags.title === undefined ? null : String(flags.title),
      isBare: flags.bare ?? false,
      ground: flags.transparent ? 'none' : 'theme',
      theme: oneOf('--theme', flags.theme ?? course.theme, ['light', 'dark'] as const),
      locale: oneOf('--locale', flags.locale ?? course.locales[0], course.locales),
      size: sizeOf(flags.size, course.video, 'the figure'),
    },
  };
}

function outputOf(
  out: unknown,
  kind: KindName,
  folder: string,
): {file: string; format: FigureFormat} {
  if (out === undefined) {
    throw flagError(
      'Nothing says where the figure goes.',
      `Give --out, e.g. --out ${kind}.svg.`,
    );
  }
  const ending = extname(String(out)).slice(1);
  const format = FORMATS.find(known => known === ending);
  if (format) return {file: resolve(folder, String(out)), format};
  throw flagError(
    `--out ${String(out)} has ${ending === '' ? 'no ending' : `the ending .${ending}`}, which says what is drawn.`,
    `Give one of: ${FORMATS.map(known => `.${known}`).join(', ')}.`,
  );
}

function sourceOf(flags: FigureFlags, kind: KindName, folder: string): FigureSource {
  const {model: models = [], text, target, capture} = flags;
  if (capture !== undefined) {
    const given = (['model', 'text', 'target', 'dtype', 'device'] as const).find(
      flag => flags[flag] !== undefined,
    );
    if (given === undefined)
      return {from: 'capture', folder: resolve(folder, String(capture))};
    throw flagError(
      `--capture cannot go with --${given}: its values are there already.`,
      'Give one of the two.',
    );
  }
  if (models.length === 0) {
    throw flagError(
      'Nothing says whose values are drawn.',
      'Give --model (a role of the course, a hub repository, a folder or an .onnx file), or --capture with the folder of a capture.',
    );
  }
  if (models.length > 1 && kind !== 'tokens') {
    throw flagError(
      `--model is given ${models.length} times, and ${kind} shows one model.`,
      'Give it once; tokens takes several.',
    );
  }
  if (text === undefined)
    throw flagError('Nothing says what the model reads.', 'Give --text.');
  return {
    ...{from: 'models', models: models.map(String), text: String(text)},
    target: target === undefined ? null : String(target),
  };
}

function optionsOf(flags: FigureFlags, name: KindName): FigureOptions {
  const kind: FigureKind = KINDS[name];
  for (const option of Object.keys(OPTION_FLAGS) as (keyof FigureOptions)[]) {
    if (flags[option] === undefined || kind.takes.includes(option)) continue;
    const known = kind.takes.map(one => OPTION_FLAGS[one]).join(', ');
    throw flagError(
      `${OPTION_FLAGS[option]} has no meaning for ${name}.`,
      known === '' ? 'Leave it out.' : `It takes: ${known}.`,
    );
  }
  const {view, of, layer, head, pick, token, top} = flags;
  if (pick !== undefined && (layer !== undefined || head !== undefined)) {
    throw flagError(
      '--pick cannot go with --layer and --head, which name a head themselves.',
      'Give a rule, or a head.',
    );
  }
  if ((layer === undefined) !== (head === undefined)) {
    throw flagError(
      layer === undefined
        ? '--head is given without --layer.'
        : '--layer is given without --head.',
      'Give both.',
    );
  }
  const whole = (flag: string, value: unknown, low: number, high: number) =>
    value === undefined ? null : wholeNumber(flag, value, low, high);
  return {
    ...NO_OPTIONS,
    view: view === undefined ? null : oneOf('--view', view, kind.views),
    of:
      of === undefined
        ? null
        : oneOf('--of', of, ['cross', 'decoder', 'encoder'] as const),
    layer: whole('--layer', layer, 0, 9999),
    head: whole('--head', head, 0, 9999),
    pick: pick === undefined ? null : parsePick(String(pick)),
    token: token === undefined ? null : tokenOf(String(token)),
    top: whole('--top', top, 1, 30),
  };
}

/** Digits are the number of a token, all else its text. */
const tokenOf = (text: string): number | string =>
  /^-?\d+$/.test(text) ? Number(text) : text;
