import type {AttentionRequest} from '../declaration.ts';
import {UserError} from '../user-error.ts';
import {valueOf} from './probe.ts';
import type {Probe} from './probe.ts';

/**
 * Attention of every layer and head, `[head, query, key]`: the softmax output as
 * `hook_pattern`, and the scaled scores before the mask as `hook_attn_scores`.
 */
export const attention: Probe<AttentionRequest> = {
  outputs({map}, {scores}) {
    if (map.attention.length === 0) {
      throw new UserError(
        'probe-attention',
        `No attention was found in the model${reasons(map.unrecognised)}.`,
        'Leave the probe out, or use a model whose attention is written out in its graph.',
      );
    }
    return map.attention.flatMap(site => [site.pattern, ...(scores ? [site.scores] : [])]);
  },

  collect({map}, {scores}, values) {
    const tensor = (name: string, source: string) => {
      const {data, shape} = valueOf(values, source);
      return {name, data, shape: shape.slice(1), axes: ['head', 'query', 'key']};
    };
    return {
      tensors: map.attention.flatMap(site => [
        tensor(`blocks.${site.layer}.attn.hook_pattern`, site.pattern),
        ...(scores
          ? [tensor(`blocks.${site.layer}.attn.hook_attn_scores`, site.scores)]
          : []),
      ]),
      results: {},
    };
  },
};

const reasons = (all: readonly {what: string; reason: string}[]): string =>
  all.length === 0 ? '' : ` (${all.map(({what, reason}) => `${what}: ${reason}`).join('; ')})`;
