import type {Check} from '../checks/part.ts';
import {relativeError} from '../numbers/relative-error.ts';
import {sizeOutputs} from '../stage/attention-sizes.ts';
import {dot, rowAt, rowsOfHead} from '../stage/head-math.ts';
import type {Rows} from '../stage/head-math.ts';
import {rotationOf, turnTo} from '../stage/rotation.ts';
import type {Rotation} from '../stage/rotation.ts';
import {headsOf as headsIn} from '../stage/stage-run.ts';
import type {StageRun} from '../stage/stage-run.ts';
import {kindsOf} from '../stage/tensor-kind.ts';
import {keyHeadOf} from './head-places.ts';
import {headsOf, sitesOf} from './head-steps-sites.ts';
import type {FollowedHead} from './head-steps-sites.ts';
import {nameOf} from './head-steps-tensors.ts';
import {NOTHING} from './probe.ts';
import type {MissingPart, Probe} from './probe.ts';

export interface RotaryRequest {
  /** Name of a head in the declaration's `heads`. */
  head: string;
  /** So far from the key the query is moved for `scores`. Default 32. */
  offsets?: number;
}

export interface RotaryResult extends Omit<Rotation, 'error'> {
  /** Layer of the head. */
  layer: number;
  /** Its number in the layer. */
  head: number;
  /** Number of which the frequencies are powers, as fitted; `null` where they are none. */
  base: number | null;
  /** Position of the query whose products are told. */
  query: number;
  /** Position of the key. */
  key: number;
  /** The products of these two before the scale, by how far apart they would stand. */
  scores: number[];
  /** The same before positions are turned in. */
  unturned: number;
}

/** A head's vectors before and after positions are turned in. */
interface Turned {
  followed: FollowedHead;
  q: Rows;
  k: Rows;
  turnedQ: Rows;
  turnedK: Rows;
  rotation: Rotation;
}

/**
 * How positions are turned into queries and keys (RoPE): which entries turn together, how
 * fast, and how the product of a query and a key depends on their distance. Told from the
 * vectors themselves, so it holds whatever the configuration says.
 */
export const rotary: Probe<RotaryRequest, RotaryResult> = {
  // The head has to be named.
  defaults: null,

  tensors: kindsOf(
    'activation',
    ['when', 'position', 'd_head'],
    'blocks.{l}.attn.hook_turned_q.{h}',
    'blocks.{l}.attn.hook_turned_k.{h}',
  ),

  outputs: (context, {head}) =>
    sitesOf(context, {heads: [head]}).flatMap(site => [
      ...sizeOutputs(site),
      ...[site.query, site.key].flatMap(part => part?.projected.tensor ?? []),
    ]),

  collect(run, request) {
    const turned = turnedIn(run, request);
    if (!turned) return NOTHING;
    const {followed, q, k, turnedQ, turnedK} = turned;
    const {site, head, sizes} = followed;
    const tensor = (letter: 'q' | 'k', own: number, before: Rows, after: Rows) => ({
      name: nameOf(run, followed, `hook_turned_${letter}.${own}`),
      data: Float32Array.from([...before.data, ...after.data]),
      shape: [2, ...before.shape],
      axes: ['when', 'position', 'd_head'],
    });
    return {
      tensors: [
        tensor('q', head, q, turnedQ),
        tensor('k', keyHeadOf(head, sizes), k, turnedK),
      ],
      result: {layer: site.layer, head, ...productsOf(turned, request)},
    };
  },

  secondPass: (pass, request) =>
    Promise.resolve({tensors: [], checks: checksOf(pass.run, request)}),

  leftOut(run, request) {
    const [followed] = headsOf(run, {heads: [request.head]});
    if (followed === undefined || turnedIn(run, request)) return [];
    const part: MissingPart = {
      layer: followed.site.layer,
      what: `rotation of the head "${request.head}"`,
      reason: 'between projection and score there is no turning by an angle alone',
    };
    return [part];
  },

  missing: () => 'the graph does not show queries and keys',
};

function turnedIn(run: StageRun, {head: name}: RotaryRequest): Turned | null {
  const [followed] = headsOf(run, {heads: [name]});
  if (followed === undefined) return null;
  const {site, sizes, head} = followed;
  const {query, key} = site;
  if (!query?.changed || !key?.changed) return null;
  const own = keyHeadOf(head, sizes);
  const of = (tap: typeof query.rotated, positions: number, which: number): Rows =>
    rowsOfHead(headsIn(run, tap, positions, sizes.size), which);
  const [q, turnedQ] = [query.projected, query.rotated].map(tap =>
    of(tap, sizes.queries, head),
  );
  const [k, turnedK] = [key.projected, key.rotated].map(tap => of(tap, sizes.keys, own));
  const rotation = rotationOf(q, turnedQ);
  return rotation && {followed, q, k, turnedQ, turnedK, rotation};
}

function productsOf(
  {followed, q, k, rotation}: Turned,
  {offsets = 32}: RotaryRequest,
): Omit<RotaryResult, 'layer' | 'head'> {
  const {query, to} = followed;
  const key = to ?? 0;
  const [asking, asked] = [rowAt(q, query), rowAt(k, key)];
  const {pairing, pairs, still} = rotation;
  return {
    pairing,
    pairs,
    still,
    query,
    key,
    base: baseOf(rotation),
    scores: Array.from({length: offsets + 1}, (_, offset) =>
      dot(turnTo(asking, pairs, offset), turnTo(asked, pairs, 0)),
    ),
    unturned: dot(asking, asked),
  };
}

/** How much a frequency may differ from a power of the base, relative to it. */
const OFF = 0.01;

/** The base of which frequencies are powers: `base ^ (-2 i / entries)`. */
function baseOf({pairs}: Rotation): number | null {
  const count = pairs.length;
  if (count < 2) return null;
  const [first] = pairs;
  if (Math.abs(first.frequency - 1) > OFF) return null;
  const last = pairs[count - 1].frequency;
  const base = last ** (-count / (count - 1));
  const isPower = pairs.every(
    ({frequency}, i) => Math.abs(frequency / base ** (-i / count) - 1) < OFF,
  );
  return isPower ? base : null;
}

/** Turning by these frequencies is what the model did, and products go by distance. */
function checksOf(run: StageRun, request: RotaryRequest): Check[] {
  const turned = turnedIn(run, request);
  if (!turned) return [];
  const {followed, q, k, turnedQ, turnedK, rotation} = turned;
  const of = [nameOf(run, followed, 'hook_turned_'), 'results.rotary'];
  const {query} = followed;
  const rows = (before: Rows): Float32Array =>
    Float32Array.from(
      Array.from({length: before.shape[0]}, (_, position) => [
        ...turnTo(rowAt(before, position), rotation.pairs, position),
      ]).flat(),
    );
  const keys = rows(k);
  const model = Float32Array.from({length: query + 1}, (_, key) =>
    dot(rowAt(turnedQ, query), rowAt(turnedK, key)),
  );
  const products = model.map((_, key) =>
    dot(
      turnTo(rowAt(q, query), rotation.pairs, query - key),
      turnTo(rowAt(k, key), rotation.pairs, 0),
    ),
  );
  return [
    {
      name: 'keys turned by their frequencies = the turned keys',
      error: relativeError(keys, turnedK.data),
      of,
      tolerance: TOLERANCE,
    },
    {
      name: 'turned q x turned k goes by their distance',
      error: relativeError(products, model),
      of,
      tolerance: TOLERANCE,
    },
  ];
}

/** Frequencies are told from vectors of single precision. */
const TOLERANCE = 2e-3;
