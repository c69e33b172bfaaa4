import {BinaryWriter, WireType} from '@bufbuild/protobuf/wire';

import type {ByteSource} from './byte-source.ts';
import type {OnnxGraph, OnnxModel, OnnxNode, OnnxTensor, Place} from './onnx.ts';
import {GRAPH, MODEL} from './read-graph.ts';
import type {WeightFiles} from './weight-files.ts';
import {walkFields} from './wire.ts';
import {
  writeConstant,
  writeIntegers,
  writeNode,
  writeOutput,
  writeReference,
  writeType,
} from './write-graph.ts';

/** What is added to a graph; the rest of it stays as it is. */
export interface Additions {
  nodes: readonly OnnxNode[];
  constants: readonly OnnxTensor[];
  /** Types that the runtime cannot infer. */
  types: readonly (readonly [string, number])[];
  /** Names of tensors that become outputs. */
  outputs: readonly string[];
  /** Names of lists of 64-bit integers that become inputs. */
  inputs: readonly string[];
}

/** From this size on, weights are left in the file. Smaller ones may decide shapes. */
const LARGE = 4096;
/** Fields of GraphProto that are written anew. */
const ANEW = new Set<number>([GRAPH.node, GRAPH.initializer, GRAPH.output]);
/** Its name. */
const GRAPH_NAME = 2;

/**
 * A model of the same graph whose large weights are references into files, so that
 * neither JavaScript nor a copy on disk ever holds them. onnxruntime reads it from memory
 * and maps the weights from the folder of `files`.
 *
 * @param source - The model file.
 * @param model - What was read from it.
 * @param graph - The graph to run: the model's own, or one taken out of it.
 * @returns The bytes of the ModelProto, about as large as the graph without weights.
 */
export function buildSkeleton(
  source: ByteSource,
  model: OnnxModel,
  graph: OnnxGraph,
  files: WeightFiles,
  additions: Additions,
): Uint8Array {
  const writer = new BinaryWriter();
  for (const field of walkFields(source, 0, source.size)) {
    if (field.number !== MODEL.graph) {
      writer.raw(source.read(field.start, field.end - field.start).slice());
      continue;
    }
    writer.tag(MODEL.graph, WireType.LengthDelimited).fork();
    for (const part of walkFields(source, field.payload, field.end)) {
      // A graph taken out of another has inputs and tensors of its own.
      const kept =
        graph === model.graph ? !ANEW.has(part.number) : part.number === GRAPH_NAME;
      if (kept) copy(writer, source, part);
    }
    writeGraph(writer, source, graph, files);
    if (graph !== model.graph) {
      for (const {place} of graph.inputs) if (place) copy(writer, source, place);
    }
    for (const name of additions.inputs) writeIntegers(writer, name);
    for (const [name, dataType] of additions.types) writeType(writer, name, dataType);
    for (const constant of additions.constants) writeConstant(writer, constant);
    for (const node of additions.nodes) writeNode(writer, node);
    const types = new Map(additions.types);
    for (const name of additions.outputs)
      writeOutput(writer, name, types.get(name) ?? null);
    writer.join();
  }
  return writer.finish();
}

function writeGraph(
  writer: BinaryWriter,
  source: ByteSource,
  graph: OnnxGraph,
  files: WeightFiles,
): void {
  for (const tensor of graph.initializers.values()) {
    const {raw, external, place} = tensor;
    if (external) {
      const location = files.external.get(external.location);
      if (location === undefined)
        throw new Error(`${external.location} was not looked up`);
      writeReference(writer, tensor, {...external, location});
    } else if (raw && raw.length >= LARGE) {
      writeReference(writer, tensor, {location: files.own, ...raw});
    } else if (place) copy(writer, source, place);
    else writeConstant(writer, tensor);
  }
  for (const node of graph.nodes) {
    if (node.place) copy(writer, source, node.place);
    else writeNode(writer, node);
  }
  for (const {place} of graph.outputs) if (place) copy(writer, source, place);
}

/** Constant nodes, bodies' nodes and inputs have the field numbers of the graph itself. */
function copy(writer: BinaryWriter, source: ByteSource, {start, end}: Place): void {
  writer.raw(source.read(start, end - start).slice());
}
