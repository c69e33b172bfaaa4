import {weightWidth} from '../graph/graph-index.ts';
import type {BlockSite} from '../graph/model-map.ts';
import {joinNeeds, needsOf, sizeNeeds, sizesOf} from '../stage/attention-sizes.ts';
import {joinExtras} from '../stage/extras.ts';
import {finiteLogits} from '../stage/logits.ts';
import {counted, pickRows, remadeOf} from '../stage/looked-at.ts';
import type {RowCount} from '../stage/looked-at.ts';
import {headCount, remadeHeads} from '../stage/remade-heads.ts';
import {remadeCount, remadeRows, remakesInGraph} from '../stage/samples.ts';
import {columnsDifference, sampleColumns} from '../stage/sample-columns.ts';
import type {ColumnSample} from '../stage/sample-columns.ts';
import {rowsOf, valueOf} from '../stage/stage-run.ts';
import type {StageContext, StageRun} from '../stage/stage-run.ts';
import {sampleTap, tapRows} from '../stage/tap-samples.ts';
import {columnsError} from './invariants.ts';
import type {CheckPart} from './part.ts';

/** Of an attention: the output projection makes of the heads what joins the stream. */
export function projectionParts(
  context: StageContext,
  {attention, cross}: BlockSite,
): CheckPart[] {
  const {index} = context.map;
  return [attention, cross].flatMap(site => {
    const linear = site?.output && index.producer(site.output.product);
    if (!site?.output || !linear) return [];
    const sample = sampleColumns(index, linear, site.output.width ?? 0);
    if (!sample) return [];
    const z =
      remakesInGraph(context) && remadeHeads(site.context, 'own', headCount(site));
    if (z) {
      const difference = columnsDifference(sample, z);
      return [
        {
          ...joinNeeds([sizeNeeds(context, site), difference]),
          check: (run: StageRun) =>
            sizesOf(run, site)
              ? [
                  {
                    name: 'z x W_O = attn_out',
                    error: difference.read(run),
                    rows: remadeCount(run),
                  },
                ]
              : [],
        },
      ];
    }
    const needs = [
      sizeNeeds(context, site),
      needsOf([sampleTap(context, site.context, 'remade', 'own')]),
    ];
    return [
      {
        outputs: [...outputsOf(sample), ...needs.flatMap(({outputs}) => outputs)],
        extras: joinExtras([sample.extras, ...needs.map(({extras}) => extras)]),
        check(run: StageRun) {
          const sizes = sizesOf(run, site);
          if (!sizes) return [];
          const {heads, queries, valueSize} = sizes;
          const z = tapRows(run, site.context, 'remade', 'own', queries, valueSize);
          return [
            {
              name: 'z x W_O = attn_out',
              ...errorOf(run, sample, () => z.data, heads * valueSize),
            },
          ];
        },
      },
    ];
  });
}

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
    const {output: rows, extras} = remadeRows(head.normalized);
    const difference = columnsDifference(sample, {rows, extras});
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
            ...errorOf(run, sample, rows => pickRows(data, shape[1], rows), shape[1]),
          },
        ];
      },
    },
  ];
}

const outputsOf = ({weight, bias, product}: ColumnSample): string[] => [
  ...[weight, product],
  ...(bias ? [bias] : []),
];

function errorOf(
  run: StageRun,
  sample: ColumnSample,
  input: (rows: readonly number[]) => Float32Array,
  inner: number,
): {error: number; rows: RowCount | null} {
  const bias = sample.bias === null ? null : valueOf(run, sample.bias).data;
  const weight = valueOf(run, sample.weight).data;
  const {data, shape} = rowsOf(run, sample.product);
  const [count, columns] = shape;
  const remade = remadeOf(count);
  const product = {data: pickRows(data, columns, remade), shape};
  return {
    error: columnsError(input(remade), weight, inner, product, bias),
    rows: counted(remade, count),
  };
}
