/** A tensor of a capture, as its index has it. */
export interface TensorInfo {
  /** TransformerLens hook name, e.g. `blocks.3.attn.hook_pattern`. */
  name: string;
  shape: number[];
  dtype: 'F32' | 'F16' | 'U8' | 'I32';
  /** Axis names, as many as the shape has entries, e.g. `['head', 'query', 'key']`. */
  axes: string[];
  /** It failed a check, and is kept because that was asked for. */
  verified?: false;
}
