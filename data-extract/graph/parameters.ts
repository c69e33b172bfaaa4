import {isLinear, linearInputs} from './graph-index.ts';
import type {GraphIndex} from './graph-index.ts';
import {residPost} from './model-map.ts';
import type {ModelMap} from './model-map.ts';
import {DataType, sizeOf} from './onnx.ts';
import type {OnnxNode, OnnxTensor} from './onnx.ts';
import {isAttentionOp, isExpertsOp, operatorOf} from './ops.ts';
import {nodesBetween} from './paths.ts';

/** A part of the model that parameters are counted by. */
export type Component =
  'embedding' | 'attention' | 'mlp' | 'router' | 'experts' | 'norm' | 'head' | 'other';

/** A trained weight. */
export interface Parameter {
  /** As its module names it, e.g. `model.layers.0.self_attn.q_proj.weight`. */
  name: string;
  tensor: OnnxTensor;
  component: Component;
  /** Number of weights; where they are packed, of those that were packed. */
  count: number;
}

const FLOATS = new Set<number>([
  DataType.float,
  DataType.float16,
  DataType.bfloat16,
  DataType.double,
]);
/** Nodes that change how a weight is stored, not what it is. */
const STORAGE = new Set([
  'Cast',
  'Transpose',
  'Identity',
  'DequantizeLinear',
  'Reshape',
  'Unsqueeze',
  'Squeeze',
]);
/** Inputs of operators that hold no trained numbers. */
const BUFFER =
  /cos_cache|sin_cache|cos_cached|sin_cached|inv_freq|rotary|attn_mask|causal_mask/;

/** The trained weights of a graph, by who reads them. Tables that are computed are left out. */
export function findParameters(map: ModelMap): Parameter[] {
  const {index, graph} = map;
  const components = componentsOf(map);
  const found = [...graph.initializers.values()].flatMap((tensor): Parameter[] => {
    const size = sizeOf(tensor);
    if (tensor.inNode || size < 2 || BUFFER.test(tensor.name)) return [];
    const reader = readerOf(index, tensor.name);
    if (!reader) return [];
    const packed = reader.node.attributes.get('N')?.i && reader.at === 1;
    const isScale = isQuantisationDetail(reader);
    if (
      isScale ||
      (!packed && !FLOATS.has(tensor.dataType) && !isQuantisedWeight(reader))
    )
      return [];
    const component = components.get(reader.node) ?? 'other';
    if (component === 'other' && !isParameterOfOther(index, reader.node)) return [];
    const count = packed
      ? (reader.node.attributes.get('N')?.i ?? 0) *
        (reader.node.attributes.get('K')?.i ?? 0)
      : size;
    return [{name: moduleName(index, tensor, reader.node), tensor, component, count}];
  });
  return named(found);
}

/** Several weights of one module that have no names of their own are numbered. */
function named(parameters: readonly Parameter[]): Parameter[] {
  const counts = new Map<string, number>();
  return parameters.map(parameter => {
    const count = (counts.get(parameter.name) ?? 0) + 1;
    counts.set(parameter.name, count);
    return count === 1 ? parameter : {...parameter, name: `${parameter.name}_${count}`};
  });
}

interface Reader {
  node: OnnxNode;
  /** Which input. */
  at: number;
}

/**
 * The node that uses a weight, past those that only store it otherwise. A table that is
 * looked up and also multiplied with (a tied head) belongs to the look-up.
 */
function readerOf(index: GraphIndex, tensor: string): Reader | null {
  const all = readersOf(index, tensor, 0);
  return all.find(({node}) => node.op === 'Gather') ?? all[0] ?? null;
}

function readersOf(index: GraphIndex, tensor: string, depth: number): Reader[] {
  return index.consumers(tensor).flatMap((node): Reader[] => {
    const at = node.inputs.indexOf(tensor);
    const isDetail = node.op === 'DequantizeLinear' && at > 0;
    const stores =
      STORAGE.has(node.op) && !index.isVariable(node.outputs[0]) && depth <= 6;
    return stores && !isDetail
      ? readersOf(index, node.outputs[0], depth + 1)
      : [{node, at}];
  });
}

/** Scales and zero points of packed weights. */
function isQuantisationDetail({node, at}: Reader): boolean {
  if (node.op === 'DequantizeLinear') return at > 0;
  if (node.op === 'MatMulNBits' || node.op === 'GatherBlockQuantized') return at > 1;
  if (node.op === 'MatMulInteger') return at > 1;
  if (node.op === 'MatMulIntegerToFloat' || node.op === 'DynamicQuantizeMatMul')
    return at > 1 && at < 6;
  return node.op === 'Mul' && /_scale$|_scales$/.test(node.inputs[at] ?? '');
}

const isQuantisedWeight = ({node, at}: Reader): boolean =>
  at === 1 &&
  /^(MatMulInteger|MatMulIntegerToFloat|DynamicQuantizeMatMul|QLinearMatMul|QGemm)$/.test(
    node.op,
  );

/** Outside of blocks a weight must at least multiply, be looked up or be added to count. */
const isParameterOfOther = (index: GraphIndex, node: OnnxNode): boolean =>
  isLinear(index, node) || ['Gather', 'Add', 'Conv', 'Mul'].includes(node.op);

function componentsOf(map: ModelMap): Map<OnnxNode, Component> {
  const {index, blocks, head, embedding} = map;
  const components = new Map<OnnxNode, Component>();
  const mark = (nodes: readonly OnnxNode[], component: Component): void => {
    for (const node of nodes) if (!components.has(node)) components.set(node, component);
  };
  const norms = [
    ...blocks.flatMap(block => block.norms.map(({site}) => site)),
    map.finalNorm,
    embedding?.norm,
  ];
  for (const site of norms) {
    for (const tensor of [site?.gain, site?.bias])
      if (tensor) mark(index.consumers(tensor), 'norm');
  }
  mark(
    index.nodes.filter(node => operatorOf(node).endsWith('Normalization')),
    'norm',
  );
  const last = blocks.at(-1);
  if (head) {
    mark([head.linear, ...after(index, head.linear)], 'head');
    if (last) mark(nodesBetween(index, residPost(last), head.logits), 'head');
  }
  for (const {query, key, value} of map.attention) {
    for (const linear of [query, key, value].map(part => part?.linear)) {
      if (linear) mark([linear, ...after(index, linear)], 'attention');
    }
  }
  for (const {steps, attention, experts} of blocks) {
    for (const {part, way} of steps) {
      if (part === 'attention' || part === 'cross') mark(way, 'attention');
      else if (part === 'experts') {
        mark(
          way.filter(node => isRouter(index, node, experts?.scores)),
          'router',
        );
        mark(way, 'experts');
      } else if (part === 'parallel' && attention) {
        const result = attention.output?.product;
        const own = way.filter(
          node => isAttentionOp(node) || leadsTo(index, node, result),
        );
        mark(own, 'attention');
        mark(way, 'mlp');
      } else mark(way, part === 'other' ? 'other' : 'mlp');
    }
  }
  mark(
    index.nodes.filter(({op}) => op === 'Gather' || op === 'GatherBlockQuantized'),
    'embedding',
  );
  mark(index.nodes.filter(isExpertsOp), 'experts');
  for (const term of [embedding?.positions, embedding?.segments]) {
    const node = term ? index.producer(term) : null;
    if (node) mark([node], 'embedding');
  }
  return components;
}

/** Whether a node makes the router's scores. */
function isRouter(
  index: GraphIndex,
  node: OnnxNode,
  scores: string | undefined,
): boolean {
  if (scores === undefined) return false;
  if (node.outputs.includes(scores)) return true;
  return (
    isLinear(index, node) &&
    index.consumers(node.outputs[0]).some(({outputs}) => outputs.includes(scores))
  );
}

/** Whether a node's result is needed for a tensor, a few steps on. */
function leadsTo(index: GraphIndex, node: OnnxNode, tensor: string | undefined): boolean {
  const target = tensor === undefined ? null : index.producer(tensor);
  if (!target) return false;
  const open = [target];
  const seen = new Set<OnnxNode>();
  for (let current = open.pop(); current; current = open.pop()) {
    if (current === node) return true;
    if (seen.has(current) || seen.size > 300) continue;
    seen.add(current);
    for (const input of current.inputs) {
      const maker = index.producer(input);
      if (maker && index.order(maker) >= index.order(node)) open.push(maker);
    }
  }
  return false;
}

/** The bias after a linear layer. */
function after(index: GraphIndex, linear: OnnxNode): OnnxNode[] {
  const [next] = index.consumers(linear.outputs[0]);
  return next?.op === 'Add' ? [next] : [];
}

const ANONYMOUS = /^(onnx::|_val_|val_|\d+$|node_)/;

/** A weight's name as a module has it; weights without one are named after their reader. */
function moduleName(
  index: GraphIndex,
  {name, dims}: OnnxTensor,
  reader: OnnxNode,
): string {
  const [first] = index.consumers(name);
  // Weights stored in another form come out under the name of the module.
  const stored = first && STORAGE.has(first.op) ? first.outputs[0] : '';
  if (name.startsWith(stored) && stored.includes('.')) return stored;
  if (!ANONYMOUS.test(name))
    return name
      .replace(/_(quantized|Q4|Q8|fp16)$/, '')
      .replaceAll('/', '.')
      .replace(/^\./, '');
  const module = moduleAround(reader.scope || reader.name);
  const isWeight =
    dims.filter(size => size > 1).length > 1 ||
    (isLinear(index, reader) && linearInputs(index, reader).weight);
  return `${module || reader.op}.${isWeight ? 'weight' : 'bias'}`;
}

/**
 * The module that a node belongs to, e.g. `model.layers.0.mlp.fc1`, by what its exporter
 * wrote down: `/model/layers.0/mlp/fc1/MatMul`, or of each module around it the whole path
 * with its class, `: Gpt/model: Model/model.layers.0.mlp.fc1: Linear/linear: aten.linear`.
 * Pure.
 */
export function moduleAround(written: string): string {
  const path = written
    .split('/')
    .filter(part => part !== '')
    .slice(0, -1);
  const paths = path.map(part => part.split(': '));
  return paths.some(({length}) => length > 1)
    ? (paths.map(([name]) => name).findLast(name => name !== '') ?? '')
    : path.join('.');
}
