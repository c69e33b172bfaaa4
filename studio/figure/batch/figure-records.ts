import {readFile} from 'node:fs/promises';
import {join} from 'node:path';

import {sha256} from '../../../foundations/canonical-json.ts';
import {cacheFolder} from '../../../foundations/course-root.ts';
import {replaceFile} from '../../../foundations/files/replace-file.ts';

/** What is remembered of a figure that was drawn. */
interface FigureRecord {
  key: string;
  /** Of the file, which may have been changed since. */
  sha256: string;
}

const recordOf = (file: string): string =>
  join(cacheFolder(), 'figures', `${sha256(file).slice(0, 32)}.json`);

const hashOf = (file: string): Promise<string | null> =>
  readFile(file).then(sha256, () => null);

/** Whether a file is the figure of a key, as it was drawn. */
export async function isDrawn(file: string, key: string): Promise<boolean> {
  const text = await readFile(recordOf(file), 'utf8').catch(() => 'null');
  const record = JSON.parse(text) as FigureRecord | null;
  return record?.key === key && record.sha256 === (await hashOf(file));
}

/** Remember a figure that has been drawn into a file. */
export async function keepDrawn(file: string, key: string): Promise<void> {
  const record = {key, sha256: await hashOf(file)};
  await replaceFile(recordOf(file), JSON.stringify(record));
}
