import {readFile, writeFile} from 'node:fs/promises';

/**
 * Write a copy of a model in which tensors have other names, as long as their own.
 *
 * @param names - New names by old ones.
 */
export async function rename(
  model: string,
  copy: string,
  names: Readonly<Record<string, string>>,
): Promise<void> {
  const bytes = await readFile(model);
  for (const [from, to] of Object.entries(names)) {
    if (from.length !== to.length) throw new Error(`${to} is not as long as ${from}`);
    // Names stand behind their length; longer ones that begin or end so are others'.
    const field = Buffer.from([from.length, ...Buffer.from(from)]);
    let at = bytes.indexOf(field);
    if (at < 0) throw new Error(`the model has no ${from}`);
    for (; at >= 0; at = bytes.indexOf(field, at + 1)) bytes.write(to, at + 1);
  }
  await writeFile(copy, bytes);
}
