import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {expect, test} from 'vitest';

import {readTexts, readTextsFile} from '../../../data-extract/feeds/read-texts.ts';

test('strings and objects, one per line, with ids or the numbers of their lines', () => {
  const lines = ['"Lily"', '', '{"text": "새"}', '{"id": "a-1", "text": "x\\ny"}', ''];
  expect(readTexts(lines.join('\r\n'), 'texts.jsonl')).toEqual([
    {id: '1', text: 'Lily', line: 1},
    {id: '3', text: '새', line: 3},
    {id: 'a-1', text: 'x\ny', line: 4},
  ]);
  expect(readTexts('{"id": 7, "text": "x"}', 'texts.jsonl')[0].id).toBe('7');
});

test('a mark before the first line is none of its text', () => {
  expect(readTexts('\uFEFF"Lily"\r\n', 'texts.jsonl')).toEqual([
    {id: '1', text: 'Lily', line: 1},
  ]);
});

test.each([
  ['a text', 'is no JSON'],
  ['5', 'is neither a string nor an object'],
  ['null', 'is neither a string nor an object'],
  ['["a"]', 'is neither a string nor an object'],
  ['{"id": "a"}', 'has no text'],
  ['{"text": 5}', 'has no text'],
  ['{"text": ""}', 'has an empty text'],
  ['""', 'has an empty text'],
  ['{"text": "a", "id": null}', 'has an id that is no string'],
  ['{"text": "a", "txet": "b"}', 'has a field "txet"'],
  ['{"text": "a", "id": "1"}', 'has the id "1" of line 1'],
  ['{"text": "a", "id": ".."}', 'has the id "..", which stands for a folder'],
  ['{"text": "a", "id": "a/b"}', 'has the id "a/b", which leads into other folders'],
])('the line %s is named with its file', (line, what) => {
  expect(() => readTexts(`"first"\n${line}\n`, 'texts.jsonl')).toThrow(
    `texts.jsonl:2 ${what}.`,
  );
});

test('ids that name the same folder on some systems are refused', () => {
  expect(() =>
    readTexts('{"id": "a", "text": "x"}\n{"id": "A", "text": "y"}', 'texts.jsonl'),
  ).toThrow('texts.jsonl:2 has the id "a" of line 1');
});

test.each(['', '\n \n'])('a list without texts is a mistake', content => {
  expect(() => readTexts(content, 'texts.jsonl')).toThrow('texts.jsonl has no texts.');
});

test.each(['latin1', 'utf16le'] as const)('a file in %s is refused', async encoding => {
  const folder = await mkdtemp(join(tmpdir(), 'aim-texts-'));
  try {
    const file = join(folder, 'texts.jsonl');
    await writeFile(
      file,
      Buffer.from('\uFEFF"café"\n'.slice(encoding === 'latin1' ? 1 : 0), encoding),
    );
    await expect(readTextsFile(file)).rejects.toThrow('is no text in UTF-8');
  } finally {
    await rm(folder, {recursive: true});
  }
});
