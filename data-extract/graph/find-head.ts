import {isLinear, variables} from './graph-index.ts';
import type {GraphIndex} from './graph-index.ts';

/** The end of the model, by its tensors. */
export interface HeadSite {
  /** The graph output `[batch, position, vocab]`. */
  logits: string;
  /** Output of the final norm, what the head multiplies. */
  normalized: string;
  /** The head's weight as the product reads it, `[d_model, vocab]`. */
  weight: string;
}

/** Go from the `logits` output back to the linear layer that makes it. */
export function findHead(index: GraphIndex): HeadSite | null {
  const logits = index.graph.outputs.find(({name}) => name === 'logits');
  if (!logits) return null;
  let tensor = logits.name;
  for (let depth = 0; depth < 8; depth++) {
    const node = index.producer(tensor);
    if (!node) return null;
    const [input] = variables(index, node);
    if (isLinear(index, node)) {
      const weight = node.inputs.find(name => name !== input && name !== '');
      return weight ? {logits: logits.name, normalized: input, weight} : null;
    }
    if (input === undefined) return null;
    tensor = input;
  }
  return null;
}
