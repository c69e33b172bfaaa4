import {decodeError} from '../checks/decode-error.ts';
import {check} from '../checks/invariants.ts';
import type {InvariantResult} from '../checks/invariants.ts';
import type {Check} from '../checks/part.ts';
import {worstOf} from '../checks/stage-checks.ts';
import type {CaptureDeclaration} from '../declare/declaration.ts';
import {UserError} from '../../foundations/user-error.ts';
import type {TensorInfo} from '../stage/tensor-info.ts';
import type {CapturedToken} from '../text/token.ts';
import {leaveOut, saidOf} from './leave-out.ts';
import type {Judged, OnFailure} from './leave-out.ts';
import {resultsOf} from './run.ts';
import type {CaptureOutcome} from './run.ts';

/** What was read, and what is kept of it. */
export interface CaptureParts {
  /** Empty where tokens were given by their ids. */
  text: string;
  tokens: readonly CapturedToken[];
  index: readonly TensorInfo[];
}

/** What the checks came to, and what they leave of a capture. */
export interface Verdict extends Judged {
  invariants: InvariantResult[];
}

/**
 * Hold what a model computed against what must hold.
 *
 * @throws UserError where a failed check leaves nothing, or may leave nothing out.
 */
export function checkOutcome(
  id: string,
  declaration: CaptureDeclaration,
  {text, tokens, index}: CaptureParts,
  outcome: CaptureOutcome,
  onFailure: OnFailure,
): Verdict {
  const checks = [
    ...decodeChecks(text === '' ? null : `${text}${declaration.pair ?? ''}`, tokens),
    ...outcome.checks,
  ];
  const invariants = invariantsOf(checks, outcome.dtype);
  const judged = leaveOut(
    {tensors: index, results: resultsOf(outcome.found)},
    checks,
    outcome.dtype,
    onFailure,
  );
  if (onFailure !== 'keep') requireRest(id, declaration, invariants, judged, onFailure);
  return {...judged, invariants};
}

/** @throws UserError where a failed check leaves nothing, or may leave nothing out. */
function requireRest(
  id: string,
  {heads = {}}: CaptureDeclaration,
  invariants: readonly InvariantResult[],
  {tensors, results}: Judged,
  onFailure: OnFailure,
): void {
  const isEmpty = tensors.length === 0 && Object.keys(results).length === 0;
  // Heads are chosen among all: where some are read wrongly, so is the choice.
  const isChosen = Object.keys(heads).length > 0;
  if (onFailure === 'refuse' || isEmpty || isChosen) requireChecks(id, invariants);
}

/** @throws UserError where a check failed. */
function requireChecks(id: string, invariants: readonly InvariantResult[]): void {
  const failed = invariants.filter(({ok}) => !ok);
  if (failed.length === 0) return;
  throw new UserError(
    'invariant',
    `Capture ${id} was not written: ${failed.map(saidOf).join('; ')}.`,
    failed.some(({name}) => name.endsWith(' = cpu'))
      ? 'The device computes something else than the CPU: use --device cpu, or --keep-unverified to look at what it makes.'
      : "The model was read wrongly or is damaged; report it with the model's name. --keep-unverified writes what was read, and marks it.",
  );
}

/** Where a text was read, that the tokens spell it. */
const decodeChecks = (text: string | null, tokens: readonly CapturedToken[]): Check[] =>
  text === null ? [] : [{name: 'decoded bytes = text', error: decodeError(text, tokens)}];

const invariantsOf = (checks: readonly Check[], dtype: string): InvariantResult[] =>
  worstOf(checks).map(({name, error, rows, tolerance}) => ({
    ...check(name, error, dtype, tolerance),
    ...(rows ? {rows} : {}),
  }));
