import {describe, expect, test} from 'vitest';

import {readNpy} from '../../../data-extract/feeds/read-npy.ts';

/** A file as `numpy.save` writes it. */
function npy(header: string, bytes: readonly number[], version = 1): Uint8Array {
  const text = `${header.padEnd(117)}\n`;
  const length = version === 1 ? [text.length, 0] : [text.length, 0, 0, 0];
  const magic = [0x93, ...Buffer.from('NUMPY'), version, 0];
  return Uint8Array.from([...magic, ...length, ...Buffer.from(text), ...bytes]);
}
const header = (descr: string, shape: string, fortran = 'False'): string =>
  `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': (${shape}), }`;

test('a file that NumPy 2.4 wrote is read', () => {
  const file = Buffer.from(
    'k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAPwAAgD8AAMA/AAAAQAAAIEA=',
    'base64',
  );
  expect(readNpy(file)).toEqual({
    data: Float32Array.of(0, 0.5, 1, 1.5, 2, 2.5),
    shape: [2, 3],
  });
});

test.each<[string, string, number[], number[], (number | bigint)[]]>([
  ['<f4', '2,', [0, 0, 0, 63, 0, 0, 128, 191], [2], [0.5, -1]],
  ['>f8', '1,', [0x3f, 0xf8, 0, 0, 0, 0, 0, 0], [1], [1.5]],
  ['<f2', '', [0, 0x38], [], [0.5]],
  ['<i8', '1, 1', Array<number>(8).fill(255), [1, 1], [-1n]],
  ['>i4', '1,', [0, 0, 1, 0], [1], [256]],
  ['|u1', '1, 1, 1', [255], [1, 1, 1], [255]],
  ['|b1', '2,', [1, 0], [2], [1, 0]],
  ['<f4', '0,', [], [0], []],
])('numbers of %s in (%s)', (descr, shape, bytes, axes, numbers) => {
  for (const version of [1, 2]) {
    const read = readNpy(npy(header(descr, shape), bytes, version));
    expect(read.shape).toEqual(axes);
    expect(Array.from(read.data)).toEqual(numbers);
  }
});

test('what lies column by column is read where that makes no difference', () => {
  const file = npy(header('|u1', '1, 3', 'True'), [1, 2, 3]);
  expect(Array.from(readNpy(file).data)).toEqual([1, 2, 3]);
});

describe('what is no array of numbers is refused', () => {
  test.each<[string, Uint8Array, string]>([
    ['another file', Uint8Array.from(Buffer.from('GIF89a, not numbers')), 'begin'],
    ['nothing', new Uint8Array(), 'begin'],
    ['a cut header', npy(header('<f4', '2,'), []).subarray(0, 40), 'cut off'],
    ['cut numbers', npy(header('<f4', '2,'), [0, 0, 0, 0, 0]), 'fewer than the 2'],
    ['text', npy(header('<U2', '1,'), Array<number>(8).fill(0)), 'names no numbers'],
    ['objects', npy(header('|O8', '1,'), [0]), 'names no numbers'],
    ['complex numbers', npy(header('<c8', '1,'), Array<number>(8).fill(0)), 'type c8'],
    ['columns', npy(header('<f4', '2, 2', 'True'), Array<number>(16).fill(0)), 'column'],
  ])('%s', (_, file, message) => {
    expect(() => readNpy(file)).toThrow(message);
  });
});
