import type {OnnxNode} from './onnx.ts';

const LAYER = /(?:^|[./_])(?:layers?|h|blocks?)[./](\d+)(?:[./]|$)/;

/** The layer that a name speaks of, or `null`. */
function layerInName(name: string): number | null {
  const match = LAYER.exec(name);
  return match ? Number(match[1]) : null;
}

/** The layer that the names of some nodes and of their weights speak of, or `null`. */
export function layerOf(nodes: readonly OnnxNode[]): number | null {
  for (const {name, scope, inputs} of nodes) {
    for (const text of [name, scope, ...inputs]) {
      const layer = layerInName(text);
      if (layer !== null) return layer;
    }
  }
  return null;
}

/** The layer of an output of the cache: `present.3.key`, `present_key_self_3` ... */
export function layerInCache(name: string): number | null {
  const match = /^(?:present|past)\D*(\d+)/.exec(name);
  return match ? Number(match[1]) : null;
}

/**
 * Numbers of blocks in the order in which they run: as their names say where those count
 * upwards, else counted (layers that share their weights all have the first one's name).
 *
 * @param named - What the names say, `null` where they say nothing.
 */
export function numberLayers(named: readonly (number | null)[]): {
  layers: number[];
  /** Whether names told them. */
  isNamed: boolean;
} {
  const layers: number[] = [];
  for (const layer of named) layers.push(layer ?? (layers.at(-1) ?? -1) + 1);
  const counts = layers.every((layer, i) => i === 0 || layer > layers[i - 1]);
  const isNamed = counts && named.some(layer => layer !== null);
  return {layers: counts ? layers : named.map((_, i) => i), isNamed};
}
