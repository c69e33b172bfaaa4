import type {BlockSite} from '../graph/model-map.ts';
import type {LayerRequest} from '../stage/layer-request.ts';
import {blocksOf, hookOf, rowsOf} from '../stage/stage-run.ts';
import type {StageContext} from '../stage/stage-run.ts';
import {inBlock, kindsOf} from '../stage/tensor-kind.ts';
import {missingLayers} from './missing-layers.ts';
import type {Probe} from './probe.ts';

export interface OutputsRequest extends LayerRequest {
  /** `blocks.{l}.hook_attn_out`, `hook_cross_attn_out`, `hook_mlp_out`. */
  of: readonly ('attn_out' | 'cross_attn_out' | 'mlp_out')[];
}

const FIELDS = {
  attn_out: 'attentionOut',
  cross_attn_out: 'crossOut',
  mlp_out: 'mlpOut',
} as const;

/** What the parts of a block add to the stream: `blocks.{l}.hook_attn_out`. */
export const outputs: Probe<OutputsRequest> = {
  defaults: {of: ['attn_out', 'mlp_out']},

  tensors: kindsOf(
    'activation',
    ['position', 'd_model'],
    ...inBlock('hook_attn_out', 'hook_cross_attn_out', 'hook_mlp_out'),
  ),

  outputs: (context, request) => tensorsOf(context, request).map(({tensor}) => tensor),

  collect: (run, request) => ({
    tensors: tensorsOf(run, request).map(({block, part, tensor}) => ({
      name: hookOf(run, block, `hook_${part}`),
      ...rowsOf(run, tensor),
      axes: ['position', 'd_model'],
    })),
    result: null,
  }),

  leftOut: (run, {of, layers}) =>
    of.flatMap(part => {
      const found = run.map.blocks.filter(block => block[FIELDS[part]] !== null);
      // A model without cross-attention lacks none of it.
      if (found.length === 0 && part === 'cross_attn_out') return [];
      const own = found.map(({layer}) => layer);
      return missingLayers(run, layers, own, `hook_${part}`);
    }),

  missing: () => 'no such parts were found in the model',
};

function tensorsOf(
  context: StageContext,
  {of, layers}: OutputsRequest,
): {block: BlockSite; part: string; tensor: string}[] {
  return blocksOf(context, context.map.blocks, layers).flatMap(block =>
    of.flatMap(part => {
      const tensor = block[FIELDS[part]];
      return tensor === null ? [] : [{block, part, tensor}];
    }),
  );
}
