import type {CaptureOnDisk} from '../capture/capture-folder.ts';
import type {CaptureFile, Provenance} from '../capture/format.ts';
import type {InvariantResult} from '../checks/invariants.ts';
import type {TensorInfo} from '../stage/tensor-info.ts';
import type {CapturedToken} from '../text/token.ts';
import type {Check} from '../checks/part.ts';
import {worstOf} from '../checks/stage-checks.ts';
import {check} from '../checks/invariants.ts';
import {decodeError} from '../checks/decode-error.ts';
import {storedFloats, writeSafetensors} from '../capture/safetensors.ts';
import type {StoredTensor} from '../capture/safetensors.ts';
import type {CaptureDeclaration} from '../declare/declaration.ts';
import type {HeadRule} from '../stage/head-rule.ts';
import {allAttention} from '../graph/model-map.ts';
import type {NamedTensor} from '../probes/probe.ts';
import {resultsOf, runCapture} from './run.ts';
import type {CaptureOutcome} from './run.ts';
import type {CaptureModel} from '../run/capture-model.ts';
import {vocabIn} from '../stage/logits.ts';
import {patternOf, rowsOf} from '../stage/stage-run.ts';
import type {StageRun} from '../stage/stage-run.ts';
import type {OpenedModel} from './open.ts';
import {NOTHING_GIVEN, readInput} from './read.ts';
import type {GivenInput} from './read.ts';
import {textOf} from '../writing/write-text.ts';
import {leaveOut, saidOf} from './leave-out.ts';
import type {Judged, OnFailure} from './leave-out.ts';
import {UserError} from '../foundations/user-error.ts';

/** What a capture depends on, as it says itself. */
export interface CaptureInputs
  extends
    Pick<CaptureFile, 'format' | 'declarationSha256'>,
    Pick<Provenance, 'role' | 'tokenizer' | 'versions'> {
  model: OpenedModel['model'];
}

/** A capture with its tensors by their names. */
export interface MadeCapture {
  capture: CaptureFile;
  tensors: ReadonlyMap<string, StoredTensor>;
  /** Why it did not run on a device that comes first, or `null`. */
  fellBack: string | null;
}

/** How a capture is made. */
export interface MakeOptions {
  /** What is read in place of texts, and values of other inputs. */
  given: GivenInput;
  /** Whether probes that the model has nothing for are left out; else they are an error. */
  lenient: boolean;
  onFailure: OnFailure;
}

/** As the captures of a course are made: all of it, or none. */
const STRICT: MakeOptions = {given: NOTHING_GIVEN, lenient: false, onFailure: 'refuse'};

/**
 * Run the model on the declaration's text and make the capture of what it computed.
 *
 * @throws UserError where the model has not what is asked for, or a check failed that
 * leaves nothing, or that must not.
 */
export async function makeCapture(
  id: string,
  declaration: CaptureDeclaration,
  inputs: CaptureInputs,
  model: CaptureModel,
  {given, lenient, onFailure}: MakeOptions = STRICT,
): Promise<MadeCapture> {
  const {text, input} = await readInput(id, declaration, model, given);
  const outcome = await runCapture(model, input, declaration, lenient);
  await model.unchanged();
  const {tensors, index} = store(
    outcome.found.flatMap(found => found.tensors),
    declaration.store === 'float16',
  );
  const checks = [
    ...decodeChecks(
      text === '' ? null : `${text}${declaration.pair ?? ''}`,
      input.tokens,
    ),
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
  const unrecognised = [...outcome.leftOut, ...judged.leftOut];
  const target = outcome.target;
  const capture: CaptureFile = {
    format: inputs.format,
    id,
    declarationSha256: inputs.declarationSha256,
    provenance: {
      role: inputs.role,
      model: {...inputs.model, ...sizesOf(outcome)},
      tokenizer: inputs.tokenizer,
      dtype: outcome.dtype,
      device: outcome.device,
      ...comparedIn(outcome.device, invariants),
      versions: inputs.versions,
    },
    text,
    tokens: input.tokens,
    ...(target
      ? {
          target: {
            text:
              declaration.target ??
              textOf(
                target.map(token => token.id),
                model.tokenizer.token,
              ),
            tokens: target,
          },
        }
      : {}),
    heads: headsOf(declaration.heads ?? {}, outcome.runs),
    results: judged.results,
    tensors: [...judged.tensors],
    invariants,
    ...(unrecognised.length > 0 ? {unrecognised} : {}),
    ...(judged.unverified.length > 0 ? {unverified: judged.unverified} : {}),
  };
  const kept = new Map(
    judged.tensors.flatMap(({name}) => {
      const tensor = tensors.get(name);
      return tensor ? [[name, tensor] as const] : [];
    }),
  );
  return {capture, tensors: kept, fellBack: outcome.fellBack};
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

/** A capture as it goes into its two files. */
export const toFiles = ({capture, tensors}: MadeCapture): CaptureOnDisk => ({
  capture,
  tensors: writeSafetensors(tensors, {
    id: capture.id,
    model: capture.provenance.model.id,
  }),
});

/** Where a text was read, that the tokens spell it. */
const decodeChecks = (text: string | null, tokens: readonly CapturedToken[]): Check[] =>
  text === null ? [] : [{name: 'decoded bytes = text', error: decodeError(text, tokens)}];

const invariantsOf = (checks: readonly Check[], dtype: string): InvariantResult[] =>
  worstOf(checks).map(({name, error, rows, tolerance}) => ({
    ...check(name, error, dtype, tolerance),
    ...(rows ? {rows} : {}),
  }));

/** What the comparison with the CPU came to, where another device ran. */
function comparedIn(
  device: string,
  invariants: readonly InvariantResult[],
): Pick<CaptureFile['provenance'], 'comparedWithCpu'> {
  const found = invariants.find(({name}) => name === `${device} = cpu`);
  if (!found) return {};
  const {maxError, tolerance, ok} = found;
  return {comparedWithCpu: {maxError, tolerance, ok}};
}

/** @throws UserError where a check failed. */
export function requireChecks(id: string, invariants: readonly InvariantResult[]): void {
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

/** The heads that the rules chose, in the order of the declaration. */
function headsOf(
  rules: Readonly<Record<string, HeadRule>>,
  runs: readonly StageRun[],
): CaptureFile['heads'] {
  const chosen = Object.assign(
    {},
    ...runs.map(run => run.chosen),
  ) as CaptureFile['heads'];
  return Object.fromEntries(Object.keys(rules).map(name => [name, chosen[name]]));
}

function sizesOf({runs}: CaptureOutcome): {
  layers: number;
  heads: number;
  dModel: number;
  vocab: number;
} {
  const run = runs[runs.length - 1];
  const {blocks, head} = run.map;
  const attention = allAttention(run.map);
  const [first] = blocks;
  return {
    layers: blocks.length,
    heads: attention.length > 0 ? patternOf(run, attention[0].pattern).shape[0] : 0,
    dModel: first ? rowsOf(run, first.steps[0].stream).shape[1] : 0,
    vocab: head ? vocabIn(run) : 0,
  };
}

function store(
  all: readonly NamedTensor[],
  half: boolean,
): {
  tensors: Map<string, StoredTensor>;
  index: TensorInfo[];
} {
  const tensors = new Map<string, StoredTensor>();
  const index: TensorInfo[] = [];
  for (const {name, data, shape, axes} of all) {
    if (tensors.has(name)) throw new Error(`two tensors are named "${name}"`);
    const stored = storedFloats(data, shape, half);
    tensors.set(name, stored);
    index.push({name, shape: [...shape], dtype: stored.dtype, axes});
  }
  return {tensors, index};
}
