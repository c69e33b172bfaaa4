import {isRest, residMid, residPost, residPre} from '../graph/model-map.ts';
import type {BlockSite} from '../graph/model-map.ts';
import type {LayerRequest} from '../stage/layer-request.ts';
import {dot, rowAt} from '../stage/head-math.ts';
import {blocksOf, hookOf, rowsOf} from '../stage/stage-run.ts';
import type {StageContext} from '../stage/stage-run.ts';
import {inBlock, kindsOf} from '../stage/tensor-kind.ts';
import {missingLayers} from './missing-layers.ts';
import {reasons} from './probe.ts';
import type {NamedTensor, Probe} from './probe.ts';

export interface ResidualRequest extends LayerRequest {
  /**
   * Points of the block at which the stream is read; in a block that normalises after
   * adding, `mid` and `post` are the sums before the norm. `attended` is the stream with
   * what attention adds: `mid`, and where a block adds everything at once `pre` and
   * `hook_attn_out` together, `blocks.{l}.hook_resid_attended`.
   */
  at: readonly Point[];
  /** Also how long each vector is: `blocks.{l}.hook_resid_pre_length` `[position]`. */
  lengths?: boolean;
}

type Point = 'pre' | 'mid' | 'attended' | 'post';

const POINTS = {pre: residPre, mid: residMid, post: residPost} as const;

/** The residual stream of every layer, `[position, d_model]`, at the points asked for. */
export const residual: Probe<ResidualRequest> = {
  defaults: {at: ['pre', 'mid', 'post']},

  tensors: kindsOf(
    'activation',
    ['position', 'd_model'],
    ...inBlock('hook_resid_pre', 'hook_resid_mid', 'hook_resid_post'),
    ...inBlock('hook_resid_attended'),
  ).concat(
    kindsOf(
      'activation',
      ['position'],
      ...inBlock(
        ...['pre', 'mid', 'attended', 'post'].map(point => `hook_resid_${point}_length`),
      ),
    ),
  ),

  outputs: (context, request) => pointsOf(context, request).flatMap(({terms}) => terms),

  collect: (run, request) => ({
    tensors: pointsOf(run, request).flatMap(({block, point, terms}): NamedTensor[] => {
      const [first, other] = terms.map(tensor => rowsOf(run, tensor));
      const {shape} = first;
      const data =
        terms.length > 1
          ? first.data.map((value, i) => value + other.data[i])
          : first.data;
      const name = hookOf(run, block, `hook_resid_${point}`);
      const vectors = {name, data, shape, axes: ['position', 'd_model']};
      if (!request.lengths) return [vectors];
      const lengths = Float32Array.from({length: shape[0]}, (_, position) => {
        const own = rowAt({data, shape}, position);
        return Math.sqrt(dot(own, own));
      });
      const axes = ['position'];
      return [vectors, {name: `${name}_length`, data: lengths, shape: [shape[0]], axes}];
    }),
    result: null,
  }),

  leftOut(run, {at, layers}) {
    const found = run.map.blocks.map(({layer}) => layer);
    return [
      ...missingLayers(run, layers, found, `hook_resid_${at[0]}`),
      ...blocksOf(run, run.map.blocks, layers).flatMap(block =>
        at
          .filter(point => isCut(run, block, point))
          .map(point => ({
            layer: block.layer,
            what: hookOf(run, block, `hook_resid_${point}`),
            reason: 'the stream could not be followed through all of the layer',
          })),
      ),
    ];
  },

  missing: context => `no residual stream was found in the model${reasons(context)}`,
};

function pointsOf(
  context: StageContext,
  {at, layers}: ResidualRequest,
): {block: BlockSite; point: Point; terms: string[]}[] {
  return blocksOf(context, context.map.blocks, layers).flatMap(block =>
    at.flatMap(point => {
      const terms = isCut(context, block, point) ? [] : termsOf(block, point);
      return terms.length === 0 ? [] : [{block, point, terms}];
    }),
  );
}

/** The tensors that a point of the stream is the sum of; none where it is not there. */
function termsOf(block: BlockSite, point: Point): string[] {
  if (point !== 'attended') return [POINTS[point](block) ?? []].flat();
  const mid = residMid(block);
  if (mid !== null) return [mid];
  return block.attentionOut === null ? [] : [residPre(block), block.attentionOut];
}

/** Whether a point lies where the stream of a block was not found. */
function isCut({map}: StageContext, block: BlockSite, point: Point): boolean {
  const rest = isRest(map, block);
  return (
    (rest === 'end' && point === 'pre') || (rest === 'beginning' && point === 'post')
  );
}
