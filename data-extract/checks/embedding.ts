import type {ModelMap} from '../graph/model-map.ts';
import {counted, pickRows, remadeOf} from '../stage/looked-at.ts';
import {rowsOf, valueOf} from '../stage/stage-run.ts';
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
        const {data, shape} = rowsOf(run, sum);
        const [count, width] = shape;
        const rows = remadeOf(count);
        const values = terms.map(term => valueOf(run, term).data);
        // Positions are the same for every text, and may come without the batch.
        const sums = Float32Array.from({length: rows.length * width}, (_, i) => {
          const at = rows[Math.floor(i / width)] * width + (i % width);
          return values.reduce((total, own) => total + own[at % own.length], 0);
        });
        return [
          {
            name: 'embed + pos_embed = resid_pre',
            error: relativeError(i => sums[i], pickRows(data, width, rows)),
            rows: counted(rows, count),
          },
        ];
      },
    },
  ];
}
