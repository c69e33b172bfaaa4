import {BinaryWriter, WireType} from '@bufbuild/protobuf/wire';

import {DataType, makeNode} from '../../../../data-extract/graph/onnx.ts';
import type {OnnxNode} from '../../../../data-extract/graph/onnx.ts';
import {writeConstant, writeNode} from '../../../../data-extract/graph/write-graph.ts';
import {randomNumbers} from '../../../../data-extract/run/strategies.ts';

/** Builds a small model: nodes, random weights, inputs and outputs. */
export class ModelBuilder {
  private readonly nodes: OnnxNode[] = [];
  private readonly weights = new Map<
    string,
    {dims: number[]; dataType: number; values: number[]}
  >();

  private readonly raws = new Map<
    string,
    {dims: number[]; dataType: number; bytes: Uint8Array}
  >();

  /** Add a node with one output, named like the node. */
  public node(
    op: string,
    inputs: string[],
    name: string,
    attributes: Parameters<typeof makeNode>[3] = {},
    domain = '',
  ): string {
    this.nodes.push({...makeNode(op, inputs, [name], attributes, domain), name});
    return name;
  }

  /** A node that several layers share: added where it is not there yet. */
  public once(
    op: string,
    inputs: string[],
    name: string,
    attributes: Parameters<typeof makeNode>[3] = {},
  ): string {
    return this.nodes.some(node => node.name === name)
      ? name
      : this.node(op, inputs, name, attributes);
  }

  public nodeWith(
    op: string,
    inputs: string[],
    outputs: string[],
    attributes: Parameters<typeof makeNode>[3] = {},
    domain = '',
  ): string[] {
    this.nodes.push({
      ...makeNode(op, inputs, outputs, attributes, domain),
      name: outputs[0],
    });
    return outputs;
  }

  /** Random numbers that depend on the name alone, so that two graphs share weights. */
  public weight(name: string, dims: number[], scale = 0.5): string {
    const random = randomNumbers(
      [...name].reduce((hash, c) => hash * 31 + c.charCodeAt(0), 7),
    );
    const size = dims.reduce((a, b) => a * b, 1);
    this.weights.set(name, {
      dims,
      dataType: DataType.float,
      values: Array.from({length: size}, () => (random() - 0.5) * 2 * scale),
    });
    return name;
  }

  /** The values of a weight of that name. */
  public columns(name: string, dims: number[]): number[] {
    return this.weights.get(this.weight(name, dims))?.values ?? [];
  }

  /** Leave a weight out of the file that was only needed for its values. */
  public forget(name: string): void {
    this.weights.delete(name);
  }

  public constant(
    name: string,
    dims: number[],
    values: number[],
    dataType: number = DataType.int64,
  ): string {
    this.weights.set(name, {dims, dataType, values});
    return name;
  }

  /** A weight of another type than float and int64, as the bytes of its values. */
  public raw(name: string, dims: number[], dataType: number, bytes: Uint8Array): string {
    this.raws.set(name, {dims, dataType, bytes});
    return name;
  }

  public build(
    inputs: [string, number, (number | string)[]][],
    outputs: string[],
    opset = 17,
  ): Uint8Array {
    const writer = new BinaryWriter();
    writer.tag(1, WireType.Varint).int64(10);
    for (const [domain, version] of [
      ['', opset],
      ['com.microsoft', 1],
    ] as const) {
      writer
        .tag(8, WireType.LengthDelimited)
        .fork()
        .tag(1, WireType.LengthDelimited)
        .string(domain)
        .tag(2, WireType.Varint)
        .int64(version)
        .join();
    }
    writer
      .tag(7, WireType.LengthDelimited)
      .fork()
      .tag(2, WireType.LengthDelimited)
      .string('test');
    for (const [name, {dims, dataType, values}] of this.weights) {
      writeConstant(writer, {
        name,
        dims,
        dataType,
        values,
        raw: null,
        external: null,
        place: null,
        inNode: false,
      });
    }
    for (const [name, {dims, dataType, bytes}] of this.raws) {
      // TensorProto: dims, data_type, name, raw_data.
      writer.tag(5, WireType.LengthDelimited).fork();
      for (const size of dims) writer.tag(1, WireType.Varint).int64(size);
      writer.tag(2, WireType.Varint).int32(dataType);
      writer.tag(8, WireType.LengthDelimited).string(name);
      writer.tag(9, WireType.LengthDelimited).bytes(bytes);
      writer.join();
    }
    for (const node of this.nodes) writeNode(writer, node);
    for (const [name, type, shape] of inputs) writeEnd(writer, 11, name, type, shape);
    for (const name of outputs) writeEnd(writer, 12, name, DataType.float, null);
    return writer.join().finish();
  }
}

function writeEnd(
  writer: BinaryWriter,
  field: number,
  name: string,
  type: number,
  shape: (number | string)[] | null,
): void {
  writer
    .tag(field, WireType.LengthDelimited)
    .fork()
    .tag(1, WireType.LengthDelimited)
    .string(name);
  writer
    .tag(2, WireType.LengthDelimited)
    .fork()
    .tag(1, WireType.LengthDelimited)
    .fork()
    .tag(1, WireType.Varint)
    .int32(type);
  if (shape) {
    writer.tag(2, WireType.LengthDelimited).fork();
    for (const size of shape) {
      writer.tag(1, WireType.LengthDelimited).fork();
      if (typeof size === 'number') writer.tag(1, WireType.Varint).int64(size);
      else writer.tag(2, WireType.LengthDelimited).string(size);
      writer.join();
    }
    writer.join();
  }
  writer.join().join().join();
}
