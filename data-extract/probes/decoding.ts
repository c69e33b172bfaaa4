import {makeNode} from '../graph/onnx.ts';
import {randomNumbers} from '../numbers/random-numbers.ts';
import {joinExtras, NO_EXTRAS} from '../stage/extras.ts';
import type {Extras} from '../stage/extras.ts';
import {IntegerConstants} from '../stage/integer-constants.ts';
import {bestTokens, reduceRow} from '../stage/next-tokens.ts';
import type {ScoredToken} from '../stage/next-tokens.ts';
import {kept, sample, samplingOf} from '../stage/sampling.ts';
import {rowOfScores, scoringHead} from '../stage/scores.ts';
import {valueOf} from '../stage/stage-run.ts';
import type {StageContext} from '../stage/stage-run.ts';
import {positionIn} from './positions.ts';
import {NOTHING} from './probe.ts';
import type {Probe} from './probe.ts';

export interface DecodingRequest {
  /** Position whose next token is meant; negative ones count from the end. Default -1. */
  position?: number;
  /** How many of the best tokens are listed. Default 10. */
  most?: number;
  /** Ways to choose, by name: what each leaves of the tokens, and what it draws. */
  ways: Readonly<Record<string, DecodingWay>>;
}

/** What is left out of a way does not limit it; without a seed nothing is drawn. */
export interface DecodingWay {
  /** Default 1. */
  temperature?: number;
  topK?: number;
  topP?: number;
  seed?: number;
  /** How many tokens are drawn, one after the other, with the same seed. Default 1. */
  draws?: number;
}

export interface DecodingResult {
  /** Position whose next token is meant. */
  position: number;
  /** Number of tokens in the vocabulary. */
  vocab: number;
  /** The best tokens, with probabilities over the whole vocabulary. */
  tokens: ScoredToken[];
  /** Probability of all other tokens together. */
  others: number;
  /** The ways by their names. */
  ways: Record<string, DecodedWay>;
}

/** What a way to choose makes of the next token's probabilities. */
export interface DecodedWay {
  temperature: number;
  topK: number | null;
  topP: number | null;
  /** After temperature, over the whole vocabulary: of each listed token, and all others. */
  softened: number[];
  softenedOthers: number;
  /** How many tokens take part in the draw. */
  eligible: number;
  /** Among these alone: of each listed token (0 where it takes no part), and all others. */
  probabilities: number[];
  probabilitiesOthers: number;
  /** Sums of `softened` up to each listed token, that one included. */
  cumulative: number[];
  seed: number | null;
  draws: {random: number; id: number; text: string | null; probability: number}[];
}

const ROW = 'aim/decoding/row';

/**
 * The next token's probabilities as each way to choose changes them: temperature, the best
 * k, the best up to a sum of p, and draws by a seed. All of the vocabulary is accounted for.
 */
export const decoding: Probe<DecodingRequest, DecodingResult> = {
  // The ways have to be named.
  defaults: null,
  tensors: [],
  outputs: ({map}) => (map.head ? [ROW] : []),
  extras: (context, request) => rowOf(context, request),

  scored: (context, {position = -1}) => [
    positionIn(context, position, 'probes.decoding.position'),
  ],

  collect(run, {position = -1, most = 10, ways}) {
    if (!run.map.head) return NOTHING;
    const {data: row} = valueOf(run, ROW);
    const {top: tokens} = bestTokens(run, row, Math.min(most, row.length));
    const shares = tokens.map(({probability}) => probability);
    return {
      tensors: [],
      result: {
        position: positionIn(run, position, 'probes.decoding.position'),
        vocab: row.length,
        tokens,
        others: restOf(shares),
        ways: Object.fromEntries(
          Object.entries(ways).map(([name, way]) => [
            name,
            decoded(row, tokens, way, id => run.piece(id).text),
          ]),
        ),
      },
    };
  },

  missing: () => 'the model has no head that scores the tokens of the vocabulary',
};

function rowOf(context: StageContext, {position = -1}: DecodingRequest): Extras {
  const {head} = context.map;
  if (!head) return NO_EXTRAS;
  const ids = new IntegerConstants('aim/decoding');
  const {logits, extras} = scoringHead(context, head);
  const at = rowOfScores(
    context,
    positionIn(context, position, 'probes.decoding.position'),
  );
  const node = makeNode('Gather', [logits, ids.scalar('position', at)], [ROW], {
    axis: {i: 1},
  });
  return joinExtras([extras, {nodes: [node], constants: ids.all, types: []}]);
}

/** What one way makes of a row of logits. Pure. */
export function decoded(
  row: Float32Array,
  tokens: readonly Pick<ScoredToken, 'id'>[],
  {seed, draws = 1, ...way}: DecodingWay,
  textOf: (id: number) => string | null,
): DecodedWay {
  const settings = samplingOf(way, 'decoding');
  const scaled = row.map(value => value / settings.temperature);
  const {logsumexp} = reduceRow(scaled, 1);
  const softened = tokens.map(({id}) => Math.exp(scaled[id] - logsumexp));
  const {ids, weights} = kept(row, settings);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const shareOf = new Map(ids.map((id, i) => [id, weights[i] / total]));
  const probabilities = tokens.map(({id}) => shareOf.get(id) ?? 0);
  let sum = 0;
  const random = randomNumbers(seed ?? 0);
  return {
    ...settings,
    softened,
    softenedOthers: restOf(softened),
    eligible: ids.length,
    probabilities,
    probabilitiesOthers: restOf(probabilities),
    cumulative: softened.map(share => (sum += share)),
    seed: seed ?? null,
    draws: Array.from({length: seed === undefined ? 0 : draws}, () => {
      const number = random();
      const {id} = sample(row, settings, number);
      const text = textOf(id);
      return {random: number, id, text, probability: shareOf.get(id) ?? 0};
    }),
  };
}

const restOf = (shares: readonly number[]): number =>
  Math.max(0, 1 - shares.reduce((sum, share) => sum + share, 0));
