import {hashJson} from '../../foundations/canonical-json.ts';
import type {BlockSite} from '../graph/model-map.ts';
import {makeNode} from '../graph/onnx.ts';
import {joinNeeds, needsOf} from '../stage/attention-sizes.ts';
import {alikeGroups} from '../stage/alike-sites.ts';
import {joinExtras, NO_EXTRAS} from '../stage/extras.ts';
import {stackDifferences} from '../stage/graph-difference.ts';
import type {GraphDifference} from '../stage/graph-difference.ts';
import {
  remadeCount,
  remadeRows,
  remakesInGraph,
  rowsAt,
  sampleRows,
} from '../stage/samples.ts';
import type {Sample, SampledContext} from '../stage/samples.ts';
import {alikeStack} from '../stage/stacks.ts';
import type {StageContext} from '../stage/stage-run.ts';
import {covering, ofStream} from './coverage.ts';
import {sumError} from './invariants.ts';
import type {CheckPart} from './part.ts';

type Step = BlockSite['steps'][number];

const NAMES: Readonly<Record<Step['part'], string>> = {
  attention: 'resid_mid = resid_pre + attn_out',
  cross: 'resid_mid_cross = resid_mid + cross_attn_out',
  mlp: 'resid_post = resid_mid + mlp_out',
  experts: 'resid_post = resid_mid + mlp_out',
  parallel: 'resid_post = resid_pre + attn_out + mlp_out',
  other: 'resid_post = resid_mid + branch',
};

/** What a step adds up. */
const termsOf = (
  {attentionOut, mlpOut}: BlockSite,
  {part, stream, branch}: Step,
): string[] =>
  part === 'parallel' && attentionOut !== null && mlpOut !== null
    ? [stream, attentionOut, mlpOut]
    : [stream, branch];

/** Of a block: the stream after each part is the stream before it and what it adds. */
export function streamParts(context: StageContext): CheckPart[] {
  const {blocks} = context.map;
  const differences = remakesInGraph(context) ? sumDifferences(context) : null;
  return blocks.map(block =>
    covering(
      ofStream(context, block),
      differences ? streamMade(block, differences) : streamRead(context, block),
    ),
  );
}

function streamMade(
  {steps}: BlockSite,
  differences: ReadonlyMap<Step, GraphDifference>,
): CheckPart {
  const sums = steps.flatMap(step => {
    const difference = differences.get(step);
    return difference ? [{name: NAMES[step.part], difference}] : [];
  });
  return {
    ...joinNeeds(sums.map(({difference}) => difference)),
    check: run =>
      sums.map(({name, difference}) => ({
        name,
        error: difference.read(run),
        rows: remadeCount(run),
      })),
  };
}

/** The same of values that have left the graph. */
function streamRead(context: SampledContext, block: BlockSite): CheckPart {
  const {steps} = block;
  return {
    ...needsOf(
      steps
        .flatMap(step => [...termsOf(block, step), step.sum])
        .map(tensor => sampleRows(context, tensor, 'remade')),
    ),
    check: run =>
      steps.map(step => {
        const {data, rows} = rowsAt(run, step.sum, 'remade');
        const terms = termsOf(block, step).map(
          tensor => rowsAt(run, tensor, 'remade').data,
        );
        return {name: NAMES[step.part], error: sumError(terms, data), rows};
      }),
  };
}

/** How far each sum is from its terms, at the positions that are made again. */
function sumDifferences(context: StageContext): Map<Step, GraphDifference> {
  const all = context.map.blocks.flatMap(block =>
    block.steps.map(step => ({step, terms: termsOf(block, step)})),
  );
  return new Map(
    alikeGroups(context, all, ({terms}) => terms.length).flatMap(sums =>
      differencesOf(context, sums).map(
        (difference, i) => [sums[i].step, difference] as const,
      ),
    ),
  );
}

function differencesOf(
  context: StageContext,
  sums: readonly {step: Step; terms: readonly string[]}[],
): GraphDifference[] {
  const expected = alikeStack(sums.map(({step}) => remadeRows(step.sum)));
  const [first, ...others] = sums[0].terms.map((_, i) =>
    alikeStack(sums.map(({terms}) => remadeRows(terms[i]))),
  );
  const of = `sum/${hashJson(sums.map(({step, terms}) => [...terms, step.sum]))}`;
  let made: Sample = first;
  others.forEach((term, i) => {
    const output = `aim/${of}/${i}`;
    const nodes = [makeNode('Add', [made.output, term.output], [output])];
    const extras = [made.extras, term.extras, {...NO_EXTRAS, nodes}];
    made = {output, extras: joinExtras(extras)};
  });
  return stackDifferences(context, of, made, expected);
}
