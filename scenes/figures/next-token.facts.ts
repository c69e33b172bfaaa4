import type {ScoredToken} from '../../data-extract/stage/next-tokens.ts';
import {UserError} from '../../foundations/user-error.ts';
import {openCapture} from '../captured/open-capture.ts';
import {Tensor} from '../captured/tensor.ts';
import type {Source} from '../captured/tensor.ts';
import type {FigureKind, Room} from './figure-kind.ts';
import {KEPT, longWindow} from './long-window.ts';
import {promptOf} from './prompt.ts';
import type {Prompt} from './prompt.ts';
import {scoredPlaces} from './scored-places.ts';
import {storeTensor} from './stored-tensor.ts';
import type {StoredTensor} from './stored-tensor.ts';
import {gapOrLast, tokenPlace} from './token-place.ts';
import {tokensRead, withoutPadding} from './without-padding.ts';

/** The best next tokens at a position. */
export interface NextTokenFigure {
  prompt: Prompt;
  top: readonly Pick<ScoredToken, 'id' | 'text' | 'bytes'>[];
  /** Probabilities of `top`, and last that of the rest of the vocabulary, `[token]`. */
  shares: StoredTensor;
  /** Whether these stand at the token itself, not after it. */
  fills: boolean;
  /** How many tokens the rest are. */
  others: number;
  source: Source;
}

/** So many tokens of the text can be read beside the bars. */
const MOST_TOKENS: Record<Room, number> = {whole: 40, half: 20};
/** So many bars, where nothing else is asked for. */
export const BARS = 10;
const BARS_OF_HALF = 8;

export const nextToken: FigureKind<NextTokenFigure> = {
  shows: 'which tokens the model expects next, with their probabilities',
  of: 'model',
  views: [],
  takes: ['token', 'top'],
  asksAt: false,
  readsText: true,
  probes: ({top}) => ({logits: {topK: top ?? BARS}}),
  // Scores of a whole vocabulary at every position are the largest tensor of all.
  ofLong({token, top}, {tokens, isKept}) {
    const positions = longWindow(tokens, token, isKept ? KEPT : 1);
    return positions && {probes: {logits: {topK: top ?? BARS, positions}}, heads: {}};
  },
  lacks: ({results}) => (results.logits ? null : 'logits'),
  read(files, {token, top}, room) {
    const probes = {logits: {topK: BARS}};
    const opened = openCapture({role: 'decoder', text: '', probes}, files);
    const {logits, source} = opened;
    const all = tokensRead(opened);
    const read = withoutPadding(all);
    const {tokens, places} = read;
    const place = tokenPlace(tokens, token, gapOrLast(tokens));
    const scored = scoredPlaces(logits, all.length);
    const at = scored.indexOf(places[place]);
    if (at < 0) throw notScored(place, countedIn(scored, places));
    const best = logits.positions[at].top.slice(
      0,
      top ?? (room === 'half' ? BARS_OF_HALF : BARS),
    );
    const shares = best.map(({probability}) => probability);
    const rest = Math.max(0, 1 - shares.reduce((sum, share) => sum + share, 0));
    return {
      prompt: promptOf(read, place, MOST_TOKENS[room]),
      top: best.map(({id, text, bytes}) => ({id, text, bytes})),
      shares: storeTensor(Tensor.of([...shares, rest], 'token', source)),
      fills: logits.fills === true,
      others: logits.vocab - best.length,
      source,
    };
  },
};

/** Positions of a text as they are counted without its padding. */
const countedIn = (scored: readonly number[], places: readonly number[]): number[] =>
  places.flatMap((place, i) => (scored.includes(place) ? [i] : []));

/**
 * A capture has nothing of the token that is asked about.
 *
 * @param scored - Those of which it has something, counted as `place` is.
 */
export const notScored = (place: number, scored: readonly number[]): UserError =>
  new UserError(
    'figure-capture',
    `Of the next tokens at token ${place} nothing was captured.`,
    scored.length === 0
      ? 'Make the capture again with it.'
      : `Give --token one of ${scored[0]} to ${scored[scored.length - 1]}, or make the capture again with it.`,
  );
