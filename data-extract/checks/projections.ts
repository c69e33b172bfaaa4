import type {AttentionSite, BlockSite} from '../graph/model-map.ts';
import {alikeGroups, alikeSites} from '../stage/alike-sites.ts';
import {joinNeeds, needsOf, sizeNeeds, sizesOf} from '../stage/attention-sizes.ts';
import {columnsDifferences} from '../stage/columns-difference.ts';
import {joinExtras} from '../stage/extras.ts';
import {headCount, remadeRowsOfHeads} from '../stage/remade-heads.ts';
import {sampleColumns} from '../stage/sample-columns.ts';
import type {ColumnSample} from '../stage/sample-columns.ts';
import {remadeCount, remakesInGraph} from '../stage/samples.ts';
import type {StageContext, StageRun} from '../stage/stage-run.ts';
import {sampleTap, tapRows} from '../stage/tap-samples.ts';
import {columnsRead, outputsOf} from './columns.ts';
import {covering, ofProjection} from './coverage.ts';
import type {CheckPart} from './part.ts';

/** An attention with some columns of its output projection. */
interface Projected {
  block: BlockSite;
  site: AttentionSite;
  sample: ColumnSample;
}

/** Of an attention: the output projection makes of the heads what joins the stream. */
export function projectionParts(context: StageContext): CheckPart[] {
  const {index, blocks} = context.map;
  const all = blocks.flatMap(block =>
    [block.attention, block.cross].flatMap((site): Projected[] => {
      const linear = site?.output && index.producer(site.output.product);
      const sample = linear && sampleColumns(index, linear, site?.output?.width ?? 0);
      return site && sample ? [{block, site, sample}] : [];
    }),
  );
  return alikeGroups(context, all, one => formOf(context, one)).flatMap(group =>
    projectionsMade(context, group).map((part, i) =>
      covering(ofProjection(context, group[i].block), part),
    ),
  );
}

/** Those whose heads are made again together, into as many entries. */
const formOf = (
  context: StageContext,
  {site, sample: {bias}}: Projected,
): (string | number | boolean | null)[] => [
  alikeSites(context, site)[0].pattern,
  site.output?.width ?? null,
  bias === null,
];

function projectionsMade(
  context: StageContext,
  group: readonly Projected[],
): CheckPart[] {
  const z =
    remakesInGraph(context) &&
    remadeRowsOfHeads(
      group.map(({site}) => site.context),
      headCount(group[0].site),
    );
  if (!z) return group.map(one => projectionRead(context, one));
  const samples = group.map(({sample}) => sample);
  return columnsDifferences(context, samples, z, 'rows').map((difference, i) => ({
    ...joinNeeds([sizeNeeds(context, group[i].site), difference]),
    check: (run: StageRun) =>
      sizesOf(run, group[i].site)
        ? [
            {
              name: 'z x W_O = attn_out',
              error: difference.read(run),
              rows: remadeCount(run),
            },
          ]
        : [],
  }));
}

/** The same of values that have left the graph. */
function projectionRead(context: StageContext, {site, sample}: Projected): CheckPart {
  const needs = [
    sizeNeeds(context, site),
    needsOf([sampleTap(context, site.context, 'remade', 'own')]),
  ];
  return {
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
          ...columnsRead(run, sample, () => z.data, heads * valueSize),
        },
      ];
    },
  };
}
