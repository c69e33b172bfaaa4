import {mkdir, readFile, rename, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';

/**
 * A fact that takes time to find out and follows from its key alone. It is kept in the
 * repository's cache; where that cannot be written to, it is found out each time.
 *
 * @param root - The repository.
 * @param name - What kind of facts these are; names their file.
 */
export async function remembered(
  root: string,
  name: string,
  key: string,
  find: () => Promise<string>,
): Promise<string> {
  const file = join(root, '.cache', `${name}.json`);
  const known = await readFacts(file);
  if (Object.hasOwn(known, key)) return known[key];
  const fact = await find();
  const partial = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}.partial`;
  try {
    await mkdir(dirname(file), {recursive: true});
    await writeFile(partial, JSON.stringify({...(await readFacts(file)), [key]: fact}));
    await rename(partial, file);
  } catch {
    // Said above.
  }
  return fact;
}

async function readFacts(file: string): Promise<Record<string, string>> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
  } catch {
    return {};
  }
}
