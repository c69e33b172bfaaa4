import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import {readJsonVectors} from '../../../../data-extract/text/vectors/read-json-vectors.ts';
import {readTextVectors} from '../../../../data-extract/text/vectors/read-text-vectors.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aim-vectors-'));
});
afterAll(() => rm(folder, {recursive: true, force: true}));

async function put(name: string, content: string | Uint8Array): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, content);
  return file;
}

describe('a text file', () => {
  test.each([
    ['GloVe', 'the 1 -2 0.5\n고양이 0 1e-2 -3\n'],
    ['word2vec, with sizes on the first line', '2 3\nthe 1 -2 0.5 \n고양이 0 1e-2 -3 \n'],
    ['lines that end as on Windows', 'the 1 -2 0.5\r\n고양이 0 1e-2 -3\r\n'],
    ['no line end at the end', 'the 1 -2 0.5\n고양이 0 1e-2 -3'],
    ['a word twice', 'the 1 -2 0.5\n고양이 0 1e-2 -3\nthe 9 9 9\n'],
  ])('%s', async (_, text) => {
    const {words, data, dModel} = await readTextVectors(
      await put('a.txt', text),
      Infinity,
    );
    expect(words).toEqual(['the', '고양이']);
    expect(dModel).toBe(3);
    expect([...data]).toEqual([1, -2, 0.5, 0, Math.fround(0.01), -3]);
  });

  test('gzipped, and only the first words', async () => {
    const file = await put('a.vec.gz', gzipSync('3 2\na 1 2\nb 3 4\nc 5 6\n'));
    expect((await readTextVectors(file, 2)).words).toEqual(['a', 'b']);
  });

  test('words with spaces', async () => {
    const file = await put('a.txt', 'a 1 2\n. . . 3 4\n');
    expect((await readTextVectors(file, Infinity)).words).toEqual(['a', '. . .']);
  });

  test.each([
    ['a 1 2\nb 3\n', ':2: this is not a word followed by 2 numbers'],
    ['a 1 2\nb 3 x\n', ':2:'],
    ['a 1 2\nb 3 \n', ':2:'],
    ['a 1  2\n', ':1:'],
    ['hello\n', ':1:'],
    ['', ':1:'],
    ['5 2\n', ':1:'],
    ['\0\u0001binary\n', ':1:'],
  ])('%j is refused', async (text, message) => {
    const file = await put('bad.txt', text);
    await expect(readTextVectors(file, Infinity)).rejects.toThrow(`bad.txt${message}`);
  });
});

describe('a JSON file', () => {
  const json = {
    dimensions: 2,
    words: ['b', 'a'],
    vectors: {a: [1, 2, 9, 9], b: [3, 4, 9, 9]},
  };
  test('has its words in their order, without further numbers', async () => {
    const file = await put('a.json', JSON.stringify(json));
    const {words, data} = await readJsonVectors(file, Infinity);
    expect(words).toEqual(['b', 'a']);
    expect([...data]).toEqual([3, 4, 1, 2]);
    expect((await readJsonVectors(file, 1)).words).toEqual(['b']);
  });

  test.each(['{}', 'null', '[1]', '{"words": []', ''])('%j is refused', async text => {
    const file = await put('bad.json', text);
    await expect(readJsonVectors(file, Infinity)).rejects.toThrow('bad.json has no');
  });
});
