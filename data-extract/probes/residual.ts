import type {ResidualRequest} from '../declaration.ts';
import {UserError} from '../user-error.ts';
import {valueOf} from './probe.ts';
import type {Probe} from './probe.ts';

/** The residual stream of every layer, `[position, d_model]`, at the points asked for. */
export const residual: Probe<ResidualRequest> = {
  outputs({map}, {at}) {
    if (map.residual.length === 0) {
      throw new UserError(
        'probe-residual',
        'No residual stream was found in the model.',
        'Leave the probe out.',
      );
    }
    return map.residual.flatMap(block => at.map(point => block[point]));
  },

  collect({map}, {at}, values) {
    return {
      tensors: map.residual.flatMap(block =>
        at.map(point => {
          const {data, shape} = valueOf(values, block[point]);
          return {
            name: `blocks.${block.layer}.hook_resid_${point}`,
            data,
            shape: shape.slice(1),
            axes: ['position', 'd_model'],
          };
        }),
      ),
      results: {},
    };
  },
};
