import {relativeError} from '../numbers/relative-error.ts';
import {feedsFor} from '../run/feeds.ts';
import {openSession} from '../run/session.ts';
import {joinExtras} from '../stage/extras.ts';
import {rowAt, rowsOfHead, sumOfRows, through} from '../stage/head-math.ts';
import {headsOf, rowsOf, valueOf} from '../stage/stage-run.ts';
import type {StageRun} from '../stage/stage-run.ts';
import {placeOf} from './head-places.ts';
import type {Place} from './head-places.ts';
import type {FollowedHead} from './head-steps-sites.ts';
import {nameOf} from './head-steps-tensors.ts';
import type {SecondFound, SecondPass} from './probe.ts';

/** The output projection of an attention, head by head. */
interface Outputs {
  followed: FollowedHead;
  places: Place[];
}

/**
 * What every head of a layer adds to the stream of the query: its sum of values through
 * its rows of the output projection. They and the bias sum to what the attention adds.
 * Where the weight is packed there is none.
 */
export async function resultOfHeads(
  {stage, run, input, device}: SecondPass,
  heads: readonly FollowedHead[],
): Promise<SecondFound> {
  const layers = new Map(heads.map(head => [head.site, head]));
  const found = [...layers.values()].flatMap(followed => outputsOf(run, followed) ?? []);
  const places = found.flatMap(own => own.places);
  if (places.length === 0) return {tensors: [], checks: []};
  const wanted = places.map(({taken}) => taken.weight);
  const extras = joinExtras(places.map(({taken}) => taken.extras));
  const session = await openSession(stage, wanted, extras, device);
  try {
    const values = await session.run(feedsFor(run.map, input), wanted);
    const results = found.map(own => resultsIn(run, own, values));
    return {
      tensors: results.flatMap(({tensors}) => tensors),
      checks: results.flatMap(({checks}) => checks),
    };
  } finally {
    await session.close();
  }
}

/** Where the rows of each head are; `null` where one is not found. */
export function outputsOf(run: StageRun, followed: FollowedHead): Outputs | null {
  const {site, sizes} = followed;
  const places = Array.from({length: sizes.heads}, (_, head) =>
    placeOf(run, site, sizes, 'W_O', head),
  );
  const isFound = (place: Place | string): place is Place => typeof place !== 'string';
  return places.every(isFound) ? {followed, places} : null;
}

function resultsIn(
  run: StageRun,
  {followed, places}: Outputs,
  values: StageRun['values'],
): SecondFound {
  const {site, sizes, query} = followed;
  if (!site.output) return {tensors: [], checks: []};
  const {heads, queries, valueSize} = sizes;
  const z = headsOf(run, site.context, queries, valueSize);
  const parts = places.map(({taken}, head) => {
    const {data, shape} = valueOf({values}, taken.weight);
    const weight = {data, shape: [valueSize, shape[shape.length - 1]] as const};
    return through(rowAt(rowsOfHead(z, head), query), weight);
  });
  const [product, added] = [site.output.product, site.output.result].map(tensor => {
    const {data, shape} = rowsOf(run, tensor);
    return rowAt({data, shape}, query);
  });
  const width = added.length;
  const data = new Float32Array(heads * width);
  parts.forEach((part, head) => data.set(part, head * width));
  const bias = added.map((value, i) => value - product[i]);
  const sum = sumOfRows({data, shape: [heads, width]});
  const name = nameOf(run, followed, 'hook_result');
  const biasName = nameOf(run, followed, 'b_O');
  return {
    tensors: [
      {name, data, shape: [heads, width], axes: ['head', 'd_model']},
      ...(bias.some(value => value !== 0)
        ? [{name: biasName, data: bias, shape: [width], axes: ['d_model']}]
        : []),
    ],
    checks: [
      {
        name: 'results of all heads + b_O = attn_out',
        error: relativeError(
          sum.map((value, i) => value + bias[i]),
          added,
        ),
        of: [name, biasName],
      },
    ],
  };
}
