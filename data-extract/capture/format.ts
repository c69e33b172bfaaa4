/**
 * The capture file: `capture.json` beside `tensors.safetensors`. This module is shared
 * by the writer (Node) and the scenes (browser), so it holds types and constants only.
 */
import type {InvariantResult} from '../checks/invariants.ts';
import type {HeadSelection} from '../stage/head-rule.ts';
import type {LeftOut} from '../stage/left-out.ts';
import type {TensorInfo} from '../stage/tensor-info.ts';
import type {CapturedToken} from '../text/token.ts';
import type {CapturedResults} from './results.ts';

export type * from './results.ts';

/** Version of the layout below; a reader refuses another one. */
export const CAPTURE_FORMAT = 1;

export interface CaptureFile {
  format: typeof CAPTURE_FORMAT;
  /** `<lesson folder>/<scene>`, e.g. `09-self-attention/what-is-it`. */
  id: string;
  /** SHA-256 over the canonical JSON of the declaration. */
  declarationSha256: string;
  provenance: Provenance;
  /** The text as given to the tokenizer. */
  text: string;
  tokens: CapturedToken[];
  /** What the decoder of an encoder-decoder reads. */
  target?: {text: string; tokens: CapturedToken[]};
  /** Heads chosen by rule, by the names of the declaration. */
  heads: Record<string, HeadSelection>;
  /** Small results, by probe. */
  results: CapturedResults;
  /** Index of `tensors.safetensors`, in file order. */
  tensors: TensorInfo[];
  /** SHA-256 of `tensors.safetensors`, once both are written: others are refused. */
  tensorsSha256?: string;
  /** What was checked when the capture was written. */
  invariants: InvariantResult[];
  /** What could not be found, or read, or failed a check; absent where all is there. */
  unrecognised?: LeftOut[];
  /** Results that failed a check and are kept all the same, as paths in `results`. */
  unverified?: string[];
}

export interface Provenance {
  role: string;
  model: {
    /** Folder name or `org/name`. */
    id: string;
    /** Commit of a hub model, `null` for a folder. */
    revision: string | null;
    /** Branch or tag of a hub model, where the course names one instead of a commit. */
    branch?: string;
    /** What pins a package of the npm registry as a whole; then `files` is empty. */
    integrity?: string;
    files: {path: string; bytes: number; sha256: string}[];
    /** This and the following: 0 where there is none. */
    layers: number;
    heads: number;
    dModel: number;
    vocab: number;
  };
  /** With the template that made messages into a text, where the text was that. */
  tokenizer: {sha256: string; chatTemplateSha256?: string};
  /** Of captures that compare tokenizers: each by its role's name. */
  tokenizers?: {
    name: string;
    /** Where its vocabulary comes from, e.g. `js-tiktoken@1.0.21`. */
    from: string;
    sha256: string;
    vocab: number;
  }[];
  /** Precision of the arithmetic, e.g. `fp32`. */
  dtype: string;
  /** What ran: `cpu`, `cuda`, `webgpu`. */
  device: string;
  /** How far another device's values are from the CPU's, at some positions and layers. */
  comparedWithCpu?: {maxError: number; tolerance: number; ok: boolean};
  versions: Record<string, string>;
}
