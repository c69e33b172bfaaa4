import {didYouMean} from '../../foundations/did-you-mean.ts';
import {UserError} from '../../foundations/user-error.ts';
import {joinExtras} from '../stage/extras.ts';
import type {Extras} from '../stage/extras.ts';
import type {LeftOut} from '../stage/left-out.ts';
import type {ScoredPositions} from '../stage/scores.ts';
import type {StageContext, StageRun} from '../stage/stage-run.ts';
import {GRAPH_PROBES, MODEL_PROBES, PROBES} from './all.ts';
import type {OfGraph, RequestOf} from './all.ts';
import {nothingFound} from './probe.ts';
import type {
  Found,
  ModelProbe,
  NamedTensor,
  Probe,
  ReadModel,
  SecondFound,
  SecondPass,
} from './probe.ts';
import type {ProbeRequests} from './requests.ts';
import type {ProbeResults} from './results.ts';

/** What a probe found, its result by its name. */
export interface NamedFound {
  tensors: NamedTensor[];
  results: ProbeResults;
}

/** The same of a second run. */
export type NamedSecond = NamedFound & Pick<SecondFound, 'checks'>;

/** A probe with its request, so that neither can meet another's. */
export interface BoundProbe {
  name: string;
  outputs(context: StageContext): string[];
  extras(context: StageContext): Extras;
  /** Positions of which it reads scores of the vocabulary. */
  scored(context: StageContext): ScoredPositions;
  collect(run: StageRun): NamedFound;
  secondPass(pass: SecondPass): Promise<NamedSecond>;
  /** Parts that were asked for and that a graph, which has others, does not give. */
  leftOut(run: StageRun): LeftOut[];
}

/** Probes as they can be asked, and those that no graph has anything for. */
export interface BoundProbes {
  bound: BoundProbe[];
  leftOut: LeftOut[];
}

const GRAPH_NAMES = Object.keys(GRAPH_PROBES) as OfGraph[];

/**
 * The probes of graphs that a declaration asks for.
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
  checkNames(requests);
  const bound: BoundProbe[] = [];
  const leftOut: LeftOut[] = [];
  for (const name of GRAPH_NAMES) {
    const found = bind(name, requests[name], contexts);
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

/** What the probes of the model's files find that a declaration asks for. */
export const readModelProbes = (
  requests: ProbeRequests,
  model: ReadModel,
): NamedFound[] =>
  (Object.keys(MODEL_PROBES) as (keyof typeof MODEL_PROBES)[]).flatMap(name => {
    const request = requests[name];
    const probe = MODEL_PROBES[name] as ModelProbe<typeof request, unknown>;
    return request === undefined ? [] : [named(name, probe.read(model, request))];
  });

/** @throws UserError for a probe that does not exist. */
function checkNames(requests: ProbeRequests): void {
  const known = Object.keys(PROBES);
  const unknown = Object.keys(requests).find(name => !known.includes(name));
  if (unknown === undefined) return;
  throw new UserError(
    'declaration',
    `probes.${unknown}: there is no such probe.${didYouMean(unknown, known)}`,
    `There are ${known.join(', ')}.`,
  );
}

/**
 * Probes that the graphs have something for, each asked with its defaults. Of those that
 * need more than a name nothing can be told.
 */
const servable = (contexts: readonly StageContext[]): string[] =>
  GRAPH_NAMES.filter(name => {
    const found = bind(name, GRAPH_PROBES[name].defaults, contexts);
    return found !== null && typeof found !== 'string';
  });

/** @returns The reason where no graph has anything, `null` where it was not asked for. */
function bind<K extends OfGraph>(
  name: K,
  request: RequestOf<K> | null | undefined,
  contexts: readonly StageContext[],
): BoundProbe | string | null {
  if (request === undefined || request === null) return null;
  const probe = GRAPH_PROBES[name] as Probe<RequestOf<K>, unknown>;
  if (contexts.every(context => probe.outputs(context, request).length === 0)) {
    return probe.missing(contexts[contexts.length - 1]);
  }
  return {
    name,
    outputs: context => probe.outputs(context, request),
    extras: context => probe.extras?.(context, request) ?? joinExtras([]),
    scored: context => probe.scored?.(context, request) ?? [],
    collect: run => named(name, probe.collect(run, request)),
    secondPass: async pass => {
      const found = await probe.secondPass?.(pass, request);
      const {tensors = [], checks = [], result = null} = found ?? {};
      return {...named(name, {tensors, result}), checks};
    },
    leftOut: run =>
      probe.outputs(run, request).length === 0
        ? []
        : (probe.leftOut?.(run, request) ?? []).map(part => ({probe: name, ...part})),
  };
}

const named = (name: string, {tensors, result}: Found<unknown>): NamedFound => ({
  tensors,
  results: result === null ? {} : {[name]: result},
});
