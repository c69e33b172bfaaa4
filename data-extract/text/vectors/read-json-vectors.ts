import {readFile} from 'node:fs/promises';

import {UserError} from '../../../foundations/user-error.ts';
import {VectorTable} from './vector-table.ts';

/** The layout of wink's embeddings; rows have further numbers after the vector's own. */
interface JsonVectors {
  dimensions: number;
  words: string[];
  vectors: Record<string, number[]>;
}

/**
 * Read word vectors in wink's JSON layout: `dimensions`, `words` by frequency, and
 * `vectors` by word.
 *
 * @param most - Only the first so many words are kept.
 * @throws UserError where the file has another layout.
 */
export async function readJsonVectors(file: string, most: number): Promise<VectorTable> {
  const parsed = parse(await readFile(file, 'utf8'));
  const {dimensions, vectors} = parsed;
  if (!dimensions || !Array.isArray(parsed.words) || !vectors) {
    throw new UserError(
      'word-vectors',
      `${file} has no "dimensions", "words" and "vectors".`,
      'Name a JSON file of that layout, or a text file with a word and its numbers per line.',
    );
  }
  const words = parsed.words.slice(0, most);
  const data = new Float32Array(words.length * dimensions);
  words.forEach((word, place) => {
    const row = vectors[word];
    for (let i = 0; i < dimensions; i++) data[place * dimensions + i] = row[i];
  });
  return new VectorTable(words, data, dimensions);
}

function parse(text: string): Partial<JsonVectors> {
  try {
    return (JSON.parse(text) ?? {}) as Partial<JsonVectors>;
  } catch {
    return {};
  }
}
