import {weightWidth} from '../graph/graph-index.ts';
import {joinNeeds} from '../stage/attention-sizes.ts';
import {columnsDifferences} from '../stage/columns-difference.ts';
import {finiteLogits} from '../stage/logits.ts';
import {pickRows} from '../stage/looked-at.ts';
import {sampleColumns} from '../stage/sample-columns.ts';
import {remadeCount, remadeRows, remakesInGraph} from '../stage/samples.ts';
import {shapedRows} from '../stage/stacks.ts';
import {rowsOf, valueOf} from '../stage/stage-run.ts';
import type {StageContext} from '../stage/stage-run.ts';
import {columnsRead, outputsOf} from './columns.ts';
import type {CheckPart} from './part.ts';

/** Of the head: the scores are numbers, and the unembedding of the final norm. */
export function headParts(context: StageContext): CheckPart[] {
  const {index, head} = context.map;
  if (!head) return [];
  const finite = finiteLogits(head.logits);
  const parts: CheckPart[] = [
    {
      outputs: [finite.output],
      extras: finite.extras,
      check: run => {
        const isFinite = valueOf(run, finite.output).data.every(Number.isFinite);
        return [{name: 'logits are numbers', error: isFinite ? 0 : Infinity}];
      },
    },
  ];
  const sample = sampleColumns(index, head.linear, weightWidth(index, head.linear) ?? 0);
  if (!sample) return parts;
  if (remakesInGraph(context)) {
    const rows = shapedRows([remadeRows(head.normalized)]);
    const [difference] = columnsDifferences(context, [sample], rows, 'columns');
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
      outputs: [...outputsOf(sample), head.normalized],
      extras: sample.extras,
      check: run => {
        const {data, shape} = rowsOf(run, head.normalized);
        return [
          {
            name: 'ln_final x W_U = logits',
            ...columnsRead(run, sample, rows => pickRows(data, shape[1], rows), shape[1]),
          },
        ];
      },
    },
  ];
}
