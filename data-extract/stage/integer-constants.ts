import {DataType, makeTensor} from '../graph/onnx.ts';
import type {OnnxTensor} from '../graph/onnx.ts';

/** Collects 64-bit integers that nodes to be added read, under names of their own. */
export class IntegerConstants {
  public readonly all: OnnxTensor[] = [];

  public constructor(private readonly prefix: string) {}

  /**
   * @param dims - Default: a list.
   * @returns The tensor's name.
   */
  public add(
    what: string,
    values: readonly number[],
    dims: readonly number[] = [values.length],
  ): string {
    const tensor = makeTensor(`${this.prefix}/${what}`, dims, DataType.int64, values);
    this.all.push(tensor);
    return tensor.name;
  }

  /** One number without axes. */
  public scalar(what: string, value: number): string {
    return this.add(what, [value], []);
  }
}
