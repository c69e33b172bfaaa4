import type {CapturedToken} from '../../data-extract/text/token.ts';
import {UserError} from '../../foundations/user-error.ts';
import type {ScoredToken} from '../../data-extract/stage/next-tokens.ts';
import {openCapture} from '../captured/open-capture.ts';
import type {Source} from '../captured/tensor.ts';
import {evenly} from '../components/evenly.ts';
import type {FigureKind} from './figure-kind.ts';
import {KEPT, longWindow} from './long-window.ts';
import {gapOrLast, tokenPlace} from './token-place.ts';
import {tokenWindow} from './token-window.ts';
import type {TokenWindow} from './token-window.ts';
import {tokensRead, withoutPadding} from './without-padding.ts';

/** A cell of the lens: the best next token, and its probability. */
export type LensCell = Pick<ScoredToken, 'id' | 'text' | 'bytes' | 'probability'>;

/** What the head makes of the stream after each layer, at some positions. */
export interface LensFigure {
  /** Those of the window. */
  tokens: readonly CapturedToken[];
  window: TokenWindow;
  /** From the embedding to the last layer. */
  rows: readonly {after: 'embed' | number; cells: readonly LensCell[]}[];
  /** Whether tokens stand at a position itself, not after it. */
  fills: boolean;
  /** How many layers there are, the embedding included: of deep models some are drawn. */
  layers: number;
  source: Source;
}

/** A grid of so many cells can be read. */
const MOST = {columns: {whole: 10, half: 6}, rows: 14} as const;

export const lens: FigureKind<LensFigure> = {
  shows: 'which next token each layer would give at each position (logit lens)',
  of: 'model',
  views: [],
  takes: ['token'],
  asksAt: false,
  readsText: true,
  probes: () => ({lens: {topK: 1}}),
  // Each position takes a product with the whole head, for every layer.
  ofLong({token}, {tokens, isKept}) {
    const positions = longWindow(tokens, token, isKept ? KEPT : MOST.columns.whole);
    return positions && {probes: {lens: {topK: 1, positions}}, heads: {}};
  },
  lacks: ({results}) => (results.lens ? null : 'lens'),
  read(files, {token}, room) {
    const probes = {lens: {topK: 1}};
    const opened = openCapture({role: 'decoder', text: '', probes}, files);
    const {lens: found, source} = opened;
    const {tokens, places, padding} = withoutPadding(tokensRead(opened));
    const asked = tokenPlace(tokens, token, gapOrLast(tokens));
    // Of positions that were looked at, those of padding are left out.
    const captured = found.rows[0].positions.flatMap(({position}, i) => {
      const place = places.indexOf(position);
      return place < 0 ? [] : [{place, i}];
    });
    const at = captured.findIndex(({place}) => place === asked);
    if (at < 0) throw notRead(asked, captured);
    const window = tokenWindow(
      {tokens: captured.map(({place}) => tokens[place]), padding},
      at,
      MOST.columns[room],
    );
    const columns = captured.slice(window.first, window.end);
    const cells = (row: (typeof found.rows)[number]): LensCell[] =>
      columns
        .map(({i}) => row.positions[i])
        .map(({top: [{id, text, bytes, probability}]}) => ({
          id,
          text,
          bytes,
          probability,
        }));
    return {
      tokens: columns.map(({place}) => tokens[place]),
      window: {
        first: columns[0].place,
        end: columns[columns.length - 1].place + 1,
        all: tokens.length,
        padding,
      },
      rows: evenly(found.rows.length, MOST.rows).map(row => ({
        after: found.rows[row].after,
        cells: cells(found.rows[row]),
      })),
      fills: found.fills === true,
      layers: found.rows.length,
      source,
    };
  },
};

/** A capture has not the lens at the token that is asked about. */
export const notRead = (asked: number, captured: readonly {place: number}[]): UserError =>
  new UserError(
    'figure-capture',
    `The lens of the capture was not read at token ${asked}.`,
    captured.length === 0
      ? 'Make the capture again: it was read at padding alone.'
      : `Give --token one of ${captured[0].place} to ${captured[captured.length - 1].place}, or make the capture again with it.`,
  );
