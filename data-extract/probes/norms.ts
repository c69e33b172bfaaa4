import type {NormSite} from '../graph/norm-site.ts';
import type {LayerRequest} from '../stage/layer-request.ts';
import {blocksOf, hookOf, rowsOf, topHookOf} from '../stage/stage-run.ts';
import type {StageContext} from '../stage/stage-run.ts';
import {inBlock, kindsOf} from '../stage/tensor-kind.ts';
import {missingLayers} from './missing-layers.ts';
import type {NamedTensor, Probe} from './probe.ts';

export interface NormRequest extends LayerRequest {
  /**
   * What is read: `blocks.{l}.ln1.hook_in`, `.hook_normalized` (with gain and bias) or
   * `.hook_scale` `[position, 1]`, what the input is divided by; likewise `ln2` and
   * `ln_final`.
   */
  of: readonly ('in' | 'normalized' | 'scale')[];
}

const NORMS = [...inBlock('ln1', 'ln2', 'ln3', 'ln1_post', 'ln2_post'), 'ln_final'];

/** Norms: what goes in, what comes out, what the input is divided by. */
export const norms: Probe<NormRequest> = {
  defaults: {of: ['normalized', 'scale']},

  tensors: [
    ...kindsOf(
      'activation',
      ['position', 'd_model'],
      ...NORMS.flatMap(name => [`${name}.hook_in`, `${name}.hook_normalized`]),
    ),
    ...kindsOf(
      'activation',
      ['position', 'one'],
      ...NORMS.map(name => `${name}.hook_scale`),
    ),
  ],

  outputs: (context, request) =>
    sitesOf(context, request).flatMap(({site}) => [site.input, site.output]),

  collect: (run, request) => ({
    tensors: sitesOf(run, request).flatMap(({name, site}) =>
      request.of.flatMap((what): NamedTensor | [] => {
        // What an unknown norm divides by is not known either.
        if (what === 'scale' && site.kind === 'other') return [];
        const axes = ['position', 'd_model'];
        if (what === 'in')
          return {name: `${name}.hook_in`, ...rowsOf(run, site.input), axes};
        if (what === 'normalized') {
          return {name: `${name}.hook_normalized`, ...rowsOf(run, site.output), axes};
        }
        const {data, shape} = rowsOf(run, site.input);
        const scale = Float32Array.from(scalesOf(data, shape[1], site));
        return {
          name: `${name}.hook_scale`,
          data: scale,
          shape: [shape[0], 1],
          axes: ['position', 'one'],
        };
      }),
    ),
    result: null,
  }),

  leftOut(run, {of, layers}) {
    const found = run.map.blocks.filter(({norms: own}) => own.length > 0);
    return missingLayers(
      run,
      layers,
      found.map(({layer}) => layer),
      `ln1.hook_${of[0]}`,
    );
  },

  missing: () => 'no norms were found in the model',
};

function sitesOf(
  context: StageContext,
  {layers}: NormRequest,
): {name: string; site: NormSite}[] {
  const {map} = context;
  const inBlocks = blocksOf(context, map.blocks, layers).flatMap(block =>
    block.norms.map(({name, site}) => ({name: hookOf(context, block, name), site})),
  );
  return map.finalNorm && !layers
    ? [...inBlocks, {name: topHookOf(context, 'ln_final'), site: map.finalNorm}]
    : inBlocks;
}

/** What each row is divided by: `sqrt(variance + epsilon)`, or without taking the mean off. */
export function scalesOf(
  data: Float32Array,
  width: number,
  {kind, epsilon}: NormSite,
): number[] {
  const scales: number[] = [];
  for (let row = 0; row < data.length; row += width) {
    const values = data.subarray(row, row + width);
    const mean = kind === 'layer' ? meanOf(values) : 0;
    let square = 0;
    for (const value of values) square += (value - mean) ** 2;
    scales.push(Math.sqrt(square / width + epsilon));
  }
  return scales;
}

/** Mean of some values. */
export function meanOf(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
