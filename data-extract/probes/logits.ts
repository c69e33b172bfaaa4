import {NO_EXTRAS} from '../stage/extras.ts';
import {atMostVocab, reduceLogits, vocabIn} from '../stage/logits.ts';
import type {ReducedLogits} from '../stage/logits.ts';
import {toNextTokens} from '../stage/next-tokens.ts';
import type {NextTokens} from '../stage/next-tokens.ts';
import type {StageContext} from '../stage/stage-run.ts';
import {NOTHING} from './probe.ts';
import type {Probe} from './probe.ts';

export interface LogitsRequest {
  /** How many of the best tokens are kept per position. */
  topK: number;
}

export interface LogitsResult {
  /** Number of tokens in the vocabulary. */
  vocab: number;
  /** Best next tokens, by position. */
  positions: NextTokens[];
}

/**
 * Next-token scores at every position, reduced to the best ones in the graph.
 * Probabilities are over the whole vocabulary, so what is shown never has to be scaled up
 * to 100%.
 */
export const logits: Probe<LogitsRequest, LogitsResult> = {
  defaults: {topK: 10},

  tensors: [],

  outputs: (context, request) => reduced(context, request)?.outputs ?? [],
  extras: (context, request) => reduced(context, request)?.extras ?? NO_EXTRAS,

  collect(run, request) {
    const rows = reduced(run, request)?.read(run);
    if (!rows) return NOTHING;
    // A graph may give the scores of the last positions only.
    const first = run.tokens.length - rows.length;
    const positions = rows.map((row, i): NextTokens =>
      toNextTokens(run, row, first + i + 1 < run.tokens.length),
    );
    return {tensors: [], result: {vocab: vocabIn(run), positions}};
  },

  missing: ({map}) =>
    `no output is a linear layer as wide as the vocabulary (there are ${map.graph.outputs.map(({name}) => name).join(', ')})`,
};

function reduced(context: StageContext, {topK}: LogitsRequest): ReducedLogits | null {
  const {map, tokens} = context;
  if (!map.head) return null;
  const next = tokens.map((_, i) => tokens[i + 1]?.id ?? 0);
  return reduceLogits(map.head.logits, 'aim/logits/all', atMostVocab(map, topK), next);
}
