import type {CapturedResults} from '../capture/format.ts';
import {check} from '../checks/invariants.ts';
import type {InvariantResult} from '../checks/invariants.ts';
import type {Check} from '../checks/part.ts';
import type {LeftOut} from '../stage/left-out.ts';
import type {TensorInfo} from '../stage/tensor-info.ts';

/** What becomes of values that fail a check. */
export type OnFailure =
  /** Nothing is written. */
  | 'refuse'
  /** They are left out, and the others written. */
  | 'leave-out'
  /** They are written and marked. */
  | 'keep';

/** The parts of a capture that checks speak of. */
export interface Checked {
  tensors: readonly TensorInfo[];
  results: CapturedResults;
}

/** What is left of a capture, and what is said of the rest. */
export interface Judged extends Checked {
  leftOut: LeftOut[];
  /** Results that are kept though they failed a check. */
  unverified: string[];
}

/**
 * Leave out, or mark, whatever a failed check speaks of.
 *
 * @param checks - All that was checked, of every layer.
 * @param dtype - Precision of the arithmetic, for what a check allows.
 */
export function leaveOut(
  {tensors, results}: Checked,
  checks: readonly Check[],
  dtype: string,
  onFailure: OnFailure,
): Judged {
  const failed = checks.flatMap(({name, error, of, tolerance}) => {
    const own = Number.isNaN(error) ? Infinity : error;
    const result = check(name, own, dtype, tolerance);
    return result.ok ? [] : [{of: of ?? null, reason: saidOf(result)}];
  });
  const reasonOf = (name: string): string | null =>
    failed.find(({of}) => of === null || of.some(start => name.startsWith(start)))
      ?.reason ?? null;
  const failedResults = pathsOf(results).flatMap(path => {
    const reason = reasonOf(path);
    return reason === null ? [] : [{path, reason}];
  });
  if (onFailure === 'keep') {
    return {
      tensors: tensors.map(info =>
        reasonOf(info.name) === null ? info : {...info, verified: false},
      ),
      results,
      leftOut: [],
      unverified: failedResults.map(({path}) => path.replace(/^results\./, '')),
    };
  }
  const isKept = (name: string): boolean => reasonOf(name) === null;
  return {
    tensors: tensors.filter(({name}) => isKept(name)),
    results: without(
      results,
      failedResults.map(({path}) => path),
    ),
    leftOut: [
      ...tensors.flatMap(({name}) => partOf(name, reasonOf(name))),
      ...failedResults.flatMap(({path, reason}) => partOf(path, reason)),
    ],
    unverified: [],
  };
}

/** A failed check in words. */
export const saidOf = ({name, maxError, tolerance}: InvariantResult): string =>
  `${name}: off by ${maxError}, allowed ${tolerance}`;

function partOf(what: string, reason: string | null): LeftOut[] {
  if (reason === null) return [];
  const layer = /^\w+\.(\d+)\./.exec(what)?.[1];
  return [{probe: null, layer: layer === undefined ? null : Number(layer), what, reason}];
}

/** `results.logits`, `results.encoder.attention` ... */
const pathsOf = ({encoder, ...own}: CapturedResults): string[] => [
  ...Object.keys(own).map(name => `results.${name}`),
  ...Object.keys(encoder ?? {}).map(name => `results.encoder.${name}`),
];

function without(results: CapturedResults, paths: readonly string[]): CapturedResults {
  const {encoder, ...own} = results;
  const keep = <T extends object>(part: T, start: string): T =>
    Object.fromEntries(
      Object.entries(part).filter(([name]) => !paths.includes(`${start}${name}`)),
    ) as T;
  return {
    ...keep(own, 'results.'),
    ...(encoder ? {encoder: keep(encoder, 'results.encoder.')} : {}),
  };
}
