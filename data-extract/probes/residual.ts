import {isRest, residMid, residPost, residPre} from '../graph/model-map.ts';
import type {BlockSite} from '../graph/model-map.ts';
import type {LayerRequest} from '../stage/layer-request.ts';
import {blocksOf, hookOf, rowsOf} from '../stage/stage-run.ts';
import type {StageContext} from '../stage/stage-run.ts';
import {inBlock, kindsOf} from '../stage/tensor-kind.ts';
import {missingLayers} from './missing-layers.ts';
import {reasons} from './probe.ts';
import type {Probe} from './probe.ts';

export interface ResidualRequest extends LayerRequest {
  /**
   * Points of the block at which the stream is read; in a block that normalises after
   * adding, `mid` and `post` are the sums before the norm.
   */
  at: readonly ('pre' | 'mid' | 'post')[];
}

const POINTS = {pre: residPre, mid: residMid, post: residPost} as const;

/** The residual stream of every layer, `[position, d_model]`, at the points asked for. */
export const residual: Probe<ResidualRequest> = {
  defaults: {at: ['pre', 'mid', 'post']},

  tensors: kindsOf(
    'activation',
    ['position', 'd_model'],
    ...inBlock('hook_resid_pre', 'hook_resid_mid', 'hook_resid_post'),
  ),

  outputs: (context, request) => pointsOf(context, request).map(({tensor}) => tensor),

  collect: (run, request) => ({
    tensors: pointsOf(run, request).map(({block, point, tensor}) => ({
      name: hookOf(run, block, `hook_resid_${point}`),
      ...rowsOf(run, tensor),
      axes: ['position', 'd_model'],
    })),
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
): {block: BlockSite; point: string; tensor: string}[] {
  return blocksOf(context, context.map.blocks, layers).flatMap(block =>
    at.flatMap(point => {
      const tensor = isCut(context, block, point) ? null : POINTS[point](block);
      return tensor === null ? [] : [{block, point, tensor}];
    }),
  );
}

/** Whether a point lies where the stream of a block was not found. */
function isCut({map}: StageContext, block: BlockSite, point: string): boolean {
  const rest = isRest(map, block);
  return (
    (rest === 'end' && point === 'pre') || (rest === 'beginning' && point === 'post')
  );
}
