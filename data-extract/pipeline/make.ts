import type {CaptureFile, Provenance} from '../capture/format.ts';
import type {InvariantResult} from '../checks/invariants.ts';
import type {CaptureDeclaration} from '../declare/declaration.ts';
import {timed} from '../../foundations/timed.ts';
import {allAttention, residPre} from '../graph/model-map.ts';
import type {CaptureModel} from '../run/capture-model.ts';
import {patternSizes} from '../stage/attention-sizes.ts';
import type {HeadRule} from '../stage/head-rule.ts';
import {vocabIn} from '../stage/logits.ts';
import {rowsAt} from '../stage/samples.ts';
import type {StageRun} from '../stage/stage-run.ts';
import {textOf} from '../writing/write-text.ts';
import {checkOutcome} from './check.ts';
import type {OnFailure} from './leave-out.ts';
import type {OpenedModel} from './open.ts';
import {NOTHING_GIVEN, readInput} from './read.ts';
import type {GivenInput} from './read.ts';
import {runCapture} from './run.ts';
import type {CaptureOutcome} from './run.ts';
import {withMask} from './with-mask.ts';
import {storeTensors} from './store.ts';
import type {MadeCapture} from './store.ts';

/** What a capture depends on, as it says itself. */
export interface CaptureInputs
  extends
    Pick<CaptureFile, 'format' | 'declarationSha256'>,
    Pick<Provenance, 'role' | 'tokenizer' | 'versions'> {
  model: OpenedModel['model'];
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
  declared: CaptureDeclaration,
  inputs: CaptureInputs,
  model: CaptureModel,
  {given, lenient, onFailure}: MakeOptions = STRICT,
): Promise<MadeCapture> {
  const declaration = withMask(id, declared, model.tokenizer.mask);
  const {text, input} = await timed('read', () =>
    readInput(id, declaration, model, given),
  );
  const outcome = await timed('run', () =>
    runCapture(model, input, declaration, lenient),
  );
  model.unchanged();
  const {tensors, index} = storeTensors(
    outcome.found.flatMap(found => found.tensors),
    declaration.store === 'float16',
  );
  const read = {text, tokens: input.tokens, index};
  const {invariants, ...judged} = await timed('check', async () =>
    checkOutcome(id, declaration, read, outcome, onFailure),
  );
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
    heads: attention.length > 0 ? patternSizes(run, attention[0]).heads : 0,
    dModel: first ? (rowsAt(run, residPre(first), 'remade').shape.at(-1) ?? 0) : 0,
    vocab: head ? vocabIn(run) : 0,
  };
}
