import {UserError} from '../../foundations/user-error.ts';
import type {ProbeRequests} from '../../data-extract/declare/declaration.ts';
import {isLong} from '../../data-extract/stage/long-text.ts';
import type {CapturedToken} from '../../data-extract/text/token.ts';
import {Tensor} from '../captured/tensor.ts';
import type {Source} from '../captured/tensor.ts';
import {isPair} from './attention-source.ts';
import type {AttentionSource, HeadPlace} from './attention-source.ts';
import type {
  AskedOfLong,
  FigureKind,
  FigureOptions,
  LongText,
  Room,
} from './figure-kind.ts';
import {headOf, requireNamed} from './head-of.ts';
import {openAttention} from './open-attention.ts';
import {storeTensor} from './stored-tensor.ts';
import type {StoredTensor} from './stored-tensor.ts';
import {tokenPlace} from './token-place.ts';
import {isPart, tokenWindow} from './token-window.ts';
import type {TokenWindow} from './token-window.ts';
import {MOST_CELLS} from './whole-patterns.ts';

/** What one token attends to in one head. */
export interface AttentionArcsFigure {
  view: 'arcs';
  of: FigureOptions['of'];
  layer: number;
  head: number;
  layers: number;
  heads: number;
  /** Those of the window. */
  tokens: readonly CapturedToken[];
  window: TokenWindow;
  /** Index among `tokens`. */
  query: number;
  /** Weights of the window's tokens, `[key]`, and what all others have together. */
  row: StoredTensor;
  elsewhere: number;
  /** What no token has: a head with a sink gives a part to none. */
  nowhere: number;
  /** Special tokens among these others, with what each has; little ones are left out. */
  specials: readonly {token: CapturedToken; share: number}[];
  sees: 'before' | 'all';
  source: Source;
}

/** The whole pattern of one head. */
export interface AttentionGridFigure {
  view: 'grid';
  of: FigureOptions['of'];
  layer: number;
  head: number;
  /** Weights of the windows' tokens, `[query, key]`. */
  pattern: StoredTensor;
  queries: readonly CapturedToken[];
  keys: readonly CapturedToken[];
  /** Which of the tokens `queries` and `keys` are. */
  windows: {queries: TokenWindow; keys: TokenWindow};
  /** The most that any row has outside, and the most that it gives to no token. */
  elsewhere: number;
  nowhere: number;
}

/** The patterns of all heads, small. */
export interface AttentionHeadsFigure {
  view: 'heads';
  of: FigureOptions['of'];
  /**
   * Layer by layer, `[head, query, key]`; where there are many tokens what a block of keys
   * has together, averaged over a block of queries.
   */
  patterns: readonly StoredTensor[];
  /** Their numbers. */
  layers: readonly number[];
  queries: number;
  keys: number;
  /** How many padding tokens are left out, of the queries and of the keys. */
  padding: {queries: number; keys: number};
  /** Cells that a pattern is drawn with, downwards and across. */
  cells: readonly [number, number];
}

export type AttentionFigure =
  AttentionArcsFigure | AttentionGridFigure | AttentionHeadsFigure;

/** A strip of so many tokens can be read with its shares. */
const MOST_TOKENS: Record<Room, number> = {whole: 32, half: 16};
/** A grid of so many tokens each way can be read with its labels. */
export const MOST_ROWS: Record<Room, number> = {whole: 32, half: 16};
/**
 * These may be so small, in pixels: a grid is looked at from near. So many rows have room
 * for them beside four lines of notes.
 */
export const LEAST_LABEL = 12;
/** Of special tokens that are out of sight, those with so much are named. */
const NAMED = 0.005;

export const attention: FigureKind<AttentionFigure> = {
  shows: 'what tokens attend to: arcs of one, a grid of one head, or all heads',
  of: 'model',
  views: ['heads', 'arcs', 'grid'],
  takes: ['view', 'of', 'layer', 'head', 'pick', 'token'],
  asksAt: false,
  readsText: true,
  probes: (options): ProbeRequests => {
    const view = viewOf(options);
    if (view !== 'heads') requireNamed(options, view);
    return options.of === 'cross'
      ? {crossAttention: {pattern: true}}
      : {attention: {pattern: true}};
  },
  ofLong: askedOfLong,
  lacks: ({tensors}, {of}) => {
    const hook = of === 'cross' ? 'cross_attn.hook_pattern' : '.attn.hook_pattern';
    const probe = of === 'cross' ? 'crossAttention' : 'attention';
    const isThere = ['', '_rows', '_blocks'].some(part =>
      tensors.some(({name}) => name.endsWith(`${hook}${part}`)),
    );
    return isThere ? null : probe;
  },
  read(files, options, room) {
    const found = openAttention(files, options);
    const view = viewOf(options);
    const of = options.of ?? (isPair(files) ? 'decoder' : null);
    if (view === 'heads') return readHeads(found, of);
    const place = headOf(found, options, view);
    if (view === 'grid') {
      return {view, of, ...place, ...gridOf(found, place, options.token, room)};
    }
    return readArcs(found, place, {...options, of}, room);
  },
};

/** Where a head or a token is named, it is about that one. */
function viewOf({view, layer, head, pick, token}: FigureOptions): string {
  const isNamed = [layer, head, pick, token].some(given => given !== null);
  return view ?? (isNamed ? 'arcs' : 'heads');
}

/**
 * Of a long text the rows that are drawn, or all heads in blocks: all patterns together
 * would be some gigabytes. What is kept serves both.
 */
function askedOfLong(options: FigureOptions, text: LongText): AskedOfLong | null {
  const {tokens, keys, isKept} = text;
  if (!isLong(tokens.length, keys.length)) return null;
  const {of, layer, pick, token} = options;
  const view = viewOf(options);
  const asked = tokenPlace(tokens, token, tokens.length - 1);
  const {first, end} = tokenWindow({tokens, padding: 0}, asked, MOST_ROWS.whole);
  const window = Array.from({length: end - first}, (_, i) => first + i);
  const rows = view === 'arcs' && !isKept ? [asked] : window;
  const parts = {
    ...(of === 'cross' ? {cross: true} : {}),
    ...(view === 'heads' && !isKept ? {} : {rows}),
    ...(view === 'heads' || isKept ? {blocks: MOST_CELLS} : {}),
    // An encoder beside a decoder is as deep as the layers that are there of it.
    ...(layer === null || isKept || of === 'encoder' ? {} : {layers: [layer]}),
  };
  return {
    probes: {patternParts: parts},
    heads: pick === null ? {} : {pick: {...pick, of: of ?? 'decoder'}},
  };
}

/** The part of a pattern that can be read: rows up to a token, and what they are about. */
function gridOf(
  attention: AttentionSource,
  place: HeadPlace,
  token: FigureOptions['token'],
  room: Room,
): Omit<AttentionGridFigure, 'view' | 'of' | keyof HeadPlace> {
  const {queries, keys, padding, isCross} = attention;
  const asked = tokenPlace(queries, token, queries.length - 1);
  const rows = tokenWindow(
    {tokens: queries, padding: padding.queries},
    asked,
    MOST_ROWS[room],
  );
  const columns = isCross
    ? tokenWindow({tokens: keys, padding: padding.keys}, 0, MOST_ROWS[room])
    : rows;
  const parts = queries.slice(rows.first, rows.end).map((_, i) => {
    const {data, source} = attention.row(place, rows.first + i);
    return {data, inside: data.slice(columns.first, columns.end), source};
  });
  const outside = parts.map(({data, inside}) => Math.max(0, sum(data) - sum(inside)));
  return {
    pattern: storeTensor(
      Tensor.stack(
        parts.map(({inside, source}) => Tensor.of(inside, 'key', source)),
        'query',
      ),
    ),
    queries: queries.slice(rows.first, rows.end),
    keys: keys.slice(columns.first, columns.end),
    windows: {queries: rows, keys: columns},
    elsewhere: isPart(columns) ? Math.max(...outside) : 0,
    nowhere: Math.max(...parts.map(({data}) => nowhereOf(data))),
  };
}

/** What of a row no token has: a head with a sink gives a part to none. What rounding leaves is nothing. */
export function nowhereOf(row: Float32Array): number {
  const rest = 1 - sum(row);
  return rest >= NAMED ? rest : 0;
}

const sum = (all: Float32Array): number => all.reduce((total, one) => total + one, 0);

function readArcs(
  attention: AttentionSource,
  {layer, head}: HeadPlace,
  {of, token}: FigureOptions,
  room: Room,
): AttentionArcsFigure {
  const {depth, queries, padding, causal, isCross, source} = attention;
  if (isCross) {
    throw new UserError(
      'flag',
      '--view arcs cannot go with --of cross: arcs lie over one text.',
      'Give --view grid or --view heads.',
    );
  }
  const asked = tokenPlace(queries, token, queries.length - 1);
  const window = tokenWindow(
    {tokens: queries, padding: padding.queries},
    asked,
    MOST_TOKENS[room],
  );
  const {data, source: own} = attention.row({layer, head}, asked);
  const inside = data.slice(window.first, window.end);
  const specials = queries.flatMap((one, i) =>
    one.special && (i < window.first || i >= window.end) && data[i] >= NAMED
      ? [{token: one, share: data[i]}]
      : [],
  );
  return {
    view: 'arcs',
    of,
    layer,
    head,
    layers: depth,
    heads: attention.heads(layer),
    tokens: queries.slice(window.first, window.end),
    window,
    query: asked - window.first,
    row: storeTensor(Tensor.of(inside, 'key', own)),
    elsewhere: window.all > inside.length ? Math.max(0, sum(data) - sum(inside)) : 0,
    nowhere: nowhereOf(data),
    specials,
    sees: causal ? 'before' : 'all',
    source,
  };
}

function readHeads(
  {layers, queries, keys, padding, cells}: AttentionSource,
  of: FigureOptions['of'],
): AttentionHeadsFigure {
  const patterns = layers.map(cells);
  const [, rows, columns] = patterns[0].shape;
  return {
    view: 'heads',
    of,
    patterns: patterns.map(storeTensor),
    layers,
    queries: queries.length,
    keys: keys.length,
    padding,
    cells: [rows, columns],
  };
}
