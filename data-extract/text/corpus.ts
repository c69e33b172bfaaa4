import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {gunzipSync} from 'node:zlib';

import {sha256} from '../../foundations/canonical-json.ts';
import {UserError} from '../../foundations/user-error.ts';
import {wordsOf} from './bag-of-words.ts';
import type {CorpusRequest} from './corpus-request.ts';

export interface Corpus {
  documents: string[];
  /** The file as it was read, e.g. compressed. */
  file: {path: string; bytes: number; sha256: string};
}

/**
 * Read a text file.
 *
 * @param root - The repository.
 * @throws UserError where it is missing or holds no text.
 */
export async function readCorpus(request: CorpusRequest, root: string): Promise<Corpus> {
  const {path, documents} = request;
  const bytes = await readFile(join(root, path)).catch(() => {
    throw new UserError(
      'corpus',
      `There is no text file ${path}.`,
      'Correct the path in the capture file; it is relative to the repository.',
    );
  });
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const all = splitDocuments(text, request.separator);
  if (all.length === 0) {
    throw new UserError('corpus', `${path} holds no text.`, 'Name a file with text.');
  }
  return {
    documents: all.slice(0, documents),
    file: {path, bytes: bytes.length, sha256: sha256(bytes)},
  };
}

/** The documents of a text, without empty ones and spaces around them. */
const splitDocuments = (text: string, separator = '<|endoftext|>'): string[] =>
  text
    .split(separator)
    .map(document => document.trim())
    .filter(document => document !== '');

/** Words in lower case with how often they occur, most frequent first, then by letters. */
export function countWords(documents: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const document of documents) {
    for (const {text} of wordsOf(document)) {
      const word = text.toLowerCase();
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}
