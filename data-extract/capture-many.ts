import {captureOpened, checkRequest} from './capture.ts';
import type {CaptureRequest, CaptureResult} from './capture.ts';
import {UserError} from '../foundations/user-error.ts';
import {sourceOf} from './models/source-of.ts';
import {openForCapture} from './pipeline/open.ts';
import type {HeadRule} from './stage/head-rule.ts';

/** What differs from one capture of a list to the next. */
type PerText = 'text' | 'ids' | 'pair' | 'target' | 'targetIds' | 'feeds';

/** One of many texts: what the model reads. */
export type TextToCapture = string | Pick<CaptureRequest, PerText>;

/** Captures of many texts by one model. */
export interface CaptureManyRequest<
  H extends Record<string, HeadRule> = Record<string, HeadRule>,
> extends Omit<CaptureRequest<H>, PerText> {
  /** A list of any length, which may come bit by bit. */
  texts: Iterable<TextToCapture> | AsyncIterable<TextToCapture>;
}

/** Sessions that are kept: short and long texts take other ones, and so do two graphs. */
const KEPT = 4;

/**
 * Capture many texts, in their order: the model is opened once, and the next text is
 * captured when the result before it has been taken. The model's own checks, of its cache
 * and its branches, are made with the first text. The runtime prepares its weights for many
 * runs, which rounds otherwise than the one run of `capture`: in the last digits of 32 bits,
 * or of 16 where the model has these.
 *
 * @example
 * for await (const {tokens, tensor} of captureMany({
 *   model: 'assets/models/tiny-decoder',
 *   texts: ['Lily saw a bird.', {ids: [5, 3, 9]}],
 *   probes: {attention: {pattern: true}},
 * })) {
 *   console.log(tokens.length, tensor('blocks.0.attn.hook_pattern').shape);
 * }
 *
 * @throws UserError like `capture`; what came before it has been handed out.
 */
export async function* captureMany<
  const H extends Record<string, HeadRule> = Record<never, HeadRule>,
>({texts, ...request}: CaptureManyRequest<H>): AsyncGenerator<CaptureResult<H>> {
  const {model, folder = process.cwd(), device = 'cpu', dtype} = request;
  requireList(texts);
  const source = sourceOf(model, folder, dtype);
  // A tokenizer that is missing is complained of by the first text.
  const opened = await openForCapture(source, folder, device, true, KEPT);
  try {
    let checksModel = true;
    for await (const text of texts) {
      const one = {...request, ...(typeof text === 'string' ? {text} : text)};
      checkRequest(one);
      yield await captureOpened({...opened, checksModel}, one);
      checksModel = false;
    }
  } finally {
    await opened.sessions.close();
  }
}

/** @throws UserError where there is no list of texts: a text alone is one of its letters. */
function requireList(texts: unknown): void {
  const isList =
    typeof texts === 'object' &&
    texts !== null &&
    (Symbol.iterator in texts || Symbol.asyncIterator in texts);
  if (isList) return;
  throw new UserError(
    'capture-request',
    'What is given as texts is no list of texts.',
    'Give an array or another iterable; for one text there is capture().',
  );
}
