import {readFile} from 'node:fs/promises';
import {join} from 'node:path';

import * as v from 'valibot';

import {replaceFile} from '../../foundations/files/replace-file.ts';

const Facts = v.record(v.string(), v.string());

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
  try {
    await replaceFile(file, JSON.stringify({...(await readFacts(file)), [key]: fact}));
  } catch {
    // Said above.
  }
  return fact;
}

/** What is kept; nothing where the file is not there or holds something else. */
async function readFacts(file: string): Promise<Record<string, string>> {
  try {
    return v.parse(Facts, JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return {};
  }
}
