import {join, resolve} from 'node:path';

import {writeCapture} from './capture/capture-folder.ts';
import type {CaptureOnDisk} from './capture/capture-folder.ts';
import {CAPTURE_FORMAT} from './capture/format.ts';
import type {CaptureFile} from './capture/format.ts';
import type {CapturedResults} from './capture/results.ts';
import {floatsOf} from './capture/safetensors.ts';
import type {TensorName} from './capture/tensor-name.ts';
import type {InvariantResult} from './checks/invariants.ts';
import {parseDevice} from './course/roles.ts';
import type {Device, ModelDtype} from './course/roles.ts';
import type {ProbeRequests} from './declare/declaration.ts';
import {hashJson} from '../foundations/canonical-json.ts';
import {UserError} from '../foundations/user-error.ts';
import {captureVersions} from '../foundations/versions.ts';
import {sourceOf} from './models/source-of.ts';
import {makeCapture} from './pipeline/make.ts';
import {openForCapture, tokenizerOf} from './pipeline/open.ts';
import type {OpenedModel} from './pipeline/open.ts';
import {toFiles} from './pipeline/store.ts';
import {DEFAULT_PROBES} from './probes/defaults.ts';
import type {GivenValue} from './run/stage-input.ts';
import type {HeadSelection, HeadRule} from './stage/head-rule.ts';
import type {LeftOut} from './stage/left-out.ts';
import type {ChatMessage} from './text/chat-template.ts';
import type {CapturedToken} from './text/token.ts';

/**
 * What is to be captured. Either `text` or `ids` is given, or for a model of pictures or
 * sounds `feeds` alone.
 */
export interface CaptureRequest<
  H extends Record<string, HeadRule> = Record<string, HeadRule>,
> {
  /**
   * A folder in Hugging Face layout, an .onnx file, or a repository of the hub as
   * `org/name` or `org/name@revision`. Relative paths start at `folder`.
   */
  model: string;
  /** What the model reads; for an encoder-decoder, what its encoder reads. */
  text?: string | readonly ChatMessage[];
  /** Token ids instead of a text, for a model without tokenizer. */
  ids?: readonly number[];
  /** A second text of a model that reads two, as `[CLS] text [SEP] pair [SEP]`. */
  pair?: string;
  /** What the decoder of an encoder-decoder has written; left out, it writes itself. */
  target?: string;
  /** The same by ids, with the token that the decoder starts with. */
  targetIds?: readonly number[];
  /**
   * Values of inputs by the names that the model gives them, for those that no text
   * fills: pixels, sounds, masks of your own. A number fills the whole input.
   */
  feeds?: Readonly<Record<string, GivenValue>>;
  /**
   * What stands in the texts for the token with which the model hides another, whatever it
   * calls that, so that several models can be asked the same.
   */
  mask?: string;
  /** Whether the tokenizer's special tokens are added. Default `true`. */
  specialTokens?: boolean;
  /** How tensors are kept, `float32` (the default) or `float16`: half the space. */
  store?: 'float32' | 'float16';
  /**
   * What is captured. Left out: attention, residual stream, and what the head says, as
   * much of these as the model has; what it has not is named in `unrecognised`. One that
   * is named here and that the model has nothing for is an error.
   */
  probes?: ProbeRequests;
  /**
   * Whether values that fail a check are given all the same, marked `verified: false` in
   * the tensor index. Default: they are left out and named in `unrecognised`.
   */
  keepUnverified?: boolean;
  /** Heads to be chosen by rule; their places are in the result. */
  heads?: H;
  /** Which weights, where the model has several files. Default `fp32`. */
  dtype?: ModelDtype;
  /** Default `cpu`. `auto` takes CUDA where it works, else WebGPU, else the CPU. */
  device?: Device;
  /**
   * Where relative paths start, and where `models.lock.json` lies. Default: the current
   * folder.
   */
  folder?: string;
}

/** Values of a tensor, row-major, to be read: other tensors may lie in the same memory. */
export interface CapturedTensor {
  data: Float32Array;
  shape: readonly number[];
  /** Names of the axes, e.g. `['head', 'query', 'key']`. */
  axes: readonly string[];
}

/** What was captured. */
export interface CaptureResult<
  H extends Record<string, HeadRule> = Record<string, HeadRule>,
> {
  /** Tokens with ids, UTF-8 bytes in hex, and spans in UTF-16 units of the text. */
  tokens: readonly CapturedToken[];
  /** Tokens that the decoder of an encoder-decoder read, else `null`. */
  target: readonly CapturedToken[] | null;
  /** The heads that the rules chose, with their scores (0 to 1). */
  heads: {readonly [K in keyof H]: HeadSelection};
  /** Results that are no tensors, by probe. Probabilities are over the whole vocabulary. */
  results: CapturedResults;
  /** Names of all tensors, as TransformerLens names them. */
  tensorNames: readonly string[];
  /**
   * A captured tensor.
   *
   * @throws UserError naming the tensors that there are.
   */
  tensor(name: TensorName): CapturedTensor;
  /** The capture as it is written: provenance, checks with their errors, tensor index. */
  capture: CaptureFile;
  /** What could not be found, or failed a check: by probe and layer, with reasons. */
  unrecognised: readonly LeftOut[];
  /** Checks that failed; what they speak of is left out, or marked. */
  failed: readonly InvariantResult[];
  /** Why it did not run on a device that `auto` prefers, or `null`. */
  fellBack: string | null;
  /** The two files of the capture, as `save` writes them. */
  files(): CaptureOnDisk;
  /** Write `capture.json` and `tensors.safetensors` into a folder; it appears whole. */
  save(folder: string): Promise<void>;
}

/**
 * Run a model once and capture what its probes name.
 *
 * @example
 * const {tensor} = await capture({
 *   model: 'assets/models/tiny-decoder',
 *   text: 'Lily saw a little bird.',
 *   probes: {attention: {pattern: true}},
 * });
 * tensor('blocks.0.attn.hook_pattern').shape; // [head, query, key]
 *
 * @throws UserError where the model or the request has a mistake, or where failed checks
 * leave nothing.
 */
export async function capture<
  const H extends Record<string, HeadRule> = Record<never, HeadRule>,
>(request: CaptureRequest<H>): Promise<CaptureResult<H>> {
  const {folder = process.cwd(), device = 'cpu', dtype} = request;
  checkRequest(request);
  const source = sourceOf(request.model, folder, dtype);
  const opened = await openForCapture(source, folder, device, request.text === undefined);
  return captureOpened(opened, request);
}

/** Capture with a model that is open already; the request was checked. */
export async function captureOpened<H extends Record<string, HeadRule>>(
  opened: OpenedModel,
  request: Omit<CaptureRequest<H>, 'model'>,
): Promise<CaptureResult<H>> {
  const {folder = process.cwd(), ids, targetIds, feeds} = request;
  const {heads, pair, target, mask, specialTokens, store, text = ''} = request;
  const {probes = DEFAULT_PROBES} = request;
  const declaration = {
    role: 'decoder' as const,
    text,
    ...(pair === undefined ? {} : {pair}),
    ...(target === undefined ? {} : {target}),
    ...(mask === undefined ? {} : {mask}),
    ...(specialTokens === undefined ? {} : {specialTokens}),
    ...(store === undefined ? {} : {store}),
    probes,
    ...(heads === undefined ? {} : {heads}),
  };
  const id = opened.model.id;
  const made = await makeCapture(
    id,
    declaration,
    {
      format: CAPTURE_FORMAT,
      declarationSha256: declarationHash(request, declaration),
      role: 'none',
      model: opened.model,
      tokenizer: tokenizerOf(opened, text),
      versions: captureVersions(),
    },
    opened,
    {
      given: {
        // Numbers of programs may lie in arrays of one type.
        ids: ids ? Array.from(ids) : null,
        targetIds: targetIds ? Array.from(targetIds) : null,
        feeds: new Map(Object.entries(feeds ?? {})),
      },
      lenient: request.probes === undefined,
      onFailure: request.keepUnverified ? 'keep' : 'leave-out',
    },
  );
  const {tensors} = made;
  const {tensors: index, unrecognised = []} = made.capture;
  return {
    tokens: made.capture.tokens,
    target: made.capture.target?.tokens ?? null,
    heads: made.capture.heads as CaptureResult<H>['heads'],
    results: made.capture.results,
    tensorNames: index.map(({name}) => name),
    tensor(name) {
      const info = index.find(entry => entry.name === name);
      const values = tensors.get(name);
      const data = values && floatsOf(values);
      if (!info || !data) {
        const known = unrecognised.find(({what}) => what === name);
        throw new UserError(
          'tensor',
          known
            ? `The tensor "${name}" was left out: ${known.reason}.`
            : `The capture has no tensor "${name}".`,
          `It has ${index.map(entry => entry.name).join(', ') || 'none'}.`,
        );
      }
      return {data, shape: info.shape, axes: info.axes};
    },
    capture: made.capture,
    unrecognised,
    failed: made.capture.invariants.filter(({ok}) => !ok),
    fellBack: made.fellBack,
    files: () => toFiles(made),
    save: place => writeCapture(resolve(join(folder), place), toFiles(made)),
  };
}

/** What a capture was asked for; of values that were fed, what they are. */
const declarationHash = (
  {ids, targetIds, feeds}: Omit<CaptureRequest, 'model'>,
  declaration: object,
): string =>
  hashJson({
    ...declaration,
    ids,
    ...(targetIds === undefined ? {} : {targetIds}),
    ...(feeds === undefined
      ? {}
      : {
          feeds: Object.fromEntries(
            Object.entries(feeds).map(([name, value]) => [
              name,
              typeof value === 'number'
                ? value
                : {data: Array.from(value.data, Number), shape: value.shape},
            ]),
          ),
        }),
  });

/** @throws UserError where fields of a request contradict each other. */
export function checkRequest({
  text,
  ids,
  pair,
  store,
  target,
  targetIds,
  feeds,
  device,
}: Omit<CaptureRequest, 'model' | 'probes'>): void {
  if (text === undefined && ids === undefined && !feeds) {
    throw refused(
      'There is neither a text nor ids.',
      'Give one of the two, or for a model that reads other values these (--feed).',
    );
  }
  if (text !== undefined && ids !== undefined) {
    throw refused('There are both a text and ids.', 'Give one of the two.');
  }
  if (target !== undefined && targetIds !== undefined) {
    throw refused('There are both a target and target ids.', 'Give one of the two.');
  }
  if (text !== undefined && typeof text !== 'string' && !Array.isArray(text)) {
    throw refused(
      'What is given as text is none.',
      'Give a string, or for a chat model a list of messages.',
    );
  }
  if (pair !== undefined && ids !== undefined) {
    throw refused(
      'There are both ids and a pair, which is a second text.',
      'Give two texts, or the ids of both.',
    );
  }
  if (store !== undefined && store !== 'float32' && store !== 'float16') {
    throw refused(
      `There is no store ${JSON.stringify(store)}.`,
      'Give float32 or float16.',
    );
  }
  checkIds(ids, 'ids');
  checkIds(targetIds, 'target-ids');
  if (device !== undefined) parseDevice(device);
}

function checkIds(ids: readonly number[] | undefined, flag: string): void {
  const wrong = ids?.find(id => !Number.isInteger(id) || id < 0);
  if (wrong === undefined && ids?.length !== 0) return;
  throw refused(
    wrong === undefined
      ? `There are no ${flag.replace('-', ' ')}.`
      : `${wrong} is no token id.`,
    `Give whole numbers from 0, e.g. --${flag} 5,3,9.`,
  );
}

const refused = (message: string, remedy: string): UserError =>
  new UserError('capture-request', message, remedy);
