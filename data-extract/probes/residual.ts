import type {ResidualRequest} from '../declare/declaration.ts';
import {residMid, residPost, residPre} from '../graph/model-map.ts';
import type {BlockSite} from '../graph/model-map.ts';
import {blocksOf, hookOf, rowsOf} from '../stage/stage-run.ts';
import type {StageContext} from '../stage/stage-run.ts';
import {missingLayers} from './missing-layers.ts';
import {reasons} from './probe.ts';
import type {Probe} from './probe.ts';

const POINTS = {pre: residPre, mid: residMid, post: residPost} as const;

/** The residual stream of every layer, `[position, d_model]`, at the points asked for. */
export const residual: Probe<ResidualRequest> = {
  outputs: (context, request) => pointsOf(context, request).map(({tensor}) => tensor),

  collect: (run, request) => ({
    tensors: pointsOf(run, request).map(({block, point, tensor}) => ({
      name: hookOf(run, block, `hook_resid_${point}`),
      ...rowsOf(run, tensor),
      axes: ['position', 'd_model'],
    })),
    results: {},
  }),

  leftOut(run, {at, layers}) {
    const found = run.map.blocks.map(({layer}) => layer);
    return missingLayers(run, layers, found, `hook_resid_${at[0]}`);
  },

  missing: context => `no residual stream was found in the model${reasons(context)}`,
};

function pointsOf(
  context: StageContext,
  {at, layers}: ResidualRequest,
): {block: BlockSite; point: string; tensor: string}[] {
  return blocksOf(context, context.map.blocks, layers).flatMap(block =>
    at.flatMap(point => {
      const tensor = POINTS[point](block);
      return tensor === null ? [] : [{block, point, tensor}];
    }),
  );
}
