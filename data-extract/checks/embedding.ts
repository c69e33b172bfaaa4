import type {ModelMap} from '../graph/model-map.ts';
import {valueOf} from '../stage/stage-run.ts';
import {relativeError} from './invariants.ts';
import type {CheckPart} from './part.ts';

/** What the first block reads is the sum of the tables' rows, positions included. */
export function embeddingParts({embedding, index}: ModelMap): CheckPart[] {
  if (!embedding) return [];
  const {tokens, positions, segments, others, sum} = embedding;
  const terms = [tokens, positions, segments, ...others].filter(term => term !== null);
  // Where there is one term, the tensor itself is the sum; constants cannot be handed out.
  if (terms.length < 2 || terms.some(term => index.constant(term))) return [];
  return [
    {
      outputs: [...terms, sum],
      check(run) {
        const values = terms.map(term => valueOf(run, term).data);
        const error = relativeError(
          // Positions are the same for every text, and may come without the batch.
          i => values.reduce((total, data) => total + data[i % data.length], 0),
          valueOf(run, sum).data,
        );
        return [{name: 'embed + pos_embed = resid_pre', error}];
      },
    },
  ];
}
