import {BinaryWriter, WireType} from '@bufbuild/protobuf/wire';

import {wholeNumbers} from '../numbers/whole-numbers.ts';
import {DataType} from './onnx.ts';
import type {OnnxAttribute, OnnxNode, OnnxTensor} from './onnx.ts';
import {ATTRIBUTE, GRAPH, NODE} from './read-graph.ts';
import {TENSOR} from './read-tensor.ts';

/** `AttributeProto.AttributeType`. */
const KIND = {float: 1, int: 2, string: 3, floats: 6, ints: 7} as const;
const VALUE_INFO = 13;

/** Write a node into a GraphProto. */
export function writeNode(writer: BinaryWriter, node: OnnxNode): void {
  writer.tag(GRAPH.node, WireType.LengthDelimited).fork();
  for (const input of node.inputs) writeText(writer, NODE.input, input);
  for (const output of node.outputs) writeText(writer, NODE.output, output);
  writeText(writer, NODE.name, node.name);
  writeText(writer, NODE.op, node.op);
  for (const [name, value] of node.attributes) writeAttribute(writer, name, value);
  if (node.domain !== '') writeText(writer, NODE.domain, node.domain);
  writer.join();
}

function writeAttribute(writer: BinaryWriter, name: string, value: OnnxAttribute): void {
  writer.tag(NODE.attribute, WireType.LengthDelimited).fork();
  writeText(writer, ATTRIBUTE.name, name);
  let kind: number = KIND.ints;
  if (value.i !== null) {
    kind = KIND.int;
    writer.tag(ATTRIBUTE.i, WireType.Varint).int64(value.i);
  } else if (value.f !== null) {
    kind = KIND.float;
    writer.tag(ATTRIBUTE.f, WireType.Bit32).float(value.f);
  } else if (value.s !== null) {
    kind = KIND.string;
    writeText(writer, ATTRIBUTE.s, value.s);
  } else if (value.floats.length > 0) {
    kind = KIND.floats;
    for (const entry of value.floats)
      writer.tag(ATTRIBUTE.floats, WireType.Bit32).float(entry);
  } else {
    for (const entry of value.ints)
      writer.tag(ATTRIBUTE.ints, WireType.Varint).int64(entry);
  }
  writer.tag(ATTRIBUTE.type, WireType.Varint).int32(kind);
  writer.join();
}

/** Write a small constant into a GraphProto. */
export function writeConstant(
  writer: BinaryWriter,
  {name, dims, dataType, values}: OnnxTensor,
): void {
  if (!values) throw new Error(`the values of ${name} are not at hand`);
  writer.tag(GRAPH.initializer, WireType.LengthDelimited).fork();
  writeHead(writer, name, dims, dataType);
  writer.tag(TENSOR.raw, WireType.LengthDelimited).bytes(encode(dataType, values));
  writer.join();
}

function encode(dataType: number, values: readonly number[]): Uint8Array {
  if (dataType === DataType.int64) return new Uint8Array(wholeNumbers(values).buffer);
  if (dataType === DataType.float)
    return new Uint8Array(Float32Array.from(values).buffer);
  throw new Error(`constants of data type ${dataType} are not written`);
}

/** Write an initializer whose data lie in a file. */
export function writeReference(
  writer: BinaryWriter,
  {name, dims, dataType}: OnnxTensor,
  data: {location: string; offset: number; length: number | null},
): void {
  writer.tag(GRAPH.initializer, WireType.LengthDelimited).fork();
  writeHead(writer, name, dims, dataType);
  const entries: [string, string][] = [
    ['location', data.location],
    ['offset', String(data.offset)],
  ];
  if (data.length !== null) entries.push(['length', String(data.length)]);
  for (const [key, value] of entries) {
    writer.tag(TENSOR.external, WireType.LengthDelimited).fork();
    writeText(writer, 1, key);
    writeText(writer, 2, value);
    writer.join();
  }
  writer.tag(TENSOR.location, WireType.Varint).int32(1);
  writer.join();
}

function writeHead(
  writer: BinaryWriter,
  name: string,
  dims: readonly number[],
  dataType: number,
): void {
  for (const size of dims) writer.tag(TENSOR.dims, WireType.Varint).int64(size);
  writer.tag(TENSOR.dataType, WireType.Varint).int32(dataType);
  writeText(writer, TENSOR.name, name);
}

/** Name a graph output. A name is enough: onnxruntime infers type and shape. */
export const writeOutput = (
  writer: BinaryWriter,
  name: string,
  dataType: number | null,
): void => writeValue(writer, GRAPH.output, name, dataType);

/** State the type of a tensor inside the graph. */
export const writeType = (writer: BinaryWriter, name: string, dataType: number): void =>
  writeValue(writer, VALUE_INFO, name, dataType);

/** Add an input for a list of 64-bit integers of any length. */
export const writeIntegers = (writer: BinaryWriter, name: string): void =>
  writeValue(writer, GRAPH.input, name, DataType.int64, true);

/** @param isList - Whether it is known to have one axis. */
function writeValue(
  writer: BinaryWriter,
  field: number,
  name: string,
  dataType: number | null,
  isList = false,
): void {
  writer.tag(field, WireType.LengthDelimited).fork();
  writeText(writer, 1, name);
  if (dataType !== null) {
    // TypeProto { tensor_type { elem_type } }.
    writer
      .tag(2, WireType.LengthDelimited)
      .fork()
      .tag(1, WireType.LengthDelimited)
      .fork();
    writer.tag(1, WireType.Varint).int32(dataType);
    // TensorShapeProto { dim {} }.
    if (isList) {
      writer.tag(2, WireType.LengthDelimited).fork();
      writer.tag(1, WireType.LengthDelimited).fork().join();
      writer.join();
    }
    writer.join().join();
  }
  writer.join();
}

const writeText = (writer: BinaryWriter, field: number, text: string): void => {
  writer.tag(field, WireType.LengthDelimited).string(text);
};
