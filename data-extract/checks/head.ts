import {weightWidth} from '../graph/graph-index.ts';
import {joinNeeds} from '../stage/attention-sizes.ts';
import {columnsDifferences} from '../stage/columns-difference.ts';
import {finiteLogits} from '../stage/logits.ts';
import {joinExtras} from '../stage/extras.ts';
import {counted, pickRows} from '../stage/looked-at.ts';
import type {RowCount} from '../stage/looked-at.ts';
import {sampleColumns} from '../stage/sample-columns.ts';
import {remadeCount, remadeRows, remakesInGraph} from '../stage/samples.ts';
import {remadeScores, scoringHead} from '../stage/scores.ts';
import {shapedRows} from '../stage/stacks.ts';
import {rowsOf, valueOf} from '../stage/stage-run.ts';
import type {StageContext, StageRun} from '../stage/stage-run.ts';
import {columnsRead, outputsOf} from './columns.ts';
import type {CheckPart} from './part.ts';

/** Of the head: the scores are numbers, and the unembedding of the final norm. */
export function headParts(context: StageContext): CheckPart[] {
  const {index, head} = context.map;
  if (!head) return [];
  const {logits, normalized, linear, extras} = scoringHead(context, head);
  const finite = finiteLogits(logits);
  const parts: CheckPart[] = [
    {
      outputs: [finite.output],
      extras: joinExtras([extras, finite.extras]),
      check: run => {
        const isFinite = valueOf(run, finite.output).data.every(Number.isFinite);
        const error = isFinite ? 0 : Infinity;
        return [{name: 'logits are numbers', error, rows: scoredCount(run)}];
      },
    },
  ];
  const width = weightWidth(index, head.linear) ?? 0;
  const sample = sampleColumns(index, head.linear, width, linear);
  if (!sample) return parts;
  if (remakesInGraph(context)) {
    const rows = shapedRows([remadeRows(head.normalized)]);
    const take = remadeScores(context);
    const [difference] = columnsDifferences(context, [sample], rows, 'columns', take);
    return [
      ...parts,
      {
        ...joinNeeds([difference]),
        check: run => [
          {
            name: 'ln_final x W_U = logits',
            error: difference.read(run),
            rows: remadeCount(run),
          },
        ],
      },
    ];
  }
  return [
    ...parts,
    {
      outputs: [...outputsOf(sample), normalized],
      extras: joinExtras([extras, sample.extras]),
      check: run => {
        const {data, shape} = rowsOf(run, normalized);
        const {error, rows} = columnsRead(
          run,
          sample,
          chosen => pickRows(data, shape[1], chosen),
          shape[1],
        );
        return [
          {
            name: 'ln_final x W_U = logits',
            error,
            // Where the head reads some positions, it is checked at some of these.
            rows: rows && run.scores ? {...rows, of: run.tokens.length} : rows,
          },
        ];
      },
    },
  ];
}

/** How many positions the head read of how many, `null` where all. */
const scoredCount = ({scores, tokens}: StageRun): RowCount | null =>
  scores && counted(scores.positions, tokens.length);
