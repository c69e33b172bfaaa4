import {isSame} from './graph-index.ts';
import type {GraphIndex} from './graph-index.ts';
import type {NormSite} from './norm-site.ts';
import type {OnnxNode} from './onnx.ts';
import {normalises, readByLayers, regionBefore} from './regions.ts';

/**
 * The norm between a value of the stream and what reads it: one that is known by its
 * operators, or else the whole region, whatever it is written with.
 *
 * @param input - The value, under the name that the norm is to have for it.
 * @param output - What a layer reads, or the stream's next value.
 * @returns `null` where nothing is normalised, or a layer lies between.
 */
export function normBetween(
  index: GraphIndex,
  norms: readonly NormSite[],
  input: string,
  output: string,
): NormSite | null {
  const origin = index.origin(input);
  const region = regionBefore(index, output, tensor => tensor === origin);
  if (!region?.ends.has(origin) || !normalises(index, region)) return null;
  const made = new Set(region.nodes.flatMap(({outputs}) => outputs));
  const known = norms.filter(
    norm => made.has(norm.output) && comesPlain(index, norm.input, origin),
  );
  const exact = known.find(norm => isSame(index, norm.output, output)) ?? known[0];
  if (exact) return isSame(index, exact.input, input) ? {...exact, input} : exact;
  const last = region.nodes.at(-1);
  return {
    node: last?.name ?? '',
    kind: 'other',
    input,
    output: index.origin(output),
    gain: null,
    bias: null,
    epsilon: 0,
  };
}

/** Whether a tensor is another one, perhaps scaled, or some positions of it. */
function comesPlain(index: GraphIndex, tensor: string, origin: string): boolean {
  const region = regionBefore(index, tensor, end => end === origin);
  return region !== null && region.ends.has(origin) && !normalises(index, region);
}

/** Norms between a value of the stream and the layers that read it, each once. */
export function normsAfter(
  index: GraphIndex,
  norms: readonly NormSite[],
  input: string,
  within: readonly OnnxNode[],
): NormSite[] {
  const found = new Map<string, NormSite>();
  for (const tensor of readByLayers(index, index.origin(input), new Set(within))) {
    const site = normBetween(index, norms, input, tensor);
    if (site) found.set(index.origin(site.output), site);
  }
  return [...found.values()];
}
