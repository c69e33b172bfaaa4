import type {ByteSource} from './byte-source.ts';
import {NO_VALUE} from './onnx.ts';
import type {
  OnnxAttribute,
  OnnxGraph,
  OnnxModel,
  OnnxNode,
  OnnxTensor,
  OnnxValue,
} from './onnx.ts';
import {readEntry, readTensor} from './read-tensor.ts';
import {floatsOf, intOf, intsOf, textOf, walkFields} from './wire.ts';
import type {WireField} from './wire.ts';

/** Field numbers of `onnx.proto`. */
export const MODEL = {graph: 7, opset: 8, functions: 25} as const;
export const GRAPH = {node: 1, initializer: 5, input: 11, output: 12} as const;
export const NODE = {
  input: 1,
  output: 2,
  name: 3,
  op: 4,
  attribute: 5,
  domain: 7,
  metadata: 9,
} as const;
export const ATTRIBUTE = {
  name: 1,
  f: 2,
  i: 3,
  s: 4,
  t: 5,
  g: 6,
  floats: 7,
  ints: 8,
  type: 20,
} as const;

/** Graphs within graphs: deeper than any exporter goes, shallow enough for the stack. */
const DEEPEST = 16;
/** More nodes than any model has, fewer than memory holds. */
const MOST_NODES = 1_000_000;
/** Where torch's exporter notes the module of a node. */
const SCOPE_KEYS = new Set(['namespace', 'pkg.torch.onnx.namespace']);

/**
 * Read nodes, initializers and the graph's ends; weights are located, not read.
 *
 * @param source - The model file.
 * @throws RangeError where it is no ONNX model.
 */
export function readModel(source: ByteSource): OnnxModel {
  const model: {graph: OnnxGraph | null} & Omit<OnnxModel, 'graph'> = {
    graph: null,
    opsets: new Map(),
    functions: [],
  };
  for (const field of walkFields(source, 0, source.size)) {
    if (field.number === MODEL.graph && field.type === 2) {
      if (model.graph) throw new RangeError('there are two graphs in it');
      model.graph = readGraph(source, field, 0);
    } else if (field.number === MODEL.opset) {
      const [domain, version] = readOpset(source, field);
      model.opsets.set(domain, version);
    } else if (field.number === MODEL.functions) {
      for (const part of walkFields(source, field.payload, field.end)) {
        if (part.number === 1) model.functions.push(textOf(source, part));
      }
    }
  }
  const {graph} = model;
  if (!graph) throw new RangeError('there is no graph in it');
  return {...model, graph};
}

function readGraph(
  source: ByteSource,
  {payload, end}: WireField,
  depth: number,
): OnnxGraph {
  if (depth > DEEPEST) throw new RangeError('its graphs are nested too deeply');
  const graph: OnnxGraph = {nodes: [], initializers: new Map(), inputs: [], outputs: []};
  for (const field of walkFields(source, payload, end)) {
    if (field.number === GRAPH.node) {
      const node = readNode(source, field, depth);
      const constant = node.op === 'Constant' ? constantOf(node) : null;
      if (constant) graph.initializers.set(constant.name, constant);
      else graph.nodes.push(node);
      if (graph.nodes.length > MOST_NODES) throw new RangeError('it has too many nodes');
    } else if (field.number === GRAPH.initializer) {
      const tensor = readTensor(source, field);
      graph.initializers.set(tensor.name, tensor);
    } else if (field.number === GRAPH.input) graph.inputs.push(readValue(source, field));
    else if (field.number === GRAPH.output) graph.outputs.push(readValue(source, field));
  }
  graph.inputs = graph.inputs.filter(({name}) => !graph.initializers.has(name));
  return graph;
}

/** The tensor of a Constant node; constants of another kind stay nodes. */
function constantOf({attributes, outputs, place}: OnnxNode): OnnxTensor | null {
  const tensor = attributes.get('value')?.tensor;
  return tensor ? {...tensor, name: outputs[0], place, inNode: true} : null;
}

function readNode(
  source: ByteSource,
  {start, payload, end}: WireField,
  depth: number,
): OnnxNode {
  const node: OnnxNode = {
    name: '',
    op: '',
    domain: '',
    inputs: [],
    outputs: [],
    attributes: new Map(),
    scope: '',
    place: {start, end},
  };
  for (const field of walkFields(source, payload, end)) {
    if (field.number === NODE.input) node.inputs.push(textOf(source, field));
    else if (field.number === NODE.output) node.outputs.push(textOf(source, field));
    else if (field.number === NODE.name) node.name = textOf(source, field);
    else if (field.number === NODE.op) node.op = textOf(source, field);
    else if (field.number === NODE.domain) node.domain = textOf(source, field);
    else if (field.number === NODE.attribute) {
      const {name, value} = readAttribute(source, field, depth);
      node.attributes.set(name, value);
    } else if (field.number === NODE.metadata) {
      const [key, text] = readEntry(source, field);
      if (SCOPE_KEYS.has(key)) node.scope = text;
    }
  }
  if (node.domain === 'ai.onnx') node.domain = '';
  return node;
}

function readAttribute(
  source: ByteSource,
  {payload, end}: WireField,
  depth: number,
): {name: string; value: OnnxAttribute} {
  let name = '';
  const value: OnnxAttribute = {...NO_VALUE, ints: [], floats: []};
  for (const field of walkFields(source, payload, end)) {
    if (field.number === ATTRIBUTE.name) name = textOf(source, field);
    else if (field.number === ATTRIBUTE.i) value.i = intOf(field);
    else if (field.number === ATTRIBUTE.f) value.f = floatsOf(source, field)[0] ?? null;
    else if (field.number === ATTRIBUTE.s) value.s = textOf(source, field);
    else if (field.number === ATTRIBUTE.ints) value.ints.push(...intsOf(source, field));
    else if (field.number === ATTRIBUTE.floats)
      value.floats.push(...floatsOf(source, field));
    else if (field.number === ATTRIBUTE.t) value.tensor = readTensor(source, field);
    else if (field.number === ATTRIBUTE.g)
      value.graph = readGraph(source, field, depth + 1);
  }
  return {name, value};
}

function readOpset(source: ByteSource, {payload, end}: WireField): [string, number] {
  let domain = '';
  let version = 0;
  for (const field of walkFields(source, payload, end)) {
    if (field.number === 1) domain = textOf(source, field);
    else if (field.number === 2) version = intOf(field);
  }
  return [domain === 'ai.onnx' ? '' : domain, version];
}

function readValue(source: ByteSource, {start, payload, end}: WireField): OnnxValue {
  const value: OnnxValue = {name: '', elemType: 0, shape: [], place: {start, end}};
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
