import type {ProbeRequests} from '../declare/declaration.ts';
import {joinExtras} from '../stage/extras.ts';
import type {Extras} from '../stage/extras.ts';
import type {LeftOut} from '../stage/left-out.ts';
import {DEFAULTS} from './defaults.ts';
import type {StageContext, StageRun} from '../stage/stage-run.ts';
import {didYouMean} from '../foundations/did-you-mean.ts';
import {UserError} from '../foundations/user-error.ts';
import {attention, crossAttention} from './attention.ts';
import {attribution} from './attribution.ts';
import {classifier} from './classifier.ts';
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
    classifier,
    lens,
    attribution,
    kvCache,
  };

/** A probe with its request, so that neither can meet another's. */
export interface BoundProbe {
  name: string;
  outputs(context: StageContext): string[];
  extras(context: StageContext): Extras;
  collect(run: StageRun): Found;
  /** Parts that were asked for and that a graph, which has others, does not give. */
  leftOut(run: StageRun): LeftOut[];
}

/** Probes as they can be asked, and those that no graph has anything for. */
export interface BoundProbes {
  bound: BoundProbe[];
  leftOut: LeftOut[];
}

/**
 * The probes that a declaration asks for.
 *
 * @param contexts - The graphs that will run.
 * @param lenient - Whether one that none of the graphs has anything for is left out; else
 * it is an error.
 * @throws UserError for a probe that does not exist, or that nothing is there for.
 */
export function bindProbes(
  requests: ProbeRequests,
  contexts: readonly StageContext[],
  lenient: boolean,
): BoundProbes {
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
  const bound: BoundProbe[] = [];
  const leftOut: LeftOut[] = [];
  for (const name of names) {
    const found = bind(name, PROBES[name], requests[name], contexts);
    if (found === null) continue;
    if (typeof found !== 'string') bound.push(found);
    else if (lenient) leftOut.push({probe: name, layer: null, what: name, reason: found});
    else throw nothingFound(name, found, servable(contexts));
  }
  // Of two kinds of heads a model has one at most; the other is no part that it lacks.
  const hasHead = bound.some(({name}) => name === 'classifier');
  const isMissing = ({what}: LeftOut): boolean =>
    what !== 'classifier' && !(what === 'logits' && hasHead);
  return {bound, leftOut: leftOut.filter(isMissing)};
}

/** Probes that the graphs have something for, each asked with its defaults. */
const servable = (contexts: readonly StageContext[]): string[] =>
  (Object.keys(PROBES) as (keyof TensorProbes)[]).filter(
    name => typeof bind(name, PROBES[name], DEFAULTS[name], contexts) === 'object',
  );

/** @returns The reason where no graph has anything, `null` where it was not asked for. */
function bind<K extends keyof TensorProbes>(
  name: K,
  probe: unknown,
  request: TensorProbes[K],
  contexts: readonly StageContext[],
): BoundProbe | string | null {
  if (request === undefined) return null;
  const own = probe as Probe<NonNullable<TensorProbes[K]>>;
  if (contexts.every(context => own.outputs(context, request).length === 0)) {
    return own.missing(contexts[contexts.length - 1]);
  }
  return {
    name,
    outputs: context => own.outputs(context, request),
    extras: context => own.extras?.(context, request) ?? joinExtras([]),
    collect: run => own.collect(run, request),
    leftOut: run =>
      own.outputs(run, request).length === 0
        ? []
        : (own.leftOut?.(run, request) ?? []).map(part => ({probe: name, ...part})),
  };
}
