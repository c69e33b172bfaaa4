import type {Role} from '../course/roles.ts';
import type {ProbeRequests} from '../probes/requests.ts';
import type {HeadRule} from '../stage/head-rule.ts';
import type {ChatMessage} from '../text/chat-template.ts';
import type {TextDeclaration} from './text-declaration.ts';

export type * from '../probes/requests.ts';
export {defineTextCapture} from './text-declaration.ts';
export type * from './text-declaration.ts';

/**
 * What a scene needs to know from a model: the default export of a `*.capture.ts` file.
 *
 * @typeParam P - The probes asked for; they decide which fields the scene receives.
 * @typeParam H - The heads chosen by rule; they decide which names `heads` has.
 */
export interface CaptureDeclaration<
  P extends ProbeRequests = ProbeRequests,
  H extends Record<string, HeadRule> = Record<string, HeadRule>,
> {
  /** The role whose model runs; `course.config.ts` maps it to a model. */
  role: Role;
  /**
   * The text that the model reads; for an encoder-decoder, the one that the encoder reads.
   * Messages are made into a text by the model's chat template, special tokens included.
   */
  text: string | readonly ChatMessage[];
  /**
   * A second text of a model that reads two, as `[CLS] text [SEP] pair [SEP]`.
   */
  pair?: string;
  /**
   * What the decoder of an encoder-decoder has written. Left out, the model writes it
   * itself, by `probes.generation` or greedily.
   */
  target?: string;
  /**
   * What stands in the texts, and in rules for heads, for the token with which the model
   * hides another. Each has its own, `[MASK]` or `<mask>`; the model's stands in the capture.
   */
  mask?: string;
  /**
   * Whether the tokenizer's special tokens are added, as its own configuration says.
   * Default `true`.
   */
  specialTokens?: boolean;
  /**
   * How tensors are kept. `float16` keeps three digits in half the space; a tensor with
   * values beyond its range stays in 32 bits. Checks are made before. Default `float32`.
   */
  store?: 'float32' | 'float16';
  /** What is captured. */
  probes: P;
  /** Heads chosen by rule when the capture is made. */
  heads?: H;
}

/** The roles that a capture asks for. */
export function rolesOf(declaration: CaptureDeclaration | TextDeclaration): Role[] {
  if ('role' in declaration) return [declaration.role];
  if (declaration.kind === 'word-vectors') return ['word-vectors'];
  if ('tokenizers' in declaration) return [...declaration.tokenizers];
  return 'tokenizer' in declaration ? [declaration.tokenizer] : [];
}

/**
 * Declare a capture. Returns its argument; it is there for the types.
 *
 * @param declaration - What to capture.
 */
export function defineCapture<
  const P extends ProbeRequests,
  const H extends Record<string, HeadRule> = Record<never, HeadRule>,
>(declaration: CaptureDeclaration<P, H>): CaptureDeclaration<P, H> {
  return declaration;
}
