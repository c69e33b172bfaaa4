import type {NormSite} from '../graph/norm-site.ts';
import {joinExtras} from '../stage/extras.ts';
import type {LayerRequest} from '../stage/layer-request.ts';
import {constantOutput} from '../stage/sample-columns.ts';
import {blocksOf, hookOf, rowsOf, topHookOf, valueOf} from '../stage/stage-run.ts';
import type {StageContext} from '../stage/stage-run.ts';
import {inBlock, kindsOf} from '../stage/tensor-kind.ts';
import {missingLayers} from './missing-layers.ts';
import {normValue} from './norm-values.ts';
import type {NamedTensor, Probe} from './probe.ts';

/** A station of a norm, or a part of it. */
export type NormPart =
  | 'in'
  | 'mean_in'
  | 'mean'
  | 'centred'
  | 'scale'
  | 'divided'
  | 'gain'
  | 'bias'
  | 'normalized';

export interface NormRequest extends LayerRequest {
  /**
   * What is read: `blocks.{l}.ln1.hook_in`, `.hook_normalized` (with gain and bias) or
   * `.hook_scale` `[position, 1]`, what the input is divided by; likewise `ln2` and
   * `ln_final`. `mean` `[position, 1]` is what is taken off before that, 0 where nothing
   * is, and `mean_in` the mean of what goes in, taken off or not. `centred` is the input
   * less `mean`, `divided` that by the scale. `gain` and `bias` are `blocks.{l}.ln1.w` and
   * `.b` `[d_model]`, where there are any.
   */
  of: readonly NormPart[];
}

const NORMS = [...inBlock('ln1', 'ln2', 'ln3', 'ln1_post', 'ln2_post'), 'ln_final'];

/** Norms: what goes in, what comes out, what the input is divided by. */
export const norms: Probe<NormRequest> = {
  defaults: {of: ['normalized', 'scale']},

  tensors: [
    ...kindsOf(
      'activation',
      ['position', 'd_model'],
      ...NORMS.flatMap(name =>
        ['in', 'centred', 'divided', 'normalized'].map(what => `${name}.hook_${what}`),
      ),
    ),
    ...kindsOf(
      'activation',
      ['position', 'one'],
      ...NORMS.flatMap(name =>
        ['mean_in', 'mean', 'scale'].map(what => `${name}.hook_${what}`),
      ),
    ),
    ...kindsOf(
      'weight',
      ['d_model'],
      ...NORMS.flatMap(name => [`${name}.w`, `${name}.b`]),
    ),
  ],

  outputs: (context, request) =>
    sitesOf(context, request).flatMap(({site}) => [
      ...[site.input, site.output],
      ...weightsOf(site, request).map(({output}) => output),
    ]),

  extras: (context, request) =>
    joinExtras(
      sitesOf(context, request).flatMap(({site}) =>
        weightsOf(site, request).map(({extras}) => extras),
      ),
    ),

  collect: (run, request) => ({
    tensors: sitesOf(run, request).flatMap(({name, site}) =>
      request.of.flatMap((what): NamedTensor | [] => {
        const axes = ['position', 'd_model'];
        if (what === 'in')
          return {name: `${name}.hook_in`, ...rowsOf(run, site.input), axes};
        if (what === 'normalized')
          return {name: `${name}.hook_normalized`, ...rowsOf(run, site.output), axes};
        if (what === 'gain' || what === 'bias') {
          const tensor = site[what];
          if (tensor === null) return [];
          const {data} = valueOf(run, constantOutput(tensor).output);
          const hook = what === 'gain' ? 'w' : 'b';
          return {name: `${name}.${hook}`, data, shape: [data.length], axes: ['d_model']};
        }
        // What an unknown norm takes off and divides by is not known either.
        if (site.kind === 'other' && what !== 'mean_in') return [];
        const {data, shape} = normValue(what, rowsOf(run, site.input), site);
        return {
          name: `${name}.hook_${what}`,
          data,
          shape: [...shape],
          axes: [
            'position',
            what === 'centred' || what === 'divided' ? 'd_model' : 'one',
          ],
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

/** Gain and bias as outputs, where they are asked for. */
const weightsOf = (
  site: NormSite,
  {of}: NormRequest,
): ReturnType<typeof constantOutput>[] =>
  (['gain', 'bias'] as const).flatMap(what => {
    const tensor = site[what];
    return of.includes(what) && tensor !== null ? [constantOutput(tensor)] : [];
  });

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
