import {BinaryWriter, WireType} from '@bufbuild/protobuf/wire';

import {DataType, makeNode} from '../../../../data-extract/graph/onnx.ts';
import type {OnnxNode} from '../../../../data-extract/graph/onnx.ts';
import {writeNode} from '../../../../data-extract/graph/write-graph.ts';
import {randomNumbers} from '../../../../data-extract/numbers/random-numbers.ts';

/** Builds a small model: nodes, random weights, inputs and outputs. */
export class ModelBuilder {
  /** @param half - Whether all floats have 16 bits. */
  public constructor(public readonly half = false) {}

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

  /** The model's file. Weights of more than 64 numbers may lie in another one. */
  public build(
    inputs: End[],
    outputs: string[],
    {
      opset = 17,
      external,
      externalStart = 0,
      branch = false,
      branches,
      search,
    }: BuildOptions = {},
  ): {model: Uint8Array; data: Uint8Array} {
    const writer = new BinaryWriter();
    const data: Uint8Array[] = [];
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
    for (const [name, weight] of this.weights) {
      const bytes = this.bytesOf(weight);
      const isFar = external !== undefined && weight.values.length > 64;
      writeTensor(writer, name, weight.dims, this.typeOf(weight.dataType), bytes, {
        location: isFar ? external : null,
        offset: data.reduce((sum, part) => sum + part.length, externalStart),
      });
      if (isFar) data.push(bytes);
    }
    for (const [name, {dims, dataType, bytes}] of this.raws) {
      writeTensor(writer, name, dims, dataType, bytes, {location: null, offset: 0});
    }
    const both = branch ? {then: this.nodes, else: this.nodes} : branches;
    if (both) writeBranches(writer, both, outputs);
    else if (search) writeSearch(writer, search, this.nodes, inputs, outputs);
    else for (const node of this.nodes) writeNode(writer, node);
    if (search) {
      writeEnd(writer, 11, 'prompt', DataType.int32, ['b', 's']);
      writeEnd(writer, 12, 'sequences', DataType.int32, null);
      return {model: writer.join().finish(), data: Buffer.concat(data)};
    }
    for (const [name, type, shape] of inputs) {
      writeEnd(writer, 11, name, this.typeOf(type), shape);
    }
    for (const name of outputs) {
      writeEnd(writer, 12, name, this.typeOf(DataType.float), null);
    }
    return {model: writer.join().finish(), data: Buffer.concat(data)};
  }

  private typeOf(dataType: number): number {
    return this.half && dataType === DataType.float ? DataType.float16 : dataType;
  }

  private bytesOf({dataType, values}: {dataType: number; values: number[]}): Uint8Array {
    if (dataType === DataType.int64) {
      return new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
    }
    return new Uint8Array(
      (this.half ? Uint16Array.from(values, float16) : Float32Array.from(values)).buffer,
    );
  }

  /** Add nodes that were cut out. */
  public put(nodes: readonly OnnxNode[]): void {
    this.nodes.push(...nodes);
  }

  /** The nodes so far, which are then no longer in the graph: a branch. */
  public cut(): OnnxNode[] {
    return this.nodes.splice(0);
  }
}

/** Two ways to the same outputs, in the branches of an `If`, as merged decoders have them. */
function writeBranches(
  writer: BinaryWriter,
  branches: NonNullable<BuildOptions['branches']>,
  outputs: readonly string[],
): void {
  writer.tag(1, WireType.LengthDelimited).fork();
  writer.tag(1, WireType.LengthDelimited).string('use_cache_branch');
  for (const name of outputs) writer.tag(2, WireType.LengthDelimited).string(name);
  writer.tag(3, WireType.LengthDelimited).string('optimum::if');
  writer.tag(4, WireType.LengthDelimited).string('If');
  writeBody(writer, 'then_branch', branches.then, [], outputs);
  writeBody(writer, 'else_branch', branches.else, [], outputs);
  writer.join();
}

/** All nodes in the body of an operator that searches for the best continuation. */
function writeSearch(
  writer: BinaryWriter,
  op: string,
  nodes: readonly OnnxNode[],
  inputs: readonly End[],
  outputs: readonly string[],
): void {
  writer.tag(1, WireType.LengthDelimited).fork();
  writer.tag(1, WireType.LengthDelimited).string('prompt');
  writer.tag(2, WireType.LengthDelimited).string('sequences');
  writer.tag(3, WireType.LengthDelimited).string('search');
  writer.tag(4, WireType.LengthDelimited).string(op);
  writeBody(writer, 'decoder', nodes, inputs, outputs);
  writer.tag(7, WireType.LengthDelimited).string('com.microsoft');
  writer.join();
}

/** A graph as an attribute of a node. */
function writeBody(
  writer: BinaryWriter,
  name: string,
  nodes: readonly OnnxNode[],
  inputs: readonly End[],
  outputs: readonly string[],
): void {
  writer.tag(5, WireType.LengthDelimited).fork();
  writer.tag(1, WireType.LengthDelimited).string(name);
  writer.tag(6, WireType.LengthDelimited).fork();
  writer.tag(2, WireType.LengthDelimited).string(name);
  for (const node of nodes) writeNode(writer, node);
  for (const [input, type, shape] of inputs) writeEnd(writer, 11, input, type, shape);
  for (const output of outputs) writeEnd(writer, 12, output, DataType.float, null);
  writer.join();
  writer.tag(20, WireType.Varint).int32(5);
  writer.join();
}

/** An input of a graph: name, type, shape. */
export type End = [name: string, type: number, shape: (number | string)[]];

export interface BuildOptions {
  opset?: number;
  /** Name of the file that large weights lie in. */
  external?: string;
  /** Where in that file they begin. */
  externalStart?: number;
  /** All nodes in both branches of an `If` on `use_cache_branch`. */
  branch?: boolean;
  /** Other nodes in each branch of it. */
  branches?: {then: readonly OnnxNode[]; else: readonly OnnxNode[]};
  /** All nodes in the body of a search operator of that name. */
  search?: 'GreedySearch' | 'BeamSearch' | 'Sampling';
}

/** TensorProto: dims, data_type, name, raw_data or external_data and data_location. */
function writeTensor(
  writer: BinaryWriter,
  name: string,
  dims: readonly number[],
  dataType: number,
  bytes: Uint8Array,
  {location, offset}: {location: string | null; offset: number},
): void {
  writer.tag(5, WireType.LengthDelimited).fork();
  for (const size of dims) writer.tag(1, WireType.Varint).int64(size);
  writer.tag(2, WireType.Varint).int32(dataType);
  writer.tag(8, WireType.LengthDelimited).string(name);
  if (location === null) {
    writer.tag(9, WireType.LengthDelimited).bytes(bytes);
  } else {
    for (const [key, value] of Object.entries({location, offset, length: bytes.length})) {
      writer.tag(13, WireType.LengthDelimited).fork();
      writer.tag(1, WireType.LengthDelimited).string(key);
      writer.tag(2, WireType.LengthDelimited).string(String(value));
      writer.join();
    }
    writer.tag(14, WireType.Varint).int32(1);
  }
  writer.join();
}

/** Nearest number of 16 bits, halves away from zero; the weights are small and normal. */
function float16(value: number): number {
  const bits = new Uint32Array(Float32Array.of(value).buffer)[0];
  const exponent = ((bits >>> 23) & 0xff) - 112;
  if (exponent <= 0) return (bits >>> 16) & 0x8000;
  const rounded = (exponent << 10) + (((bits & 0x7fffff) + 0x1000) >>> 13);
  return ((bits >>> 16) & 0x8000) | Math.min(rounded, 0x7bff);
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
