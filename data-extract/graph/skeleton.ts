import {basename} from 'node:path';

import {BinaryWriter, WireType} from '@bufbuild/protobuf/wire';

import type {ByteSource} from './byte-source.ts';
import type {OnnxTensor} from './onnx.ts';
import {GRAPH, MODEL_GRAPH, readTensor, TENSOR} from './read-graph.ts';
import {walkFields} from './wire.ts';
import type {WireField} from './wire.ts';

/** A node to be added to a graph. */
export interface AddedNode {
  op: string;
  inputs: readonly string[];
  outputs: readonly string[];
  /** Integer attributes. */
  ints?: Readonly<Record<string, number>>;
}

/** What is added to a graph; the rest of it stays as it is. */
export interface Additions {
  nodes: readonly AddedNode[];
  /** Names of tensors that become outputs. */
  outputs: readonly string[];
}

/** From this size on, weights are left in the file. Smaller ones may decide shapes. */
const LARGE = 4096;

/**
 * A model of the same graph whose large weights are references into the model's own
 * file, so that neither JavaScript nor a copy on disk ever holds them. onnxruntime reads
 * it from memory and maps the weights from `folder`.
 *
 * @param source - The model file.
 * @param path - Its path; the references name its last part.
 * @param additions - Nodes and outputs to add.
 * @returns The bytes of the ModelProto, about as large as the graph without weights.
 */
export function buildSkeleton(source: ByteSource, path: string, additions: Additions): Uint8Array {
  const writer = new BinaryWriter();
  for (const field of walkFields(source, 0, source.size)) {
    if (field.number !== MODEL_GRAPH) {
      writer.raw(source.read(field.start, field.end - field.start).slice());
      continue;
    }
    writer.tag(MODEL_GRAPH, WireType.LengthDelimited).fork();
    for (const part of walkFields(source, field.payload, field.end)) {
      const tensor = part.number === GRAPH.initializer ? readTensor(source, part) : null;
      if (tensor?.raw && tensor.raw.length >= LARGE) writeReference(writer, tensor, basename(path));
      else copy(writer, source, part);
    }
    writeAdditions(writer, additions);
    writer.join();
  }
  return writer.finish();
}

function copy(writer: BinaryWriter, source: ByteSource, {start, end}: WireField): void {
  writer.raw(source.read(start, end - start).slice());
}

function writeReference(writer: BinaryWriter, tensor: OnnxTensor, location: string): void {
  if (!tensor.raw) throw new Error('only raw data can be referred to');
  writer.tag(GRAPH.initializer, WireType.LengthDelimited).fork();
  for (const size of tensor.dims) writer.tag(TENSOR.dims, WireType.Varint).int64(size);
  writer.tag(TENSOR.dataType, WireType.Varint).int32(tensor.dataType);
  writer.tag(TENSOR.name, WireType.LengthDelimited).string(tensor.name);
  const entries = {
    location,
    offset: String(tensor.raw.offset),
    length: String(tensor.raw.length),
  };
  for (const [key, value] of Object.entries(entries)) {
    writer.tag(TENSOR.external, WireType.LengthDelimited).fork();
    writer.tag(1, WireType.LengthDelimited).string(key);
    writer.tag(2, WireType.LengthDelimited).string(value);
    writer.join();
  }
  writer.tag(TENSOR.location, WireType.Varint).int32(1);
  writer.join();
}

function writeAdditions(writer: BinaryWriter, {nodes, outputs}: Additions): void {
  for (const {op, inputs, outputs: results, ints = {}} of nodes) {
    writer.tag(GRAPH.node, WireType.LengthDelimited).fork();
    for (const input of inputs) writer.tag(1, WireType.LengthDelimited).string(input);
    for (const output of results) writer.tag(2, WireType.LengthDelimited).string(output);
    writer.tag(3, WireType.LengthDelimited).string(`aim/${results[0]}`);
    writer.tag(4, WireType.LengthDelimited).string(op);
    for (const [name, value] of Object.entries(ints)) {
      writer.tag(5, WireType.LengthDelimited).fork();
      writer.tag(1, WireType.LengthDelimited).string(name);
      writer.tag(3, WireType.Varint).int64(value);
      // AttributeProto.type INT.
      writer.tag(20, WireType.Varint).int32(2);
      writer.join();
    }
    writer.join();
  }
  for (const output of outputs) {
    // A name is enough: onnxruntime infers type and shape.
    writer.tag(GRAPH.output, WireType.LengthDelimited).fork();
    writer.tag(1, WireType.LengthDelimited).string(output);
    writer.join();
  }
}
