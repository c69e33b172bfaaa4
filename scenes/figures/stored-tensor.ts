import {bytesOf} from '../captured/reader.ts';
import {Tensor} from '../captured/tensor.ts';
import type {Source} from '../captured/tensor.ts';

/** A tensor as JSON holds it. */
export interface StoredTensor {
  /** 32-bit floats, little-endian, row-major, base64. */
  data: string;
  shape: readonly number[];
  axes: readonly string[];
  source: Source;
}

/** So many bytes become characters at once: more would not fit a call. */
const PART = 0x8000;

/** A tensor on its way to a figure. */
export function storeTensor({data, shape, axes, source}: Tensor): StoredTensor {
  const bytes = new Uint8Array(Float32Array.from(data).buffer);
  let binary = '';
  for (let at = 0; at < bytes.length; at += PART)
    binary += String.fromCharCode(...bytes.subarray(at, at + PART));
  return {data: btoa(binary), shape, axes, source};
}

/** The tensor of {@link storeTensor}, the same to the last bit. */
export const openTensor = ({data, shape, axes, source}: StoredTensor): Tensor =>
  new Tensor(new Float32Array(bytesOf(data).slice().buffer), shape, axes, source);
