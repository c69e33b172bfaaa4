import {createHash} from 'node:crypto';
import {join} from 'node:path';

import {FileSource} from './byte-source.ts';
import {BYTES, sizeOf} from './onnx.ts';
import type {OnnxTensor} from './onnx.ts';
import {decodeValues} from './read-tensor.ts';
import type {WeightFiles} from './weight-files.ts';

/** Which part of a weight is read. */
export interface RowOptions {
  turned?: boolean;
  columns?: readonly [from: number, to: number];
}

/** Reads weights from their files, a stretch at a time. */
export class WeightReader {
  private readonly sources = new Map<string, FileSource>();

  public constructor(private readonly files: WeightFiles) {}

  /**
   * Rows of a weight `[rows, columns]`.
   *
   * @param options.turned - The weight lies transposed: its columns are meant.
   * @param options.columns - Which entries of each row, `[from, to)`. Default all.
   * @throws RangeError where it has no such rows or its data cannot be read.
   */
  public rows(
    tensor: OnnxTensor,
    rows: readonly number[],
    {turned = false, columns}: RowOptions = {},
  ): {data: Float32Array; columns: number} {
    const {dims, dataType, name} = tensor;
    const width = BYTES[dataType];
    if (dims.length !== 2 || width === undefined) {
      throw new RangeError(
        `"${name}" of shape [${dims.join(', ')}] has no rows that can be read`,
      );
    }
    const [count, length] = turned ? [dims[1], dims[0]] : dims;
    const [from, to] = columns ?? [0, length];
    const isRange = [from, to].every(Number.isInteger) && 0 <= from && from < to;
    if (!isRange || to > length) {
      throw new RangeError(`"${name}" has no columns ${from} to ${to}, it has ${length}`);
    }
    const wrong = rows.find(row => !Number.isInteger(row) || row < 0 || row >= count);
    if (wrong !== undefined) {
      throw new RangeError(`"${name}" has no row ${wrong}, it has ${count}`);
    }
    const size = to - from;
    const data = new Float32Array(rows.length * size);
    const read = (row: number, first: number, entries: number): number[] =>
      decodeValues(
        this.bytes(tensor, (row * dims[1] + first) * width, entries * width),
        dataType,
      );
    if (turned) {
      for (let i = 0; i < size; i++) {
        rows.forEach((row, r) => {
          [data[r * size + i]] = read(from + i, row, 1);
        });
      }
    } else {
      rows.forEach((row, r) => data.set(read(row, from, size), r * size));
    }
    return {data, columns: size};
  }

  /** A value that tells whether two weights hold the same data; large ones are sampled. */
  public fingerprint(tensor: OnnxTensor): string {
    const total = sizeOf(tensor) * (BYTES[tensor.dataType] ?? 0);
    const hash = createHash('sha256').update(
      `${tensor.dims.join('x')}:${tensor.dataType}`,
    );
    const piece = 4096;
    const places =
      total <= 16 * piece
        ? [0]
        : Array.from({length: 16}, (_, i) => Math.floor(((total - piece) * i) / 15));
    for (const place of places)
      hash.update(this.bytes(tensor, place, total <= 16 * piece ? total : piece));
    return hash.digest('hex');
  }

  /** Bytes of a weight's data. */
  private bytes(tensor: OnnxTensor, offset: number, length: number): Uint8Array {
    const {raw, external, name} = tensor;
    const place = raw ?? external;
    if (!place) throw new RangeError(`the data of "${name}" cannot be read`);
    const file = external ? this.files.external.get(external.location) : this.files.own;
    if (file === undefined) throw new RangeError(`the data of "${name}" cannot be found`);
    if (place.length !== null && offset + length > place.length) {
      throw new RangeError(`the data of "${name}" are cut off`);
    }
    return this.source(file).read(place.offset + offset, length);
  }

  private source(file: string): FileSource {
    const known = this.sources.get(file);
    if (known) return known;
    const source = new FileSource(join(this.files.folder, file));
    this.sources.set(file, source);
    return source;
  }

  public close(): void {
    for (const source of this.sources.values()) source.close();
    this.sources.clear();
  }
}
