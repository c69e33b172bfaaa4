import type {GraphIndex} from '../graph-index.ts';
import type {AttentionSite, ModelMap} from '../model-map.ts';
import type {OnnxNode} from '../onnx.ts';
import {isAttentionOp, isProduct} from '../ops.ts';
import {cacheSlots} from './cache-pairs.ts';
import {arrivals} from './flows.ts';
import {layerInCache} from '../layers.ts';

/** Outputs with the keys and the values of a layer's own tokens. */
export interface CacheOutputs {
  layer: number;
  key: string;
  value: string;
}

/**
 * The outputs of a graph that hold keys and values, by layer: those with four axes whose
 * values the scores of an attention are made of, or its weighted sums. Where that does not
 * tell it, names do.
 */
export function cacheOutputs(map: MapWithOutputs): readonly CacheOutputs[] {
  const known = KNOWN.get(map) ?? findOutputs(map);
  KNOWN.set(map, known);
  return known;
}

type MapWithOutputs = Pick<ModelMap, 'graph' | 'index' | 'attention'>;

/** Every text asks for the same. */
const KNOWN = new WeakMap<MapWithOutputs, readonly CacheOutputs[]>();

function findOutputs(map: MapWithOutputs): CacheOutputs[] {
  const {graph, index, attention} = map;
  const own = attention.filter(({role}) => role === 'self');
  const found = new Map<number, Partial<Record<Part, string>>>();
  const places = graph.outputs
    .filter(({shape}) => shape.length === 4 || shape.length === 0)
    .flatMap(({name}) => {
      const place = placeOf(index, name, attention) ?? placeByName(name);
      return place === null ? [] : [{name, ...place}];
    });
  const layers = new Set(own.map(({layer}) => layer));
  for (const {name, layer, part, role} of places) {
    if (role === 'cross') continue;
    const there = found.get(layer) ?? {};
    found.set(layer, {...there, [part]: there[part] ?? name});
    layers.add(layer);
  }
  return [...layers]
    .toSorted((a, b) => a - b)
    .flatMap(layer => {
      const {key, value} = found.get(layer) ?? {};
      return key !== undefined && value !== undefined ? [{layer, key, value}] : [];
    });
}

type Part = 'key' | 'value';

interface Place {
  layer: number;
  part: Part;
  role: AttentionSite['role'];
}

/** Which attention an output's values come to, and as what. */
function placeOf(
  index: GraphIndex,
  output: string,
  sites: readonly AttentionSite[],
): Place | null {
  const at = (site: AttentionSite, part: Part): Place => ({
    layer: site.layer,
    part,
    role: site.role,
  });
  const made = index.graph.nodes.find(({outputs}) => outputs.includes(output));
  const slot = made && cacheSlots(made).find(([, own]) => made.outputs[own] === output);
  if (made && slot) {
    const site = sites.find(({node}) => node === made.name);
    const [first] = cacheSlots(made);
    return site ? at(site, slot === first ? 'key' : 'value') : null;
  }
  // A present is the tensor that the products read, or a copy of it in another order.
  const reached = arrivals(index, index.origin(output), ({node}) => isEnd(node));
  for (const {node} of reached.filter(arrival => isEnd(arrival.node))) {
    for (const site of sites) {
      if (weighs(index, node, site)) return at(site, 'value');
      if (scores(index, node, site)) return at(site, 'key');
    }
  }
  return null;
}

const isEnd = (node: OnnxNode): boolean =>
  isProduct(node) || isAttentionOp(node) || node.op === 'Softmax';

/** Whether a product weighs values with the pattern of an attention. */
const weighs = (
  index: GraphIndex,
  {inputs}: OnnxNode,
  {pattern}: AttentionSite,
): boolean => inputs.some(input => index.origin(input) === index.origin(pattern));

/** Whether a product makes the scores of an attention. */
const scores = (
  index: GraphIndex,
  product: OnnxNode,
  {node, softmax}: AttentionSite,
): boolean =>
  softmax !== null &&
  isProduct(product) &&
  arrivals(index, product.outputs[0], ({node: next}) => isEnd(next)).some(
    ({node: next}) => next.name === node || next.inputs[0] === softmax.input,
  );

function placeByName(output: string): Place | null {
  const layer = layerInCache(output);
  const part = /key/.test(output) ? 'key' : /value/.test(output) ? 'value' : null;
  return layer === null || part === null
    ? null
    : {layer, part, role: /encoder|cross/.test(output) ? 'cross' : 'self'};
}
