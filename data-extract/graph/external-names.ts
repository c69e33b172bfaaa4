import {readFileSync, statSync} from 'node:fs';

import {FileSource} from './byte-source.ts';
import type {OnnxGraph} from './onnx.ts';
import {readModel} from './read-graph.ts';

/**
 * Names that a model file gives to the files with its weights, relative to its own
 * folder; none where it cannot be read, which is reported where it is opened.
 */
export function externalNames(path: string): string[] {
  if (isSmall(path) && !readFileSync(path).includes(KEY)) return [];
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

/** The field of a weight that holds such a name; a file without this word has none. */
const KEY = 'location';

/** Whether a file is searched for a word sooner than it is read as a graph. */
const isSmall = (path: string): boolean => statSync(path).size < 64 * 2 ** 20;

function namesIn({initializers, nodes}: OnnxGraph): string[] {
  const own = [...initializers.values()].flatMap(
    ({external}) => external?.location ?? [],
  );
  const inner = nodes.flatMap(({attributes}) =>
    [...attributes.values()].flatMap(({graph}) => (graph ? namesIn(graph) : [])),
  );
  return [...own, ...inner];
}
