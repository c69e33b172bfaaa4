import type {BlockSite} from '../../graph/model-map.ts';
import {expertOutputs, routed} from '../../probes/router.ts';
import {relativeError} from '../invariants.ts';
import type {CheckPart} from './part.ts';

/** Of a layer of experts: those with the best scores are chosen, with the weights due. */
export function expertsPart({experts}: BlockSite): CheckPart[] {
  if (!experts) return [];
  return [
    {
      outputs: expertOutputs(experts),
      check(run) {
        const {weights, chosen} = routed(run, experts);
        const again = routed(run, {...experts, chosen: null, weights: null});
        const flat = (rows: number[][]): Float32Array => Float32Array.from(rows.flat());
        const [own, computed] = [flat(weights), flat(again.weights)];
        const checks = [
          {
            name: 'chosen experts = best scores',
            error: sameSets(chosen, again.chosen) ? 0 : Infinity,
          },
          {
            name: 'softmax(router scores) = weights',
            error: relativeError(i => computed[i], own),
          },
        ];
        if (!experts.normalised) return checks;
        const error = Math.max(
          ...weights.map(row => Math.abs(row.reduce((a, b) => a + b, 0) - 1)),
        );
        return [...checks, {name: 'weights of chosen experts sum to 1', error}];
      },
    },
  ];
}

const sameSets = (a: readonly number[][], b: readonly number[][]): boolean =>
  a.length === b.length && a.every((row, i) => row.every(entry => b[i].includes(entry)));
