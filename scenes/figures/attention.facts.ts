import {UserError} from '../../foundations/user-error.ts';
import type {ProbeRequests} from '../../data-extract/declare/declaration.ts';
import {selectHead} from '../../data-extract/stage/select-heads.ts';
import type {CapturedToken} from '../../data-extract/text/token.ts';
import {openCapture} from '../captured/open-capture.ts';
import type {CaptureFiles} from '../captured/open-capture.ts';
import {Tensor} from '../captured/tensor.ts';
import type {Source} from '../captured/tensor.ts';
import {pool} from '../components/pool.ts';
import type {FigureKind, FigureOptions, Room} from './figure-kind.ts';
import {storeTensor} from './stored-tensor.ts';
import type {StoredTensor} from './stored-tensor.ts';
import {tokenPlace} from './token-place.ts';
import {isPart, tokenWindow} from './token-window.ts';
import type {TokenWindow} from './token-window.ts';
import {unpadded} from './unpadded-patterns.ts';
import type {UnpaddedPatterns} from './unpadded-patterns.ts';

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
  /** The most that any row has outside. */
  elsewhere: number;
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
  queries: number;
  keys: number;
  /** How many padding tokens are left out, of the queries and of the keys. */
  padding: {queries: number; keys: number};
  /** Cells that a pattern is drawn with, downwards and across. */
  cells: readonly [number, number];
}

export type AttentionFigure =
  AttentionArcsFigure | AttentionGridFigure | AttentionHeadsFigure;

const PATTERN = {pattern: true} as const;
/** A capture is opened with nothing but probes: what it was asked, it says itself. */
const NOTHING = {role: 'decoder', text: '', probes: {}} as const;

/** A strip of so many tokens can be read with its shares. */
const MOST_TOKENS: Record<Room, number> = {whole: 32, half: 16};
/** A grid of so many tokens each way can be read with its labels. */
const MOST_ROWS: Record<Room, number> = {whole: 32, half: 20};
/** Of special tokens that are out of sight, those with so much are named. */
const NAMED = 0.005;
/** Small patterns are drawn with at most so many cells each way. */
const MOST_CELLS = 32;

export const attention: FigureKind<AttentionFigure> = {
  shows: 'what tokens attend to: arcs of one, a grid of one head, or all heads',
  of: 'model',
  views: ['heads', 'arcs', 'grid'],
  takes: ['view', 'of', 'layer', 'head', 'pick', 'token'],
  asksAt: false,
  readsText: true,
  probes: ({of}): ProbeRequests =>
    of === 'cross' ? {crossAttention: {pattern: true}} : {attention: {pattern: true}},
  lacks: ({tensors}, {of}) => {
    const hook = of === 'cross' ? 'cross_attn.hook_pattern' : '.attn.hook_pattern';
    const probe = of === 'cross' ? 'crossAttention' : 'attention';
    return tensors.some(({name}) => name.endsWith(hook)) ? null : probe;
  },
  read(files, options, room) {
    const found = openPatterns(files, options);
    const view = options.view ?? defaultView(options);
    const {of} = options;
    if (view === 'heads') return readHeads(found, of);
    const {layer, head} = headOf(found, options, view);
    const pattern = found.patterns.pattern(layer, head);
    const place = {layer, head};
    if (view === 'grid') {
      return {view, of, ...place, ...gridOf(found, pattern, options.token, room)};
    }
    return readArcs(found, place, pattern, options, room);
  },
};

/** Where a head or a token is named, it is about that one. */
function defaultView({layer, head, pick, token}: FigureOptions): string {
  const isNamed = [layer, head, pick, token].some(given => given !== null);
  return isNamed ? 'arcs' : 'heads';
}

/** Patterns with the tokens that they are about, without padding. */
export interface OpenedPatterns {
  patterns: UnpaddedPatterns;
  /** Layers whose patterns are there. */
  layers: readonly number[];
  queries: readonly CapturedToken[];
  keys: readonly CapturedToken[];
  /** How many padding tokens are left out, of the queries and of the keys. */
  padding: {queries: number; keys: number};
  causal: boolean;
  isCross: boolean;
  source: Source;
}

/** The attention of a capture that `of` names. @throws UserError where it has no such. */
export function openPatterns(files: CaptureFiles, {of}: FigureOptions): OpenedPatterns {
  const {capture} = files;
  const isPair = capture.target !== undefined;
  if (of !== null && !isPair) {
    throw new UserError(
      'flag',
      `--of ${of}: the model is one graph.`,
      'Leave it out; it is for encoder-decoders.',
    );
  }
  const isCross = of === 'cross';
  const {tokens, target, source} = openCapture(NOTHING, files);
  const read = target?.tokens ?? tokens;
  const stack = !isPair ? 'blocks' : of === 'encoder' ? 'encoder' : 'decoder';
  const hook = `${isCross ? 'cross_attn' : 'attn'}.hook_pattern`;
  const layers = capture.tensors.flatMap(({name}) => {
    const [first, layer, ...rest] = name.split('.');
    return first === stack && rest.join('.') === hook ? [Number(layer)] : [];
  });
  if (isCross) {
    const {crossAttention: patterns} = openCapture(
      {...NOTHING, probes: {crossAttention: PATTERN}},
      files,
    );
    const sides = unpadded(patterns, read, tokens);
    return {...sides, layers, causal: false, isCross, source};
  }
  const {attention: own} = openCapture({...NOTHING, probes: {attention: PATTERN}}, files);
  const patterns = of === 'encoder' ? own.in('encoder') : own;
  const text = of === 'encoder' ? tokens : read;
  const causal = patterns.facts(layers[0]).causal;
  return {...unpadded(patterns, text, text), layers, causal, isCross, source};
}

/** The head that is asked for. @throws UserError where none is, or there is none such. */
export function headOf(
  {patterns, layers, queries, keys, causal}: OpenedPatterns,
  {layer, head, pick}: FigureOptions,
  view: string,
): {layer: number; head: number} {
  if (pick !== null) {
    const all = layers.map(own => {
      const {shape, data} = patterns.patterns(own);
      return {layer: own, heads: shape[0], data};
    });
    try {
      return selectHead('pick', pick, all, {queries, keys, causal});
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const message = error.message.replace(/^heads\.pick(\.\w+)?/, '--pick');
      throw new UserError('flag', message, 'Name tokens as this model splits the text.');
    }
  }
  if (layer === null || head === null) {
    throw new UserError(
      'flag',
      `--view ${view} shows one head, and none is named.`,
      'Give --layer and --head, or a rule: --pick previous-token.',
    );
  }
  const heads = layers.includes(layer) ? patterns.patterns(layer).shape[0] : 0;
  if (head < heads) return {layer, head};
  const known = `${layers[0]} to ${layers[layers.length - 1]}`;
  throw new UserError(
    'flag',
    heads === 0
      ? `--layer ${layer}: the model has no attention there.`
      : `--head ${head}: layer ${layer} has ${heads} heads.`,
    heads === 0 ? `It has layers ${known}.` : `Give 0 to ${heads - 1}.`,
  );
}

/** The part of a pattern that can be read: rows up to a token, and what they are about. */
function gridOf(
  {queries, keys, padding, isCross}: OpenedPatterns,
  pattern: Tensor,
  token: FigureOptions['token'],
  room: Room,
): Pick<AttentionGridFigure, 'pattern' | 'queries' | 'keys' | 'windows' | 'elsewhere'> {
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
    const {data} = pattern.at(rows.first + i);
    return {data, inside: data.slice(columns.first, columns.end)};
  });
  const outside = parts.map(({data, inside}) => Math.max(0, sum(data) - sum(inside)));
  return {
    pattern: storeTensor(
      Tensor.stack(
        parts.map(({inside}) => Tensor.of(inside, 'key', pattern.source)),
        'query',
      ),
    ),
    queries: queries.slice(rows.first, rows.end),
    keys: keys.slice(columns.first, columns.end),
    windows: {queries: rows, keys: columns},
    elsewhere: isPart(columns) ? Math.max(...outside) : 0,
  };
}

const sum = (all: Float32Array): number => all.reduce((total, one) => total + one, 0);

function readArcs(
  {patterns, layers, queries, padding, causal, isCross, source}: OpenedPatterns,
  {layer, head}: {layer: number; head: number},
  pattern: Tensor,
  {of, token}: FigureOptions,
  room: Room,
): AttentionArcsFigure {
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
  const {data} = pattern.at(asked);
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
    layers: Math.max(...layers) + 1,
    heads: patterns.patterns(layer).shape[0],
    tokens: queries.slice(window.first, window.end),
    window,
    query: asked - window.first,
    row: storeTensor(Tensor.of(inside, 'key', pattern.source)),
    elsewhere: window.all > inside.length ? Math.max(0, sum(data) - sum(inside)) : 0,
    specials,
    sees: causal ? 'before' : 'all',
    source,
  };
}

function readHeads(
  {patterns, layers, queries, keys, padding}: OpenedPatterns,
  of: FigureOptions['of'],
): AttentionHeadsFigure {
  const perRow = Math.ceil(queries.length / MOST_CELLS);
  const perColumn = Math.ceil(keys.length / MOST_CELLS);
  const rows = Math.ceil(queries.length / perRow);
  const columns = Math.ceil(keys.length / perColumn);
  const small = layers.map(layer => {
    const whole = patterns.patterns(layer);
    const heads = Array.from({length: whole.shape[0]}, (_, head) => {
      const {data} = whole.at(head);
      const means = pool(data, keys.length, {rows, columns, perRow, perColumn});
      // What a block of keys has together, so that rows still sum to 1 and can be seen.
      const cells = means.map((mean, i) => {
        const first = (i % columns) * perColumn;
        return mean * Math.min(perColumn, keys.length - first);
      });
      return new Tensor(cells, [rows, columns], ['query', 'key'], whole.source);
    });
    return storeTensor(Tensor.stack(heads, 'head').from({layer}));
  });
  const sizes = {queries: queries.length, keys: keys.length, padding};
  return {view: 'heads', of, patterns: small, ...sizes, cells: [rows, columns]};
}
