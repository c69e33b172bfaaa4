import type {ModelMap} from '../graph/model-map.ts';
import {counted, pickRows, remadeOf} from '../stage/looked-at.ts';
import {rowsOf, valueOf} from '../stage/stage-run.ts';
import {sumError} from './invariants.ts';
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
        // Positions are the same for every text, and may come without the batch.
        const values = terms.map(term => {
          const own = valueOf(run, term).data;
          return own.length === data.length
            ? pickRows(own, width, rows)
            : Float32Array.from(
                {length: rows.length * width},
                (_, i) =>
                  own[(rows[Math.floor(i / width)] * width + (i % width)) % own.length],
              );
        });
        return [
          {
            name: 'embed + pos_embed = resid_pre',
            error: sumError(values, pickRows(data, width, rows)),
            rows: counted(rows, count),
          },
        ];
      },
    },
  ];
}
