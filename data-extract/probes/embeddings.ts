import type {EmbeddingRequest} from '../declare/declaration.ts';
import {rowsOf, topHookOf} from '../stage/stage-run.ts';
import type {StageContext} from '../stage/stage-run.ts';
import type {Probe} from './probe.ts';

/** What the first block's input is the sum of: `hook_embed`, `hook_pos_embed`. */
export const embeddings: Probe<EmbeddingRequest> = {
  outputs: (context, request) => termsOf(context, request).map(({tensor}) => tensor),

  collect: (run, request) => ({
    tensors: termsOf(run, request).map(({hook, tensor}) => ({
      name: topHookOf(run, hook),
      ...rowsOf(run, tensor),
      axes: ['position', 'd_model'],
    })),
    results: {},
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
