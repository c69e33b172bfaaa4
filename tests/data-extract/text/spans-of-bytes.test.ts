import {expect, test} from 'vitest';

import {randomNumbers} from '../../../data-extract/numbers/random-numbers.ts';
import {spansOfBytes} from '../../../data-extract/text/spans-of-bytes.ts';

const hexOf = (bytes: readonly number[]): string => Buffer.from(bytes).toString('hex');

/** What it means: the text of all bytes up to each piece. */
function spelledOut(pieces: readonly string[]): {start: number; end: number}[] {
  const lengthOf = (count: number): number =>
    Buffer.from(pieces.slice(0, count).join(''), 'hex').toString('utf8').length;
  return pieces.map((_, i) => ({
    start: lengthOf(i),
    end: Math.max(lengthOf(i), lengthOf(i + 1)),
  }));
}

test.each([
  ['nothing', [], []],
  [
    'words',
    [[0x61, 0x62], [0x20]],
    [
      [0, 2],
      [2, 3],
    ],
  ],
  [
    'a token without bytes',
    [[0x61], [], [0x62]],
    [
      [0, 1],
      [1, 1],
      [1, 2],
    ],
  ],
  // The place holder of the first byte is the character in the end.
  [
    'a character of two bytes in two pieces',
    [[0xc3], [0xa9]],
    [
      [0, 1],
      [1, 1],
    ],
  ],
  [
    'an emoji',
    [[0xf0, 0x9f], [0x98, 0x80], [0x61]],
    [
      [0, 1],
      [1, 2],
      [2, 3],
    ],
  ],
  [
    'bytes that are no text',
    [[0x80, 0x80], [0xff], [0x61]],
    [
      [0, 2],
      [2, 3],
      [3, 4],
    ],
  ],
])('%s', (_, pieces, expected) => {
  const spans = spansOfBytes(pieces.map(hexOf));
  expect(spans.map(({start, end}) => [start, end])).toEqual(expected);
});

test('whatever the bytes and wherever they are cut, spans are those of the text so far', () => {
  const random = randomNumbers(7);
  const alphabet = ['a', ' ', 'é', 'ä', '가', '—', '😀', '\u{1f469}\u200d\u{1f4bb}'];
  for (let round = 0; round < 300; round++) {
    const text = Array.from(
      {length: 12},
      () => alphabet[Math.floor(random() * alphabet.length)],
    ).join('');
    const bytes = [...Buffer.from(text, 'utf8')].map(byte =>
      random() < 0.1 ? Math.floor(random() * 256) : byte,
    );
    const pieces: string[] = [];
    while (bytes.length > 0)
      pieces.push(hexOf(bytes.splice(0, Math.floor(random() * 4))));
    expect(spansOfBytes(pieces)).toEqual(spelledOut(pieces));
  }
});
