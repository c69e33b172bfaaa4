import {describe, expect, test} from 'vitest';

import type {ByteSource} from '../../../data-extract/graph/byte-source.ts';
import {readModel} from '../../../data-extract/graph/read-graph.ts';
import {intOf, intsOf, walkFields} from '../../../data-extract/graph/wire.ts';

const sourceOf = (...bytes: number[]): ByteSource => ({
  size: bytes.length,
  read(offset, length) {
    if (offset < 0 || offset + length > bytes.length) throw new RangeError('outside');
    return Uint8Array.from(bytes.slice(offset, offset + length));
  },
});
const walk = (source: ByteSource) => [...walkFields(source, 0, source.size)];

describe('walkFields()', () => {
  test('reads numbers, also long and negative ones', () => {
    expect(walk(sourceOf(0x08, 0x96, 0x01)).map(intOf)).toEqual([150]);
    const minusOne = [0x10, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
    expect(walk(sourceOf(...minusOne)).map(intOf)).toEqual([-1]);
  });

  test('reads repeated numbers, packed or not', () => {
    const source = sourceOf(0x0a, 0x03, 0x01, 0x96, 0x01, 0x08, 0x05);
    expect(walk(source).flatMap(field => intsOf(source, field))).toEqual([1, 150, 5]);
  });

  test.each([
    ['a field beyond the end', [0x0a, 0x05, 0x01]],
    ['an unfinished number', [0x08, 0x80]],
    ['field number 0', [0x00, 0x01]],
    ['a group', [0x0b]],
    [
      'a length that is absurd',
      [0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f],
    ],
  ])('refuses %s', (_, bytes) => {
    expect(() => walk(sourceOf(...bytes))).toThrow(RangeError);
  });
});

test('a file without a graph is no model', () => {
  expect(() => readModel(sourceOf(0x08, 0x07))).toThrow('there is no graph');
  expect(() => readModel(sourceOf())).toThrow('there is no graph');
});
