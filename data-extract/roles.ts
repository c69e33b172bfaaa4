/** The parts that models play in the course. Scenes name a role, never a model. */
export type Role =
  | 'decoder'
  | 'encoder'
  | 'encoder-decoder'
  | 'moe'
  | 'moe-unbalanced'
  | 'word-vectors'
  | `tokenizer:${string}`;

/** Where the model of a role comes from. */
export type ModelSource = ModelLocation & {
  /** Weights to use where a model offers several precisions. Default `fp32`. */
  dtype?: ModelDtype;
};

/**
 * A Hugging Face repository at a commit, branch or tag, or a path relative to the
 * repository root: a folder in Hugging Face layout, or an .onnx file.
 */
export type ModelLocation = {hub: string; revision: string} | {path: string};

export type ModelDtype = 'fp32' | 'fp16' | 'q8' | 'q4' | 'q4f16';

/** Devices in the sense of onnxruntime's execution providers. */
export type Device = 'auto' | 'cpu' | 'cuda' | 'webgpu';
