import {DEVICES, DTYPES} from '../../data-extract/course/roles.ts';
import type {FigureOptions} from '../../scenes/figures/figure-kind.ts';
import type {Given, Values} from '../command-line/flag.ts';
import {
  each,
  folders,
  special,
  text,
  whole,
  word,
  yes,
} from '../command-line/flag-kinds.ts';
import {PICTURE} from '../render/options/picture-flags.ts';
import {parseLayers} from './html/chosen-layers.ts';
import {parsePick} from './parse-pick.ts';

const index = (says: string) => whole({says, low: 0, high: 9999, otherwise: null});

/** Flags that kinds of figures take, each those that it has a meaning for. */
export const OPTION_FLAGS = {
  view: text(
    'view',
    'attention: heads, arcs or grid; attribution: layers or heads; map: umap or pca',
  ),
  of: word(['cross', 'decoder', 'encoder'], {
    says: 'Which attention',
    value: 'stack',
    otherwise: null,
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
    says: 'How many tokens, parts or words are listed',
    low: 1,
    high: 30,
    otherwise: null,
  }),
} satisfies Record<keyof FigureOptions, unknown>;

/** Flags of `aim figure`. */
export const FIGURE_FLAGS = {
  model: each(
    'model',
    'A role of the course, a hub repository, a folder or an .onnx file; two stand side by side, tokens and cache take more',
    'roles',
  ),
  text: text('text', 'What the model reads; for neighbours and map the words'),
  ids: text('ids', 'Token ids instead of a text, e.g. 5,3,9'),
  target: text('text', 'What the decoder of an encoder-decoder has written'),
  capture: folders(
    'Draw a capture that is there, and run nothing; two stand side by side',
  ),
  saveCapture: folders('Keep what was captured; of two models, a folder for each'),
  ...OPTION_FLAGS,
  layers: special(
    'list',
    'Layers that an .html page has, e.g. 0,3-5',
    parseLayers,
    'all',
  ),
  title: text('title', 'Title of the figure'),
  bare: yes('The picture and its stamp alone'),
  transparent: yes('Without the ground'),
  theme: PICTURE.theme,
  locale: {
    ...PICTURE.locale,
    says: 'Language of the words in the figure',
    byDefault: 'the first of the course',
  },
  size: {...PICTURE.size, says: 'Size in pixels', byDefault: 'as the course says'},
  dtype: word(DTYPES, {
    says: 'Which weights, where there are several',
    value: 'dtype',
    otherwise: null,
  }),
  device: word(DEVICES, {
    says: 'Where the model runs',
    value: 'device',
    otherwise: null,
    byDefault: 'cpu',
  }),
  out: {
    ...text('file', 'The file; its ending says what is drawn: svg, png, pdf, mp4, html'),
    short: 'o',
  },
};

/** Flags of {@link FIGURE_FLAGS} as they were given. */
export type FigureFlags = Given<typeof FIGURE_FLAGS>;

/** The same as code takes them. */
export type FigureRead = Values<typeof FIGURE_FLAGS>;
