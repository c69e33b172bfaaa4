import {FileSource} from './byte-source.ts';
import type {OnnxGraph} from './onnx.ts';
import {readModel} from './read-graph.ts';

/**
 * Names that a model file gives to the files with its weights, relative to its own
 * folder; none where it cannot be read, which is reported where it is opened.
 */
export function externalNames(path: string): string[] {
  const source = new FileSource(path);
  try {
    return [...new Set(namesIn(readModel(source).graph))].sort();
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  } finally {
    source.close();
  }
}

function namesIn({initializers, nodes}: OnnxGraph): string[] {
  const own = [...initializers.values()].flatMap(
    ({external}) => external?.location ?? [],
  );
  const inner = nodes.flatMap(({attributes}) =>
    [...attributes.values()].flatMap(({graph}) => (graph ? namesIn(graph) : [])),
  );
  return [...own, ...inner];
}
