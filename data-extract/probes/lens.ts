import {cloneWay} from '../graph/clone.ts';
import {hasWholeStream, isRest, residPost, residPre} from '../graph/model-map.ts';
import {makeNode} from '../graph/onnx.ts';
import {joinExtras, NO_EXTRAS} from '../stage/extras.ts';
import type {Extras} from '../stage/extras.ts';
import type {LayerRequest} from '../stage/layer-request.ts';
import {atMostVocab, reduceLogits} from '../stage/logits.ts';
import type {ReducedLogits} from '../stage/logits.ts';
import {toNextTokens} from '../stage/next-tokens.ts';
import type {NextTokens} from '../stage/next-tokens.ts';
import {blocksOf} from '../stage/stage-run.ts';
import type {StageContext} from '../stage/stage-run.ts';
import {positionIn} from './positions.ts';
import {NOTHING} from './probe.ts';
import type {Probe} from './probe.ts';

export interface LensRequest extends LayerRequest {
  /** How many of the best tokens are kept per position. */
  topK: number;
  /** Positions at which it is read; negative ones count from the end. Default all. */
  positions?: readonly number[];
}

export interface LensResult {
  /** From the stream before a layer to the one after the last. */
  rows: {
    /** `embed`, or the layer after whose addition the stream is read. */
    after: 'embed' | number;
    positions: (NextTokens & {position: number})[];
  }[];
  /**
   * Whether the model says what stands at a position itself, as one that fills gaps does,
   * and not what comes after it.
   */
  fills?: true;
}

/**
 * The logit lens: what the final norm and the head make of the stream after each layer.
 * The nodes of norm and head are repeated in the graph, so it is the model's own
 * arithmetic.
 */
export const lens: Probe<LensRequest, LensResult> = {
  defaults: {topK: 5},

  tensors: [],

  outputs: (context, request) =>
    rows(context, request).flatMap(({reduced}) => reduced.outputs),
  extras: (context, request) =>
    joinExtras(
      rows(context, request).flatMap(({extras, reduced}) => [extras, reduced.extras]),
    ),

  collect(run, request) {
    const found = rows(run, request);
    if (found.length === 0) return NOTHING;
    const positions = positionsOf(run, request);
    const result: LensResult = {
      ...(run.causal ? {} : {fills: true}),
      rows: found.map(({after, reduced}) => ({
        after,
        positions: reduced.read(run).map((row, i) => ({
          position: positions[i],
          ...toNextTokens(run, row, positions[i]),
        })),
      })),
    };
    return {tensors: [], result};
  },

  missing: () =>
    'the model has no head that could read the stream of an earlier layer, or the stream was not found whole',
};

const positionsOf = (context: StageContext, {positions}: LensRequest): number[] =>
  positions?.map(position => positionIn(context, position, 'probes.lens.positions')) ??
  context.tokens.map((_, i) => i);

function rows(
  context: StageContext,
  request: LensRequest,
): {after: 'embed' | number; reduced: ReducedLogits; extras: Extras}[] {
  const {blocks, head} = context.map;
  const last = blocks.at(-1);
  // What lies between the streams and the head must be the final norm alone.
  if (!head || !last || !hasWholeStream(context.map) || isRest(context.map, last))
    return [];
  const end = residPost(last);
  const streams: {after: 'embed' | number; tensor: string}[] = [
    ...(request.layers ? [] : [{after: 'embed' as const, tensor: residPre(blocks[0])}]),
    ...blocksOf(context, blocks, request.layers).map(block => ({
      after: block.layer,
      tensor: residPost(block),
    })),
  ];
  const positions = positionsOf(context, request);
  return streams.flatMap(({after, tensor}) => {
    const prefix = `aim/lens/${after}`;
    const way = readAt(context, {end, logits: head.logits, tensor, positions, prefix});
    if (!way) return [];
    const topK = atMostVocab(context.map, request.topK);
    const next = positions.map(position => context.tokens[position + 1]?.id ?? 0);
    const reduced = reduceLogits(way.tensor, `${prefix}/reduced`, topK, next);
    return [{after, reduced, extras: way.extras}];
  });
}

/**
 * What the head makes of a stream at some positions. Only these go through it, unless its
 * nodes put the stream into a shape that has room for all.
 */
function readAt(
  {map: {index}}: StageContext,
  {
    end,
    logits,
    tensor,
    positions,
    prefix,
  }: {
    end: string;
    logits: string;
    tensor: string;
    positions: readonly number[];
    prefix: string;
  },
): {tensor: string; extras: Extras} | null {
  const chosen = choosePositions(tensor, positions, prefix);
  const some = cloneWay(index, end, logits, chosen.tensor, prefix);
  if (!some) return null;
  if (some.nodes.every(({op}) => op !== 'Reshape')) {
    const extras = joinExtras([chosen.extras, {...NO_EXTRAS, nodes: some.nodes}]);
    return {tensor: some.output, extras};
  }
  const all = cloneWay(index, end, logits, tensor, prefix);
  if (!all) return null;
  const rows = choosePositions(all.output, positions, prefix);
  return {
    tensor: rows.tensor,
    extras: joinExtras([{...NO_EXTRAS, nodes: all.nodes}, rows.extras]),
  };
}

function choosePositions(
  tensor: string,
  positions: readonly number[],
  prefix: string,
): {tensor: string; extras: Extras} {
  const list = {name: `${prefix}/positions`, values: positions};
  const output = `${prefix}/stream`;
  const node = makeNode('Gather', [tensor, list.name], [output], {axis: {i: 1}});
  return {tensor: output, extras: {...NO_EXTRAS, nodes: [node], lists: [list]}};
}
