import type {Check} from '../checks/part.ts';
import {UserError} from '../foundations/user-error.ts';
import {isLinear, linearInputs} from '../graph/graph-index.ts';
import type {AttentionSite} from '../graph/model-map.ts';
import type {OnnxNode} from '../graph/onnx.ts';
import {linearResult} from '../graph/trace.ts';
import type {Tap} from '../graph/trace.ts';
import {feedsFor} from '../run/feeds.ts';
import {openSession} from '../run/session.ts';
import {sizesOf} from '../stage/attention-values.ts';
import type {AttentionSizes} from '../stage/attention-values.ts';
import {roleIn} from '../stage/choose-heads.ts';
import {joinExtras} from '../stage/extras.ts';
import {takeWeight} from '../stage/sample-columns.ts';
import {headsOf, hookOf, rowsOf, valueOf} from '../stage/stage-run.ts';
import type {StageContext, StageRun} from '../stage/stage-run.ts';
import {inBlock, kindsOf} from '../stage/tensor-kind.ts';
import {biasOf, entriesIn} from './head-entries.ts';
import {NOTHING} from './probe.ts';
import type {NamedTensor, Probe, SecondFound, SecondPass} from './probe.ts';

export interface HeadWeightsRequest {
  /** Name of a head in the declaration's `heads`. */
  head: string;
  /**
   * `W_Q`, `W_K`, `W_V`: `blocks.{l}.attn.W_Q.{head}` `[d_model, d_head]`; `W_O`:
   * `blocks.{l}.attn.W_O.{head}` `[d_head, d_model]`. Keys and values that several heads
   * share have the number of their own head. Biases that are not zero are kept as
   * `blocks.{l}.attn.b_Q.{head}` `[d_head]`.
   */
  of: readonly ('W_Q' | 'W_K' | 'W_V' | 'W_O')[];
}

type Part = HeadWeightsRequest['of'][number];

/** A layer that may hold the weights of a head. */
interface Candidate {
  linear: OnnxNode;
  /** What it reads, and what it makes with its bias, as rows of positions. */
  input: string;
  result: string;
  /** The head's own numbers: among the results, or for `W_O` among the inputs. */
  tap: Tap;
}

/** A layer of which is known which columns (of `W_O`: rows) are the head's. */
interface Place extends Candidate {
  part: Part;
  /** Number of the head among those that the layer makes. */
  own: number;
  entries: number[];
  taken: NonNullable<ReturnType<typeof takeWeight>>;
}

/**
 * The weights of a chosen head, read through the graph. Which columns of a projection
 * are the head's is told by the values: whatever the layout, the numbers of the head are
 * some columns of what the projection made. So the first run tells where they are, and a
 * second one reads them.
 */
export const headWeights: Probe<HeadWeightsRequest> = {
  // The head has to be named.
  defaults: null,

  tensors: [
    ...kindsOf('weight', ['d_model', 'd_head'], ...ofHead('W_Q', 'W_K', 'W_V')),
    ...kindsOf('weight', ['d_head', 'd_model'], ...ofHead('W_O')),
    ...kindsOf('weight', ['d_head'], ...ofHead('b_Q', 'b_K', 'b_V')),
  ],

  outputs: (context, {of}) =>
    context.map.attention.flatMap(site =>
      of.flatMap(part =>
        candidates(context, site, part).flatMap(({input, result, tap}) => [
          ...[input, result, tap.tensor],
        ]),
      ),
    ),

  collect: () => NOTHING,

  // Another graph of the model may have the head.
  secondPass: async (pass, request) =>
    Object.hasOwn(pass.run.chosen, request.head)
      ? readHead(pass, request)
      : {tensors: [], checks: []},

  missing: () => 'the graph does not show the layers that have the weights of a head',
};

function ofHead(...weights: string[]): string[] {
  return inBlock(...weights.map(weight => `attn.${weight}.{h}`));
}

/** @throws UserError where the model packs these weights, or has no such layers. */
async function readHead(
  {stage, run, input, device}: SecondPass,
  request: HeadWeightsRequest,
): Promise<SecondFound> {
  const {layer, head} = run.chosen[request.head];
  const role = roleIn(run, run.rules[request.head]);
  const site = run.map.attention.find(one => one.layer === layer && one.role === role);
  const sizes = site && sizesOf(run, site);
  if (!site || !sizes) throw missing(request.of[0], 'its queries, keys and values');
  const places = request.of.map(part => placeOf(run, site, sizes, part, head));
  const wanted = places.map(({taken}) => taken.weight);
  const extras = joinExtras(places.map(({taken}) => taken.extras));
  const session = await openSession(stage, wanted, extras, device);
  try {
    const values = await session.run(feedsFor(run.map, input), wanted);
    const read = places.map(place => readPlace(run, site, place, values));
    return {
      tensors: read.flatMap(({tensors}) => tensors),
      checks: read.flatMap(({checks}) => checks),
    };
  } finally {
    await session.close();
  }
}

/** @throws UserError where no layer is known to hold the part. */
function placeOf(
  run: StageRun,
  site: AttentionSite,
  sizes: AttentionSizes,
  part: Part,
  head: number,
): Place {
  const found = candidates(run, site, part);
  if (found.length === 0) throw missing(part, 'the layer that has it');
  const isShared = part === 'W_K' || part === 'W_V';
  const own = isShared ? Math.floor((head * sizes.keyHeads) / sizes.heads) : head;
  const size = part === 'W_V' || part === 'W_O' ? sizes.valueSize : sizes.size;
  const positions = isShared ? sizes.keys : sizes.queries;
  for (const candidate of found) {
    const {linear, input, result, tap} = candidate;
    const rows = rowsOf(run, part === 'W_O' ? input : result);
    const entries = entriesIn(rows, headsOf(run, tap, positions, size), own);
    const what = part === 'W_O' ? 'rows' : 'columns';
    const taken = entries && takeWeight(linear, what, entries, part);
    if (entries && taken) return {...candidate, part, own, entries, taken};
  }
  throw missing(part, `it unpacked (${found[0].linear.op})`);
}

function readPlace(
  run: StageRun,
  site: AttentionSite,
  {part, own, entries, taken, linear, input, result}: Place,
  values: StageRun['values'],
): {tensors: NamedTensor[]; checks: Check[]} {
  const weight: NamedTensor = {
    name: hookOf(run, site, `attn.${part}.${own}`),
    ...valueOf({values}, taken.weight),
    axes: part === 'W_O' ? ['d_head', 'd_model'] : ['d_model', 'd_head'],
  };
  // With weights of few bits the runtime may round what they are multiplied with, too.
  const source = run.map.index.producer(linearInputs(run.map.index, linear).weight);
  if (part === 'W_O' || source?.op === 'DequantizeLinear')
    return {tensors: [weight], checks: []};
  const {bias, error, isZero} = biasOf(
    rowsOf(run, input),
    weight,
    rowsOf(run, result),
    entries,
  );
  const letter = part.slice(2);
  const added: NamedTensor = {
    name: hookOf(run, site, `attn.b_${letter}.${own}`),
    data: bias,
    shape: [bias.length],
    axes: ['d_head'],
  };
  return {
    tensors: isZero ? [weight] : [weight, added],
    checks: [
      {
        name: `x x ${part} = ${letter.toLowerCase()}`,
        error,
        of: [weight.name, added.name],
      },
    ],
  };
}

/** Layers that may hold a part; where the graph does not show it, all on the way. */
function candidates(
  {map: {index, blocks}}: StageContext,
  site: AttentionSite,
  part: Part,
): Candidate[] {
  if (part === 'W_O') {
    const linear = site.output && index.producer(site.output.product);
    if (!site.output || !linear) return [];
    const {input, result} = site.output;
    return [{linear, input, result, tap: site.context}];
  }
  const projection = {W_Q: site.query, W_K: site.key, W_V: site.value}[part];
  if (!projection) return [];
  const way = blocks.find(({layer}) => layer === site.layer)?.steps[0].way ?? [];
  const linears = projection.linear
    ? [projection.linear]
    : way.filter(node => isLinear(index, node));
  return linears.map(linear => ({
    linear,
    input: linearInputs(index, linear).input,
    result: linearResult(index, linear),
    tap: projection.projected,
  }));
}

const missing = (part: Part, what: string): UserError =>
  new UserError(
    'probe',
    `probes.headWeights: ${part} cannot be read, for the graph does not show ${what}.`,
    'Use weights of another precision (dtype fp32 or fp16), or leave the probe out.',
  );
