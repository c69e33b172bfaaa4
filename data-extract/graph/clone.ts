import type {GraphIndex} from './graph-index.ts';
import {makeNode} from './onnx.ts';
import type {OnnxNode} from './onnx.ts';
import {nodesBetween} from './paths.ts';

/**
 * Nodes that do to another tensor what the graph does on the way from one tensor to
 * another.
 *
 * @param from - Where the way begins.
 * @param to - Where it ends.
 * @param input - What is fed in the place of `from`.
 * @param prefix - Put before the names of the new tensors.
 * @returns `null` where a node of the way cannot be repeated.
 */
export function cloneWay(
  index: GraphIndex,
  from: string,
  to: string,
  input: string,
  prefix: string,
): {nodes: OnnxNode[]; output: string} | null {
  const way = nodesBetween(index, from, to);
  const renamed = new Map([[from, input]]);
  for (const {outputs} of way) {
    for (const output of outputs)
      if (output !== '') renamed.set(output, `${prefix}/${output}`);
  }
  const rename = (tensor: string): string => renamed.get(tensor) ?? tensor;
  const plain = way.every(({attributes}) =>
    [...attributes.values()].every(({tensor, graph}) => !tensor && !graph),
  );
  if (!plain || way.length === 0) return null;
  return {
    nodes: way.map(node => ({
      ...makeNode(
        node.op,
        node.inputs.map(rename),
        node.outputs.map(rename),
        {},
        node.domain,
      ),
      name: `${prefix}/${node.name}`,
      attributes: node.attributes,
    })),
    output: rename(to),
  };
}
