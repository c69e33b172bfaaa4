import {rowsOf, topHookOf} from '../stage/stage-run.ts';
import type {StageContext} from '../stage/stage-run.ts';
import {kindsOf} from '../stage/tensor-kind.ts';
import type {Probe} from './probe.ts';

export interface EmbeddingRequest {
  /** Rows of the token table, `hook_embed` `[position, d_model]`. */
  tokens?: boolean;
  /** Rows of the position table, `hook_pos_embed`. */
  positions?: boolean;
  /** Rows of the segment table, `hook_token_type_embed`. */
  segments?: boolean;
}

/** What the first block's input is the sum of: `hook_embed`, `hook_pos_embed`. */
export const embeddings: Probe<EmbeddingRequest> = {
  defaults: {tokens: true, positions: true},

  tensors: kindsOf(
    'activation',
    ['position', 'd_model'],
    'hook_embed',
    'hook_pos_embed',
    'hook_token_type_embed',
  ),

  outputs: (context, request) => termsOf(context, request).map(({tensor}) => tensor),

  collect: (run, request) => ({
    tensors: termsOf(run, request).map(({hook, tensor}) => ({
      name: topHookOf(run, hook),
      ...rowsOf(run, tensor),
      axes: ['position', 'd_model'],
    })),
    result: null,
  }),

  missing: () => 'the model has no table of that kind (positions may be turned in later)',
};

function termsOf(
  {map: {embedding}}: StageContext,
  {tokens, positions, segments}: EmbeddingRequest,
): {hook: string; tensor: string}[] {
  const terms = [
    {hook: 'hook_embed', tensor: embedding?.tokens, wanted: tokens},
    {hook: 'hook_pos_embed', tensor: embedding?.positions, wanted: positions},
    {hook: 'hook_token_type_embed', tensor: embedding?.segments, wanted: segments},
  ];
  return terms.flatMap(({hook, tensor, wanted}) =>
    wanted && tensor ? [{hook, tensor}] : [],
  );
}
