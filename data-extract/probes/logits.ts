import type {LogitsRequest} from '../declaration.ts';
import {rowsOf} from '../run/stage-run.ts';
import {nextTokens} from './next-tokens.ts';
import {NOTHING} from './probe.ts';
import type {Probe} from './probe.ts';

/**
 * Next-token scores at every position, reduced to the best ones. Probabilities are over
 * the whole vocabulary, so what is shown never has to be scaled up to 100%.
 */
export const logits: Probe<LogitsRequest> = {
  outputs: ({map}) => (map.head ? [map.head.logits] : []),

  collect(run, {topK}) {
    if (!run.map.head) return NOTHING;
    const {data, shape} = rowsOf(run, run.map.head.logits);
    const [rows, vocab] = shape;
    // A graph may give the scores of the last positions only.
    const first = run.tokens.length - rows;
    const positions = Array.from({length: rows}, (_, i) =>
      nextTokens(
        run,
        data.subarray(i * vocab, (i + 1) * vocab),
        topK,
        run.tokens[first + i + 1]?.id ?? null,
      ),
    );
    return {tensors: [], results: {logits: {vocab, positions}}};
  },

  missing: () => 'the model has no output "logits" that a linear layer makes',
};
