import type {GraphIndex} from '../graph-index.ts';
import type {OnnxNode} from '../onnx.ts';
import {isSize} from '../ops.ts';

/** A node that values of an input come to, and by which of its inputs. */
export interface Arrival {
  node: OnnxNode;
  slot: number;
}

/**
 * The nodes that a tensor's values come to, nearest first; sizes are no values.
 *
 * @param stop - Where the way ends; the node itself is among the results.
 */
export function arrivals(
  index: GraphIndex,
  tensor: string,
  stop: (arrival: Arrival) => boolean,
): Arrival[] {
  const found: Arrival[] = [];
  const seen = new Set([tensor]);
  const open = [tensor];
  for (let name = open.shift(); name !== undefined; name = open.shift()) {
    for (const node of index.consumers(name)) {
      if (isSize(node)) continue;
      const arrival = {node, slot: node.inputs.indexOf(name)};
      found.push(arrival);
      if (stop(arrival)) continue;
      for (const output of node.outputs) {
        if (output === '' || seen.has(output)) continue;
        seen.add(output);
        open.push(output);
      }
    }
  }
  return found;
}
