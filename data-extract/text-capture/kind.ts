import type {Provenance, TextResult} from '../capture/format.ts';
import type {Course} from '../course/course.ts';
import type {TextDeclaration} from '../declare/text-declaration.ts';
import {UserError} from '../../foundations/user-error.ts';
import type {TensorInfo} from '../stage/tensor-info.ts';
import type {CapturedToken} from '../text/token.ts';

/** What a kind of text capture may read besides its declaration. */
export interface TextContext {
  /** Id of the capture, for messages. */
  id: string;
  course: Course;
  /** The repository. */
  root: string;
}

/** What the values depend on, known before they are made: it says later what is stale. */
export interface TextInputs {
  /** Default `text`. */
  role?: string;
  /** Fills the stamp: what counted, cut or learned, e.g. a tokenizer and its package. */
  model: Omit<Provenance['model'], 'layers' | 'heads'>;
  /** What the numbers are, e.g. `counts`, `fp32`. */
  dtype: string;
  tokenizers?: Provenance['tokenizers'];
  /** Versions of the packages that took part. */
  versions?: Record<string, string>;
}

/** What a capture of a text holds. */
export interface TextValues<R extends TextResult = TextResult> {
  text: string;
  tokens?: CapturedToken[];
  /** Sizes that are known only now. */
  sizes?: {dModel: number; vocab: number};
  result: R;
  tensors: NamedValues[];
  /** Deviations that must be 0, or near it where the values are floats. */
  checks: {name: string; error: number}[];
}

export interface NamedValues extends Omit<TensorInfo, 'dtype'> {
  data: Float32Array;
}

/** A text capture that is ready to be made. */
export interface OpenedText {
  inputs: TextInputs;
  make(): TextValues | Promise<TextValues>;
}

/** One kind of text capture. */
export type TextKind<D extends TextDeclaration> = (
  declaration: D,
  context: TextContext,
) => OpenedText | Promise<OpenedText>;

/** The error for a declaration of which a field cannot be used. */
export const declarationError = (
  {id}: TextContext,
  field: string,
  problem: string,
  remedy: string,
): UserError =>
  new UserError('declaration', `Capture ${id}, ${field}: ${problem}.`, remedy);
