import {createReadStream} from 'node:fs';
import {createInterface} from 'node:readline';
import {createGunzip} from 'node:zlib';

import {UserError} from '../../../foundations/user-error.ts';
import {VectorTable} from './vector-table.ts';

const ROOM = 1 << 16;

/**
 * Read word vectors from a text file in the layout of GloVe, word2vec and fastText: a word
 * and its numbers per line, separated by spaces, after an optional first line with how many
 * words and numbers there are. Files that end in `.gz` are unpacked.
 *
 * @param file - Its path.
 * @param most - Only the first so many words are read.
 * @remarks Words may contain spaces: the numbers are counted from the end of the line. A
 * word that stands there twice keeps its first vector.
 * @throws UserError that names the line which is no vector.
 */
export async function readTextVectors(file: string, most: number): Promise<VectorTable> {
  const words: string[] = [];
  const known = new Set<string>();
  let dModel = 0;
  let data = new Float32Array(0);
  let number = 0;
  for await (const line of linesOf(file)) {
    number++;
    if (number === 1) {
      const header = /^\d+ (\d+)\s*$/.exec(line);
      if (header) {
        dModel = Number(header[1]);
        continue;
      }
    }
    const fields = line.trimEnd().split(' ');
    if (fields.length === 1 && fields[0] === '') continue;
    if (dModel === 0) dModel = fields.length - 1;
    const start = fields.length - dModel;
    const vector = start > 0 ? fields.slice(start).map(toNumber) : [];
    if (vector.length === 0 || !vector.every(Number.isFinite)) {
      throw notVectors(file, number, dModel);
    }
    const word = fields.slice(0, start).join(' ');
    if (known.has(word)) continue;
    known.add(word);
    const needed = (words.length + 1) * dModel;
    if (needed > data.length) data = grown(data, Math.max(needed, 2 * data.length, ROOM));
    data.set(vector, words.length * dModel);
    words.push(word);
    if (words.length === most) break;
  }
  if (words.length === 0) throw notVectors(file, 1, dModel);
  return new VectorTable(words, data.slice(0, words.length * dModel), dModel);
}

const toNumber = (field: string): number => (field === '' ? NaN : Number(field));

function linesOf(file: string): AsyncIterable<string> {
  const stream = createReadStream(file);
  const input = file.endsWith('.gz') ? stream.pipe(createGunzip()) : stream;
  return createInterface({input, crlfDelay: Infinity});
}

function grown(data: Float32Array, length: number): Float32Array<ArrayBuffer> {
  const larger = new Float32Array(length);
  larger.set(data);
  return larger;
}

const notVectors = (file: string, line: number, dModel: number): UserError =>
  new UserError(
    'word-vectors',
    `${file}:${line}: this is not a word followed by ${dModel > 0 ? `${dModel} ` : ''}numbers.`,
    'Name a text file of GloVe, word2vec or fastText (not a binary one) in course.config.ts.',
  );
