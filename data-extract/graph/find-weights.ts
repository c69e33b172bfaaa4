import type {ModelMap} from './describe-model.ts';
import {indexGraph, isLinear, variables} from './graph-index.ts';
import type {GraphIndex} from './graph-index.ts';

/** The weights that the checks of a capture multiply with. */
export interface CheckedWeights {
  /** Output projections of attention without bias: `input x weight = result`. */
  outputs: {input: string; weight: string; result: string}[];
  /** Gain of a final RMSNorm, or `null` where the norm is of another kind. */
  finalNorm: string | null;
}

/** Find output projections and the final norm's gain. */
export function findWeights(map: ModelMap): CheckedWeights {
  const index = indexGraph(map.graph);
  return {
    outputs: map.residual.flatMap(({attentionOut}) => {
      const node = index.producer(attentionOut);
      if (!node || node.op !== 'MatMul' || !isLinear(index, node)) return [];
      const [input, weight] = node.inputs;
      return index.isConstant(weight) ? [{input, weight, result: attentionOut}] : [];
    }),
    finalNorm: map.head ? gainOf(index, map.head.normalized) : null,
  };
}

/** The last step of an RMSNorm multiplies with its gain; a LayerNorm adds a bias. */
function gainOf(index: GraphIndex, normalized: string): string | null {
  const node = index.producer(normalized);
  if (node?.op !== 'Mul' || variables(index, node).length !== 1) return null;
  const gain = node.inputs.find(input => index.isConstant(input)) ?? null;
  const before = index.producer(variables(index, node)[0]);
  // x / sqrt(mean(x^2) + eps), written as a product or a quotient, without a mean taken off.
  return before?.op === 'Mul' || before?.op === 'Div' ? gain : null;
}
