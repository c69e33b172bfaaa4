import type {ProbeRequests} from '../declare/declaration.ts';
import {joinExtras} from '../stage/extras.ts';
import type {Extras} from '../stage/extras.ts';
import type {StageContext, StageRun} from '../stage/stage-run.ts';
import {didYouMean} from '../foundations/did-you-mean.ts';
import {UserError} from '../foundations/user-error.ts';
import {attention, crossAttention} from './attention.ts';
import {attribution} from './attribution.ts';
import {embeddings} from './embeddings.ts';
import {encoderStates} from './encoder-states.ts';
import {headValues} from './head-values.ts';
import {kvCache} from './kv-cache.ts';
import {lens} from './lens.ts';
import {logits} from './logits.ts';
import {mlp} from './mlp.ts';
import {norms} from './norms.ts';
import {outputs} from './outputs.ts';
import {nothingFound} from './probe.ts';
import type {Found, Probe} from './probe.ts';
import {residual} from './residual.ts';
import {router} from './router.ts';

/** Probes that look at the model as a whole; the others read tensors of a run. */
const OF_THE_WHOLE = ['generation', 'headWeights', 'modules', 'weights'] as const;
type TensorProbes = Omit<ProbeRequests, (typeof OF_THE_WHOLE)[number]>;

const PROBES: {[K in keyof Required<TensorProbes>]: Probe<NonNullable<TensorProbes[K]>>} =
  {
    embeddings,
    norms,
    headValues,
    attention,
    crossAttention,
    outputs,
    mlp,
    router,
    residual,
    encoderStates,
    logits,
    lens,
    attribution,
    kvCache,
  };

/** A probe with its request, so that neither can meet another's. */
export interface BoundProbe {
  outputs(context: StageContext): string[];
  extras(context: StageContext): Extras;
  collect(run: StageRun): Found;
}

/**
 * The probes that a declaration asks for.
 *
 * @param contexts - The graphs that will run.
 * @throws UserError for a probe that does not exist, or that none of the graphs has
 * anything for.
 */
export function bindProbes(
  requests: ProbeRequests,
  contexts: readonly StageContext[],
): BoundProbe[] {
  const names = Object.keys(PROBES) as (keyof TensorProbes)[];
  const known: readonly string[] = [...names, ...OF_THE_WHOLE];
  const unknown = Object.keys(requests).find(name => !known.includes(name));
  if (unknown !== undefined) {
    throw new UserError(
      'declaration',
      `probes.${unknown}: there is no such probe.${didYouMean(unknown, known)}`,
      `There are ${known.join(', ')}.`,
    );
  }
  return names.flatMap(name => bind(name, PROBES[name], requests[name], contexts));
}

function bind<K extends keyof TensorProbes>(
  name: K,
  probe: unknown,
  request: TensorProbes[K],
  contexts: readonly StageContext[],
): BoundProbe[] {
  if (request === undefined) return [];
  const own = probe as Probe<NonNullable<TensorProbes[K]>>;
  if (contexts.every(context => own.outputs(context, request).length === 0)) {
    throw nothingFound(name, own.missing(contexts[contexts.length - 1]));
  }
  return [
    {
      outputs: context => own.outputs(context, request),
      extras: context => own.extras?.(context, request) ?? joinExtras([]),
      collect: run => own.collect(run, request),
    },
  ];
}
