import type {HeadSite} from '../graph/find-head.ts';
import {joinExtras, NO_EXTRAS} from '../stage/extras.ts';
import {atMostVocab, reduceLogits, vocabIn} from '../stage/logits.ts';
import type {ReducedLogits} from '../stage/logits.ts';
import {toNextTokens} from '../stage/next-tokens.ts';
import type {NextTokens} from '../stage/next-tokens.ts';
import {gather} from '../stage/samples.ts';
import type {Sample} from '../stage/samples.ts';
import {rowOfScores, scoringHead} from '../stage/scores.ts';
import type {StageContext} from '../stage/stage-run.ts';
import {positionIn} from './positions.ts';
import {NOTHING} from './probe.ts';
import type {Probe} from './probe.ts';

export interface LogitsRequest {
  /** How many of the best tokens are kept per position. */
  topK: number;
  /** Positions that are kept; negative ones count from the end. Default all. */
  positions?: readonly number[];
}

export interface LogitsResult {
  /** Number of tokens in the vocabulary. */
  vocab: number;
  /** Best next tokens, by position; a graph may give those of the last positions only. */
  positions: NextTokens[];
  /** Which positions these are, where some were asked for. */
  at?: readonly number[];
  /**
   * Whether the model says what stands at a position itself, as one that fills gaps does,
   * and not what comes after it.
   */
  fills?: true;
}

/**
 * Next-token scores at every position, or at some, reduced to the best ones in the graph.
 * Probabilities are over the whole vocabulary, so what is shown never has to be scaled up
 * to 100%.
 */
export const logits: Probe<LogitsRequest, LogitsResult> = {
  defaults: {topK: 10},

  tensors: [],

  outputs: (context, request) => reduced(context, request)?.outputs ?? [],
  extras: (context, request) => reduced(context, request)?.extras ?? NO_EXTRAS,

  scored: (context, request) => positionsOf(context, request) ?? 'all',

  collect(run, request) {
    const rows = reduced(run, request)?.read(run);
    if (!rows) return NOTHING;
    const at = positionsOf(run, request);
    const first = run.tokens.length - rows.length;
    const positions = rows.map((row, i): NextTokens =>
      toNextTokens(run, row, at?.[i] ?? first + i),
    );
    const vocab = vocabIn(run);
    const fills = run.causal ? {} : ({fills: true} as const);
    return {tensors: [], result: {vocab, positions, ...(at ? {at} : {}), ...fills}};
  },

  missing: ({map}) =>
    `no output is a linear layer as wide as the vocabulary (there are ${map.graph.outputs.map(({name}) => name).join(', ')})`,
};

const positionsOf = (
  context: StageContext,
  {positions}: LogitsRequest,
): number[] | null =>
  positions?.map(position => positionIn(context, position, 'probes.logits.positions')) ??
  null;

function reduced(context: StageContext, request: LogitsRequest): ReducedLogits | null {
  const {map, tokens} = context;
  if (!map.head) return null;
  const at = positionsOf(context, request);
  const next = (at ?? [...tokens.keys()]).map(i => tokens[i + 1]?.id ?? 0);
  const rows = at ? someRows(context, map.head, at) : null;
  const own = reduceLogits(
    rows?.output ?? map.head.logits,
    'aim/logits/all',
    atMostVocab(map, request.topK),
    next,
  );
  return rows ? {...own, extras: joinExtras([rows.extras, own.extras])} : own;
}

/** The scores at some positions. */
function someRows(
  context: StageContext,
  head: HeadSite,
  positions: readonly number[],
): Sample {
  const {logits, extras} = scoringHead(context, head);
  const values = positions.map(position => rowOfScores(context, position));
  const list = {name: 'aim/logits/rows', values};
  const rows = gather(logits, list.name, -2);
  return {
    output: rows.output,
    extras: joinExtras([extras, rows.extras, {...NO_EXTRAS, lists: [list]}]),
  };
}
