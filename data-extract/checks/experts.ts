import type {BlockSite} from '../graph/model-map.ts';
import {computedChoice, expertOutputs, routed} from '../stage/expert-values.ts';
import {relativeError} from '../numbers/relative-error.ts';
import type {CheckPart} from './part.ts';

/** Of a layer of experts: those with the best scores are chosen, with the weights due. */
export function expertsPart({experts}: BlockSite): CheckPart[] {
  if (!experts) return [];
  return [
    {
      outputs: expertOutputs(experts),
      check(run) {
        const {weights, chosen} = routed(run, experts);
        const [ranked, again] = computedChoice(run, experts, chosen);
        const flat = (rows: number[][]): Float32Array => Float32Array.from(rows.flat());
        const [own, computed] = [flat(weights), flat(again)];
        const {gate, factor} = experts;
        const checks = [
          {
            name: 'chosen experts = best scores',
            error: sameSets(chosen, ranked) ? 0 : Infinity,
          },
          {
            name: `${gate === 'sigmoid' ? gate : 'softmax'}(router scores) = weights`,
            error: relativeError(computed, own),
          },
        ];
        if (!experts.normalised) return checks;
        const error = Math.max(
          ...weights.map(row => Math.abs(row.reduce((a, b) => a + b, 0) / factor - 1)),
        );
        return [...checks, {name: 'weights of chosen experts sum to 1', error}];
      },
    },
  ];
}

const sameSets = (a: readonly number[][], b: readonly number[][]): boolean =>
  a.length === b.length && a.every((row, i) => row.every(entry => b[i].includes(entry)));
