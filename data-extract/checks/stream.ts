import type {BlockSite} from '../graph/model-map.ts';
import {makeNode} from '../graph/onnx.ts';
import {joinNeeds, needsOf} from '../stage/attention-sizes.ts';
import {joinExtras, NO_EXTRAS} from '../stage/extras.ts';
import {graphDifference, TO_FLOAT} from '../stage/graph-difference.ts';
import type {GraphDifference} from '../stage/graph-difference.ts';
import {IntegerConstants} from '../stage/integer-constants.ts';
import {
  remadeCount,
  remadeRows,
  remakesInGraph,
  rowsAt,
  sampleRows,
} from '../stage/samples.ts';
import type {SampledContext} from '../stage/samples.ts';
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
export function streamPart(context: SampledContext, block: BlockSite): CheckPart {
  const {steps} = block;
  if (!remakesInGraph(context)) return streamRead(context, block);
  const sums = steps.map(step => ({
    name: NAMES[step.part],
    difference: sumDifference(termsOf(block, step), step.sum),
  }));
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

/** How far a sum is from its terms, at the positions that are made again. */
function sumDifference(terms: readonly string[], sum: string): GraphDifference {
  const of = `sum/${terms.join('+')}/${sum}`;
  const name = (part: string | number): string => `aim/${of}/${part}`;
  const ints = new IntegerConstants(name('ints'));
  const flat = ints.add('flat', [-1]);
  const rows = [...terms, sum].map(remadeRows);
  const nodes = terms.flatMap((_, i) => [
    makeNode('Reshape', [rows[i].output, flat], [name(`flat${i}`)]),
    makeNode('Cast', [name(`flat${i}`)], [name(`term${i}`)], TO_FLOAT),
  ]);
  const added = terms
    .slice(1)
    .map((_, i) =>
      makeNode('Add', [name(i === 0 ? 'term0' : i), name(`term${i + 1}`)], [name(i + 1)]),
    );
  return graphDifference(
    of,
    name(terms.length - 1),
    rows[terms.length].output,
    joinExtras([
      ...rows.map(({extras}) => extras),
      {...NO_EXTRAS, nodes: [...nodes, ...added], constants: ints.all},
    ]),
  );
}
