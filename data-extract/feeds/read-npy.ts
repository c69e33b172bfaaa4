import {float16ToFloat32} from '../numbers/half.ts';
import {endianness} from 'node:os';

/** Numbers with their axes, row-major. */
export interface NumberArray {
  data: ArrayLike<number | bigint>;
  shape: readonly number[];
}

/** How numbers are read, by NumPy's names of types. */
const READERS: Readonly<Record<string, (bytes: ArrayBuffer) => NumberArray['data']>> = {
  f8: bytes => new Float64Array(bytes),
  f4: bytes => new Float32Array(bytes),
  f2: bytes => float16ToFloat32(new Uint16Array(bytes)),
  i8: bytes => new BigInt64Array(bytes),
  u8: bytes => new BigUint64Array(bytes),
  i4: bytes => new Int32Array(bytes),
  u4: bytes => new Uint32Array(bytes),
  i2: bytes => new Int16Array(bytes),
  u2: bytes => new Uint16Array(bytes),
  i1: bytes => new Int8Array(bytes),
  u1: bytes => new Uint8Array(bytes),
  b1: bytes => new Uint8Array(bytes),
};

/**
 * Read a NumPy array as `numpy.save` writes it: numbers or truth values, row-major.
 *
 * @throws RangeError where the bytes are no such array.
 */
export function readNpy(file: Uint8Array): NumberArray {
  const magic = String.fromCharCode(...file.subarray(0, 6));
  if (magic !== '\x93NUMPY')
    throw new RangeError('it does not begin as a .npy file does');
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const wide = file[6] > 1;
  if (file.length < (wide ? 12 : 10)) throw new RangeError('its header is cut off');
  const start = wide ? 12 : 10;
  const end = start + (wide ? view.getUint32(8, true) : view.getUint16(8, true));
  if (end > file.length) throw new RangeError('its header is cut off');
  const header = new TextDecoder().decode(file.subarray(start, end));
  const descr = /'descr':\s*'([<>|=])([a-z]\d+)'/.exec(header);
  const fortran = /'fortran_order':\s*(True|False)/.exec(header);
  const axes = /'shape':\s*\(([\d,\s]*)\)/.exec(header);
  if (!descr || !fortran || !axes) {
    throw new RangeError('its header names no numbers with type and shape');
  }
  const [, order, type] = descr;
  if (!Object.hasOwn(READERS, type)) {
    throw new RangeError(`it holds the type ${type}, not numbers`);
  }
  const shape = axes[1]
    .split(',')
    .map(size => size.trim())
    .filter(size => size !== '')
    .map(Number);
  if (fortran[1] === 'True' && shape.filter(size => size > 1).length > 1) {
    throw new RangeError('it lies column by column (save numpy.ascontiguousarray(x))');
  }
  const width = Number(type.slice(1));
  const count = shape.reduce((product, size) => product * size, 1);
  // A copy, so that numbers lie where their type demands it.
  const bytes = Uint8Array.from(file.subarray(end, end + count * width));
  if (bytes.length < count * width) {
    throw new RangeError(`it holds fewer than the ${count} numbers of its shape`);
  }
  const isLittle =
    order === '<' || order === '|' || (order === '=' && endianness() === 'LE');
  if (!isLittle) swap(bytes, width);
  return {data: READERS[type](bytes.buffer), shape};
}

/** Turn the bytes of each number round. */
function swap(bytes: Uint8Array, width: number): void {
  for (let at = 0; at < bytes.length; at += width)
    bytes.subarray(at, at + width).reverse();
}
