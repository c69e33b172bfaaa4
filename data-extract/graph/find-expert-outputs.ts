import {isLinear, scalarOf} from './graph-index.ts';
import type {GraphIndex} from './graph-index.ts';
import {nodesBetween} from './paths.ts';
import {linearResult} from './trace.ts';

/** What one expert makes of its tokens, before that is weighed. */
export interface ExpertOutput {
  expert: number;
  /** `[token, d_model]`: of the tokens that chose it, in the order of the text. */
  tensor: string;
}

/**
 * Find the last layer of each expert where tokens are sent to the experts that they
 * chose: a graph then asks of every expert who chose it, and goes on with those tokens.
 *
 * @param chosen - Numbers of the chosen experts `[position, k]`.
 * @param end - What the layer adds to the stream.
 * @returns In the order of the experts; empty where they are not computed one by one.
 */
export function findExpertOutputs(
  index: GraphIndex,
  chosen: string,
  end: string,
): ExpertOutput[] {
  const found = index.consumers(chosen).flatMap(({op, inputs, outputs}) => {
    if (op !== 'Equal') return [];
    const expert = scalarOf(index, inputs[0] === chosen ? inputs[1] : inputs[0]);
    const last = nodesBetween(index, outputs[0], end).findLast(node =>
      isLinear(index, node),
    );
    return expert === null || !last ? [] : [{expert, tensor: linearResult(index, last)}];
  });
  return found.sort((a, b) => a.expert - b.expert);
}
