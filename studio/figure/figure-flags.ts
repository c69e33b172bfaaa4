import {extname, resolve} from 'node:path';

import type {Course} from '../../data-extract/course/course.ts';
import {DEVICES, DTYPES} from '../../data-extract/course/roles.ts';
import type {Device, ModelDtype} from '../../data-extract/course/roles.ts';
import {NO_OPTIONS} from '../../scenes/figures/figure-kind.ts';
import type {FigureKind, FigureOptions} from '../../scenes/figures/figure-kind.ts';
import {KINDS} from '../../scenes/figures/kinds.ts';
import type {KindName} from '../../scenes/figures/kinds.ts';
import {dashed, readFlags} from '../command-line/flag.ts';
import type {Given, Values} from '../command-line/flag.ts';
import {
  each,
  folder,
  special,
  text,
  whole,
  word,
  yes,
} from '../command-line/flag-kinds.ts';
import {flagError, oneOf, sizeOf} from '../command-line/flag-values.ts';
import type {Size} from '../command-line/flag-values.ts';
import {PICTURE} from '../render/options/picture-flags.ts';
import {parsePick} from './parse-pick.ts';

const FORMATS = ['svg', 'png', 'pdf'] as const;
export type FigureFormat = (typeof FORMATS)[number];

const index = (says: string) => whole({says, low: 0, high: 9999, otherwise: null});

/** Flags that kinds of figures take, each those that it has a meaning for. */
const OPTION_FLAGS = {
  view: text('view', 'attention: heads, arcs or grid; attribution: layers or heads'),
  of: word(['cross', 'decoder', 'encoder'], {
    ...{says: 'Which attention', value: 'stack', otherwise: null},
  }),
  layer: index('Layer of the head, from 0'),
  head: index('Head, from 0'),
  pick: special(
    'rule',
    'Head by rule: previous-token, next-token, first-token, most-even, or "it>bird"',
    (_, given) => parsePick(String(given)),
  ),
  token: text('token', 'Token that is asked about, by its text or its number', {
    byDefault: 'the last',
  }),
  top: whole({
    ...{says: 'How many tokens or parts are listed', low: 1, high: 30, otherwise: null},
  }),
} satisfies Record<keyof FigureOptions, unknown>;

/** Flags of `aim figure`. */
export const FIGURE_FLAGS = {
  model: each(
    'model',
    'A role of the course, a hub repository, a folder or an .onnx file; for tokens several',
    'roles',
  ),
  text: text('text', 'What the model reads'),
  target: text('text', 'What the decoder of an encoder-decoder has written'),
  capture: folder('Draw a capture that is there, and run nothing'),
  saveCapture: folder('Keep what was captured'),
  ...OPTION_FLAGS,
  title: text('title', 'Title of the figure'),
  bare: yes('The picture and its stamp alone'),
  transparent: yes('Without the ground'),
  theme: PICTURE.theme,
  locale: {
    ...PICTURE.locale,
    ...{
      says: 'Language of the words in the figure',
      byDefault: 'the first of the course',
    },
  },
  size: {...PICTURE.size, says: 'Size in pixels', byDefault: 'as the course says'},
  dtype: word(DTYPES, {
    ...{says: 'Which weights, where there are several', value: 'dtype'},
    otherwise: null,
  }),
  device: word(DEVICES, {
    ...{says: 'Where the model runs', value: 'device', otherwise: null, byDefault: 'cpu'},
  }),
  out: {
    ...text('file', 'The file; its ending says what is drawn: svg, png, pdf'),
    short: 'o',
  },
};

/** Flags of {@link FIGURE_FLAGS} as they were given. */
export type FigureFlags = Given<typeof FIGURE_FLAGS>;

type Read = Values<typeof FIGURE_FLAGS>;

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
  const {saveCapture} = read;
  const source = sourceOf(read, kind, folder);
  if (source.from === 'capture' && saveCapture !== undefined)
    throw flagError('--capture cannot go with --save-capture.', 'Give one of the two.');
  return {
    ...{kind, source, file, format},
    options: optionsOf(read, kind),
    dtype: read.dtype ?? null,
    device: read.device ?? 'cpu',
    saveCapture: saveCapture === undefined ? null : resolve(folder, saveCapture),
    look: {
      title: read.title ?? null,
      isBare: read.bare,
      ground: read.transparent ? 'none' : 'theme',
      theme: read.theme ?? course.theme,
      locale: oneOf('--locale', read.locale ?? course.locales[0], course.locales),
      size: sizeOf(read.size, course.video, 'the figure'),
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
  const format = FORMATS.find(known => known === ending);
  if (format) return {file: resolve(folder, out), format};
  throw flagError(
    `--out ${out} has ${ending === '' ? 'no ending' : `the ending .${ending}`}, which says what is drawn.`,
    `Give one of: ${FORMATS.map(known => `.${known}`).join(', ')}.`,
  );
}

function sourceOf(read: Read, kind: KindName, folder: string): FigureSource {
  const {model: models, text, target, capture} = read;
  if (capture !== undefined) {
    const given = (['model', 'text', 'target', 'dtype', 'device'] as const).find(
      flag => read[flag] !== undefined && read[flag].length > 0,
    );
    if (given === undefined) return {from: 'capture', folder: resolve(folder, capture)};
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
    ...{from: 'models', models, text},
    target: target ?? null,
  };
}

function optionsOf(read: Read, name: KindName): FigureOptions {
  const kind: FigureKind = KINDS[name];
  for (const option of Object.keys(OPTION_FLAGS) as (keyof FigureOptions)[]) {
    if (read[option] === undefined || kind.takes.includes(option)) continue;
    const known = kind.takes.map(dashed).join(', ');
    throw flagError(
      `${dashed(option)} has no meaning for ${name}.`,
      known === '' ? 'Leave it out.' : `It takes: ${known}.`,
    );
  }
  const {view, of, layer, head, pick, token, top} = read;
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
  return {
    ...NO_OPTIONS,
    view: view === undefined ? null : oneOf('--view', view, kind.views),
    ...{of: of ?? null, layer: layer ?? null, head: head ?? null},
    ...{pick: pick ?? null, top: top ?? null},
    token: token === undefined ? null : tokenOf(token),
  };
}

/** Digits are the number of a token, all else its text. */
const tokenOf = (text: string): number | string =>
  /^-?\d+$/.test(text) ? Number(text) : text;
