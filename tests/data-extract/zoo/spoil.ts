import {readFile, writeFile} from 'node:fs/promises';

import {FileSource} from '../../../data-extract/graph/byte-source.ts';
import {readModel} from '../../../data-extract/graph/read-graph.ts';

/**
 * Write a copy of a model in which one node is another operator with as long a name.
 *
 * @param node - Its name.
 * @throws Error where there is no such node.
 */
export async function spoil(
  model: string,
  copy: string,
  node: string,
  [from, to]: [string, string],
): Promise<void> {
  const source = new FileSource(model);
  const {graph} = readModel(source);
  source.close();
  const place = graph.nodes.find(({name}) => name === node)?.place;
  if (!place || from.length !== to.length) throw new Error(`there is no node ${node}`);
  const bytes = await readFile(model);
  // Field 4 of a node is its operator.
  const field = Buffer.from([0x22, from.length, ...Buffer.from(from)]);
  const at = bytes.subarray(0, place.end).lastIndexOf(field);
  if (at < place.start) throw new Error(`${node} is no ${from}`);
  bytes.write(to, at + 2);
  await writeFile(copy, bytes);
}
