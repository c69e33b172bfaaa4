import type {CaptureOnDisk} from '../capture/capture-folder.ts';
import type {CaptureFile} from '../capture/format.ts';
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
import type {CaptureInputs} from './capture-inputs.ts';
import {allAttention} from '../graph/model-map.ts';
import type {NamedTensor} from '../probes/probe.ts';
import {resultsOf, runCapture} from './run.ts';
import type {CaptureOutcome} from './run.ts';
import type {CaptureModel} from '../run/capture-model.ts';
import {vocabIn} from '../stage/logits.ts';
import {patternOf, rowsOf} from '../stage/stage-run.ts';
import type {StageRun} from '../stage/stage-run.ts';
import {NOTHING_GIVEN, readInput} from './read.ts';
import type {GivenInput} from './read.ts';
import {textOf} from '../writing/write-text.ts';

/** A capture with its tensors by their names. */
export interface MadeCapture {
  capture: CaptureFile;
  tensors: ReadonlyMap<string, StoredTensor>;
  /** Why it did not run on a device that comes first, or `null`. */
  fellBack: string | null;
}

/**
 * Run the model on the declaration's text and make the capture of what it computed.
 *
 * @param given - What is read in place of texts, and values of other inputs.
 */
export async function makeCapture(
  id: string,
  declaration: CaptureDeclaration,
  inputs: CaptureInputs,
  model: CaptureModel,
  given: GivenInput = NOTHING_GIVEN,
): Promise<MadeCapture> {
  const {text, input} = await readInput(id, declaration, model, given);
  const outcome = await runCapture(model, input, declaration);
  await model.unchanged();
  const {tensors, index} = store(
    outcome.found.flatMap(found => found.tensors),
    declaration.store === 'float16',
  );
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
    results: resultsOf(outcome.found),
    tensors: index,
    invariants: invariantsOf(
      text === '' ? null : `${text}${declaration.pair ?? ''}`,
      input.tokens,
      outcome,
    ),
  };
  return {capture, tensors, fellBack: outcome.fellBack};
}

/** A capture as it goes into its two files. */
export const toFiles = ({capture, tensors}: MadeCapture): CaptureOnDisk => ({
  capture,
  tensors: writeSafetensors(tensors, {
    id: capture.id,
    model: capture.provenance.model.id,
  }),
});

function invariantsOf(
  text: string | null,
  tokens: readonly CapturedToken[],
  {checks, dtype}: CaptureOutcome,
): InvariantResult[] {
  const decoded: Check[] =
    text === null
      ? []
      : [{name: 'decoded bytes = text', error: decodeError(text, tokens)}];
  return worstOf([...decoded, ...checks]).map(({name, error, rows}) => ({
    ...check(name, error, dtype),
    ...(rows ? {rows} : {}),
  }));
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
