/** What must be found in a model of the zoo, beyond what PyTorch computed. */
export interface ZooModel {
  /** Folder: architecture and style of the export. */
  name: string;
  /** Graphs in it; those of an encoder-decoder are one model. */
  files: readonly string[];
  /** Norms of a block, those of a decoder's block where there are two graphs. */
  norms: readonly string[];
  encoderNorms?: readonly string[];
  /** Norms of the first block, where they are others. */
  firstNorms?: readonly string[];
  /** Whether the stream itself is normalised after each addition. */
  post?: boolean;
  /** What the blocks hold after attention: one answer for all, or one per block. */
  mlp: 'mlp' | 'experts' | readonly ('mlp' | 'experts')[];
  /** Whether positions are turned into queries and keys. */
  rotary?: boolean;
  /** Whether all parts of a block read what the block reads: then there is no middle. */
  parallel?: boolean;
  /** Whether its end scores a vocabulary. */
  head?: boolean;
  /** The tensor that the last of the reference's hidden states is. */
  last: 'ln_final.hook_normalized' | 'ln2.hook_normalized' | 'hook_resid_post';
  /** Input for pixels. */
  pixels?: boolean;
}

const ONE = ['model.onnx'];
const PRECISIONS = [
  'model.onnx',
  'model_fp16.onnx',
  'model_q4.onnx',
  'model_quantized.onnx',
];
const FUSED = ['model_fused.onnx', 'model_fused16.onnx'];
const PRE = ['ln1', 'ln2'];
const decoder = {
  files: ONE,
  norms: PRE,
  mlp: 'mlp',
  head: true,
  last: 'ln_final.hook_normalized',
} as const;
const rotary = {...decoder, rotary: true} as const;
const encoder = {
  files: ONE,
  norms: PRE,
  mlp: 'mlp',
  post: true,
  last: 'ln2.hook_normalized',
} as const;
const pair = {
  files: ['decoder_model.onnx'],
  norms: ['ln1', 'ln2', 'ln3'],
  encoderNorms: PRE,
  mlp: 'mlp',
  head: true,
} as const;

export const ZOO: readonly ZooModel[] = [
  {name: 'albert.ts.eager', ...encoder, head: true},
  {name: 'bart.dyn18.sdpa', ...pair, post: true, last: 'ln2.hook_normalized'},
  {name: 'bert-classes.ts.eager', ...encoder},
  {name: 'bert-features.ts.eager', ...encoder},
  {name: 'bloom.ts.eager', ...decoder},
  {name: 'clip_text_model.ts.eager', ...encoder, post: false, last: 'hook_resid_post'},
  {name: 'cohere.dyn18.sdpa', ...rotary, norms: ['ln1'], parallel: true},
  {
    name: 'deepseek_v3.dyn18.eager',
    ...rotary,
    mlp: ['mlp', 'experts', 'experts'],
  },
  {name: 'distilbert-answers.ts.eager', ...encoder},
  {name: 'falcon.ts.eager', ...rotary, norms: ['ln1'], parallel: true},
  {
    name: 'gemma3_text.ts.eager',
    ...rotary,
    norms: ['ln1', 'ln1_post', 'ln2', 'ln2_post'],
  },
  {name: 'gpt2.ts.eager', ...decoder, files: [...PRECISIONS, ...FUSED]},
  {name: 'gpt_oss.dyn18.eager', ...rotary, mlp: 'experts'},
  {name: 'llama.ts.cache.eager', ...rotary},
  {name: 'llama.ts.eager', ...rotary, files: [...PRECISIONS, ...FUSED]},
  {name: 'marian.ts.eager', ...pair, post: true, last: 'ln2.hook_normalized'},
  {
    name: 'mixtral.ts.eager',
    ...rotary,
    files: [...PRECISIONS, ...FUSED],
    mlp: 'experts',
  },
  {name: 'modernbert.dyn18.sdpa', ...rotary, firstNorms: ['ln2']},
  {name: 'olmo2.ts.eager', ...rotary, norms: ['ln1_post', 'ln2_post']},
  {name: 'opt.ts.eager', ...decoder},
  {name: 'phi3.ts.cache.eager', ...rotary},
  {name: 'qwen3.ts.sdpa', ...rotary},
  {name: 't5.dyn23.sdpa', ...pair, last: 'ln_final.hook_normalized'},
  {name: 't5.ts.eager', ...pair, last: 'ln_final.hook_normalized'},
  {name: 'vit.ts.eager', ...encoder, post: false, pixels: true, last: 'hook_resid_post'},
];
