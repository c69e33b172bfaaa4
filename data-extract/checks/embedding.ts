import {hashJson} from '../../foundations/canonical-json.ts';
import type {EmbeddingSite} from '../graph/find-embedding.ts';
import {makeNode} from '../graph/onnx.ts';
import {joinNeeds} from '../stage/attention-sizes.ts';
import {joinExtras, NO_EXTRAS} from '../stage/extras.ts';
import {stackDifferences} from '../stage/graph-difference.ts';
import {counted, pickRows, remadeOf} from '../stage/looked-at.ts';
import {remadeCount, remadeRows, remakesInGraph} from '../stage/samples.ts';
import {stackOf, TO_FLOAT} from '../stage/stacks.ts';
import {rowsOf, valueOf} from '../stage/stage-run.ts';
import type {StageContext} from '../stage/stage-run.ts';
import {sumError} from './invariants.ts';
import type {CheckPart} from './part.ts';

const NAME = 'embed + pos_embed = resid_pre';

/** What the first block reads is the sum of the tables' rows, positions included. */
export function embeddingParts(context: StageContext): CheckPart[] {
  const {embedding, index} = context.map;
  if (!embedding) return [];
  const {tokens, positions, segments, others, sum} = embedding;
  const terms = [tokens, positions, segments, ...others].filter(term => term !== null);
  // Where there is one term, the tensor itself is the sum; constants cannot be handed out.
  if (terms.length < 2 || terms.some(term => index.constant(term))) return [];
  return [remakesInGraph(context) ? sumMade(context, terms, sum) : sumRead(terms, sum)];
}

function sumMade(
  context: StageContext,
  terms: readonly string[],
  sum: EmbeddingSite['sum'],
): CheckPart {
  const of = `embedding/${hashJson([terms, sum])}`;
  const name = (part: string): string => `aim/${of}/${part}`;
  const nodes = terms.flatMap((term, i) => [
    makeNode('Cast', [term], [name(`term${i}`)], TO_FLOAT),
    // Positions are the same for every text, and may come without the batch.
    ...(i === 0
      ? []
      : [
          makeNode(
            'Add',
            [name(i === 1 ? 'term0' : `sum${i - 1}`), name(`term${i}`)],
            [name(`sum${i}`)],
          ),
        ]),
  ]);
  const rows = remadeRows(name(`sum${terms.length - 1}`));
  const made = {
    output: rows.output,
    extras: joinExtras([rows.extras, {...NO_EXTRAS, nodes}]),
  };
  const [difference] = stackDifferences(context, of, made, stackOf([remadeRows(sum)]));
  return {
    ...joinNeeds([difference]),
    check: run => [{name: NAME, error: difference.read(run), rows: remadeCount(run)}],
  };
}

/** The same of values that have left the graph. */
function sumRead(terms: readonly string[], sum: EmbeddingSite['sum']): CheckPart {
  return {
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
          name: NAME,
          error: sumError(values, pickRows(data, width, rows)),
          rows: counted(rows, count),
        },
      ];
    },
  };
}
