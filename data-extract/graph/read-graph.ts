import type {ByteSource} from './byte-source.ts';
import type {OnnxAttribute, OnnxGraph, OnnxNode, OnnxTensor, OnnxValue} from './onnx.ts';
import {intOf, intsOf, textOf, walkFields} from './wire.ts';
import type {WireField} from './wire.ts';

/** Field numbers of `onnx.proto`. */
export const MODEL_GRAPH = 7;
export const GRAPH = {node: 1, initializer: 5, input: 11, output: 12} as const;
const NODE = {input: 1, output: 2, name: 3, op: 4, attribute: 5, domain: 7} as const;
const ATTRIBUTE = {name: 1, f: 2, i: 3, t: 5, ints: 8} as const;
export const TENSOR = {
  dims: 1,
  dataType: 2,
  name: 8,
  raw: 9,
  external: 13,
  location: 14,
} as const;

/**
 * Read nodes, initializers and the graph's ends; weights are located, not read.
 *
 * @param source - The model file.
 * @throws RangeError where it is no ONNX model.
 */
export function readGraph(source: ByteSource): OnnxGraph {
  const graphField = [...walkFields(source, 0, source.size)].find(f => f.number === MODEL_GRAPH);
  if (graphField?.type !== 2) throw new RangeError('there is no graph in it');
  const graph: OnnxGraph = {nodes: [], initializers: new Map(), inputs: [], outputs: []};
  for (const field of walkFields(source, graphField.payload, graphField.end)) {
    if (field.number === GRAPH.node) graph.nodes.push(readNode(source, field));
    else if (field.number === GRAPH.initializer) {
      const tensor = readTensor(source, field);
      graph.initializers.set(tensor.name, tensor);
    } else if (field.number === GRAPH.input) graph.inputs.push(readValue(source, field));
    else if (field.number === GRAPH.output) graph.outputs.push(readValue(source, field));
  }
  graph.inputs = graph.inputs.filter(({name}) => !graph.initializers.has(name));
  return graph;
}

function readNode(source: ByteSource, {payload, end}: WireField): OnnxNode {
  const node: OnnxNode = {
    name: '',
    op: '',
    domain: '',
    inputs: [],
    outputs: [],
    attributes: new Map(),
  };
  for (const field of walkFields(source, payload, end)) {
    if (field.number === NODE.input) node.inputs.push(textOf(source, field));
    else if (field.number === NODE.output) node.outputs.push(textOf(source, field));
    else if (field.number === NODE.name) node.name = textOf(source, field);
    else if (field.number === NODE.op) node.op = textOf(source, field);
    else if (field.number === NODE.domain) node.domain = textOf(source, field);
    else if (field.number === NODE.attribute) {
      const {name, value} = readAttribute(source, field);
      node.attributes.set(name, value);
    }
  }
  return node;
}

function readAttribute(
  source: ByteSource,
  {payload, end}: WireField,
): {name: string; value: OnnxAttribute} {
  let name = '';
  const value: OnnxAttribute = {i: null, f: null, ints: [], tensor: null};
  for (const field of walkFields(source, payload, end)) {
    if (field.number === ATTRIBUTE.name) name = textOf(source, field);
    else if (field.number === ATTRIBUTE.i) value.i = intOf(field);
    else if (field.number === ATTRIBUTE.f) value.f = floatOf(source, field);
    else if (field.number === ATTRIBUTE.ints) value.ints.push(...intsOf(source, field));
    else if (field.number === ATTRIBUTE.t) value.tensor = readTensor(source, field);
  }
  return {name, value};
}

function floatOf(source: ByteSource, {payload, end}: WireField): number {
  const bytes = source.read(payload, end - payload);
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getFloat32(0, true);
}

/** Read a tensor's head; its data stay where they are. */
export function readTensor(source: ByteSource, {payload, end}: WireField): OnnxTensor {
  const tensor: OnnxTensor = {name: '', dims: [], dataType: 0, raw: null, external: null};
  const entries = new Map<string, string>();
  for (const field of walkFields(source, payload, end)) {
    if (field.number === TENSOR.dims) tensor.dims.push(...intsOf(source, field));
    else if (field.number === TENSOR.dataType) tensor.dataType = intOf(field);
    else if (field.number === TENSOR.name) tensor.name = textOf(source, field);
    else if (field.number === TENSOR.raw) {
      tensor.raw = {offset: field.payload, length: field.end - field.payload};
    } else if (field.number === TENSOR.external) {
      const [key, text] = readEntry(source, field);
      entries.set(key, text);
    }
  }
  const location = entries.get('location');
  if (location !== undefined) {
    const length = entries.get('length');
    tensor.external = {
      location,
      offset: Number(entries.get('offset') ?? 0),
      length: length === undefined ? null : Number(length),
    };
  }
  return tensor;
}

function readEntry(source: ByteSource, {payload, end}: WireField): [string, string] {
  const parts = ['', ''];
  for (const field of walkFields(source, payload, end)) {
    if (field.number === 1 || field.number === 2) parts[field.number - 1] = textOf(source, field);
  }
  return [parts[0], parts[1]];
}

function readValue(source: ByteSource, {payload, end}: WireField): OnnxValue {
  const value: OnnxValue = {name: '', elemType: 0, shape: []};
  for (const field of walkFields(source, payload, end)) {
    if (field.number === 1) value.name = textOf(source, field);
    // TypeProto.tensor_type, then elem_type and shape.
    else if (field.number === 2) {
      for (const tensorType of walkFields(source, field.payload, field.end)) {
        if (tensorType.number !== 1) continue;
        for (const part of walkFields(source, tensorType.payload, tensorType.end)) {
          if (part.number === 1) value.elemType = intOf(part);
          else if (part.number === 2) value.shape = readShape(source, part);
        }
      }
    }
  }
  return value;
}

function readShape(source: ByteSource, {payload, end}: WireField): (number | string)[] {
  return [...walkFields(source, payload, end)].map(dimension => {
    let size: number | string = '';
    for (const part of walkFields(source, dimension.payload, dimension.end)) {
      if (part.number === 1) size = intOf(part);
      else if (part.number === 2) size = textOf(source, part);
    }
    return size;
  });
}
