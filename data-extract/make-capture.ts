import type {CaptureOnDisk} from './capture/capture-folder.ts';
import type {CaptureFile, InvariantResult, TensorInfo} from './capture/format.ts';
import type {CapturedToken} from './capture/token.ts';
import type {Check} from './capture/checks/part.ts';
import {worstOf} from './capture/checks/stage-checks.ts';
import {check} from './capture/invariants.ts';
import {decodeError} from './capture/decode-error.ts';
import {storedFloats, writeSafetensors} from './capture/safetensors.ts';
import type {StoredTensor} from './capture/safetensors.ts';
import type {CaptureDeclaration, HeadRule} from './declaration.ts';
import type {CaptureInputs} from './capture-inputs.ts';
import {weightWidth} from './graph/graph-index.ts';
import type {NamedTensor} from './probes/probe.ts';
import {resultsOf, runCapture} from './run-capture.ts';
import type {CaptureOutcome} from './run-capture.ts';
import type {CaptureModel} from './run/capture-model.ts';
import type {CaptureInput} from './run/capture-model.ts';
import {vocabIn} from './run/logits.ts';
import {patternOf, rowsOf} from './run/stage-run.ts';
import type {StageRun} from './run/stage-run.ts';
import {textOf, withSpans} from './run/write-text.ts';
import {UserError} from './user-error.ts';

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
 * @param ids - Tokens to read instead of the text's.
 */
export async function makeCapture(
  id: string,
  declaration: CaptureDeclaration,
  inputs: CaptureInputs,
  model: CaptureModel,
  ids?: readonly number[],
): Promise<MadeCapture> {
  const text = textFor(id, declaration, model);
  const input = ids
    ? {tokens: tokensOf(ids, model), segments: null, target: null}
    : readTexts(id, declaration, text, model);
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
      ids ? null : `${text}${declaration.pair ?? ''}`,
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

function tokensOf(
  ids: readonly number[],
  {open, tokenizer}: CaptureModel,
): CapturedToken[] {
  const {head, index} = open.main.map;
  const vocab = head ? weightWidth(index, head.linear) : null;
  const beyond = ids.find(id => vocab !== null && id >= vocab);
  if (beyond !== undefined) {
    throw new UserError(
      'capture-request',
      `The model has no token ${beyond}: its vocabulary has ${vocab}.`,
      `Give ids from 0 to ${(vocab ?? 0) - 1}.`,
    );
  }
  return withSpans(ids, id => tokenizer.token(id));
}

/** The text of a declaration; messages are made into one. */
function textFor(id: string, {text}: CaptureDeclaration, {chat}: CaptureModel): string {
  if (typeof text === 'string') return text;
  if (chat) return chat.render(text);
  throw new UserError(
    'chat-template',
    `Capture ${id} has messages, but its model has no chat template.`,
    'Give a text, or use a chat model: its folder has chat_template.jinja, or a chat_template in tokenizer_config.json.',
  );
}

function readTexts(
  id: string,
  declaration: CaptureDeclaration,
  text: string,
  {open, tokenizer}: CaptureModel,
): CaptureInput {
  const {pair, target} = declaration;
  // A template writes the special tokens itself.
  const specialTokens =
    typeof declaration.text === 'string' && (declaration.specialTokens ?? true);
  const first = tokenizer.encode(text, {specialTokens});
  if (first.length === 0) {
    throw new UserError(
      'declaration',
      `Capture ${id} has an empty text.`,
      'Give it a text.',
    );
  }
  if (target !== undefined && open.kind !== 'encoder-decoder') {
    throw new UserError(
      'declaration',
      `Capture ${id} has a target, but its model is ${open.kind === 'decoder' ? 'a decoder' : 'an encoder'}.`,
      'Leave the target out, or choose the role of an encoder-decoder.',
    );
  }
  // A second text begins without the token that begins the first.
  const second =
    pair === undefined
      ? []
      : tokenizer.encode(pair, {specialTokens}).slice(specialTokens ? 1 : 0);
  const tokens = [...first, ...second];
  return {
    tokens,
    segments:
      pair === undefined ? null : tokens.map((_, i) => (i < first.length ? 0 : 1)),
    target:
      target === undefined
        ? null
        : targetTokens(target, declaration, tokenizer, open.start),
  };
}

/** A decoder reads its start token and then what it has written, without the end. */
function targetTokens(
  target: string,
  {specialTokens = true}: CaptureDeclaration,
  tokenizer: CaptureModel['tokenizer'],
  start: number | null,
): CapturedToken[] {
  const ids = tokenizer.encode(target, {specialTokens: false}).map(token => token.id);
  const first = specialTokens && start !== null ? [start] : [];
  return withSpans([...first, ...ids], id => tokenizer.token(id));
}

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
  const {blocks, attention, head} = run.map;
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
    const stored = storedFloats(data, shape, half);
    tensors.set(name, stored);
    index.push({name, shape: [...shape], dtype: stored.dtype, axes});
  }
  return {tensors, index};
}
