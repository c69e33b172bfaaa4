import {expect, test} from 'vitest';

import type {CapturedResults} from '../../../data-extract/capture/format.ts';
import {requireParts} from '../../../data-extract/pipeline/require-parts.ts';
import type {LeftOut} from '../../../data-extract/stage/left-out.ts';

/** What a capture has; of results only their names count. */
const FOUND = {
  tensors: [{name: 'blocks.0.attn.hook_k'}, {name: 'contexts.places'}],
  results: {modules: {}} as CapturedResults,
};
const part = (probe: string | null, what: string): LeftOut => ({
  probe,
  layer: 2,
  what,
  reason: 'nothing shows it',
});

test.each([
  // In another layer it is there.
  part('headValues', 'blocks.2.attn.hook_k'),
  // Of two heads one has tiles.
  part('modules', 'modules of a part'),
  // Scenes say so where experts are fused.
  part('router', 'blocks.2.mlp.hook_expert_out'),
  // Nobody asked for it.
  part(null, 'layer 2: a fused operator'),
])('%j does not hold a scene up', one => {
  expect(() => requireParts({...FOUND, unrecognised: [one]})).not.toThrow();
});

test.each([
  [
    part('headValues', 'blocks.2.attn.hook_v'),
    'probes.headValues: of this model there is no attn.hook_v: nothing shows it.',
  ],
  [
    part('rotary', 'rotation of the head "a"'),
    'probes.rotary: of this model there is no rotation of the head "a": nothing shows it.',
  ],
])('what no layer has is refused: %j', (one, said) => {
  expect(() => requireParts({...FOUND, unrecognised: [one]})).toThrow(said);
});
