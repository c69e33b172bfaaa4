import type {Check} from '../checks/part.ts';
import {UserError} from '../../foundations/user-error.ts';
import {linearInputs} from '../graph/graph-index.ts';
import type {AttentionSite} from '../graph/model-map.ts';
import {feedsFor} from '../run/feeds.ts';
import {openSession} from '../run/session.ts';
import {sizeNeeds, sizesOf} from '../stage/attention-sizes.ts';
import {roleIn} from '../stage/choose-heads.ts';
import {joinExtras} from '../stage/extras.ts';
import {hookOf, rowsOf, valueOf} from '../stage/stage-run.ts';
import type {StageRun} from '../stage/stage-run.ts';
import {inBlock, kindsOf} from '../stage/tensor-kind.ts';
import {biasOf} from './head-entries.ts';
import {candidates, placeOf} from './head-places.ts';
import type {Place, WeightPart} from './head-places.ts';
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
  of: readonly WeightPart[];
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
    context.map.attention.flatMap(site => {
      const own = of.flatMap(part =>
        candidates(context, site, part).flatMap(({input, result, tap}) => [
          input,
          result,
          tap.tensor,
        ]),
      );
      return own.length === 0 ? [] : [...own, ...sizeNeeds(context, site).outputs];
    }),

  extras: context =>
    joinExtras(context.map.attention.map(site => sizeNeeds(context, site).extras)),

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
  const places = request.of.map(part => {
    const place = placeOf(run, site, sizes, part, head);
    if (typeof place === 'string') throw missing(part, place);
    return place;
  });
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

const missing = (part: WeightPart, what: string): UserError =>
  new UserError(
    'probe',
    `probes.headWeights: ${part} cannot be read, for the graph does not show ${what}.`,
    'Use weights of another precision (dtype fp32 or fp16), or leave the probe out.',
  );
