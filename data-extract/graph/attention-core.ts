import type {OnnxNode, OnnxTensor} from './onnx.ts';
import type {Scale} from './scale.ts';
import type {Tap} from './trace.ts';

/** One attention, before it is known which layer it belongs to. */
export interface AttentionCore {
  /** `unfused`, or the operator that does it all. */
  form: string;
  /** The node that stands for it: the softmax, or the operator. */
  node: OnnxNode;
  /** The node that all its values pass through at last. */
  last: OnnxNode;
  query: Tap;
  key: Tap;
  value: Tap;
  /** Weighted sum of values, before the output projection. */
  context: Tap;
  /** `[.., query, key]` after the softmax, as the values are weighed with it. */
  pattern: string;
  /** What goes into the softmax and what comes out, where both can be read. */
  softmax: {input: string; output: string} | null;
  /** Scaled scores before the mask, where they can be read. */
  scores: {tensor: string; laterScales: Scale[]} | null;
  /** Nodes between scores and pattern; masks are added there. */
  inside: OnnxNode[];
  /** Whether later keys are hidden, where the graph alone tells it. */
  causal: boolean | null;
  softcap: boolean;
  /** Whether rows of the pattern may sum to less than 1. */
  sink: boolean;
  /** Where the operator turns positions in itself: queries and keys after that. */
  rotated: {query: Tap; key: Tap} | null;
  /** What is added to the graph to read it. */
  shadow: Shadow;
  /**
   * What is added where a device's kernel does not tell the pattern, for so many tokens;
   * it makes the same tensors. `null` where there is no such way, or no need of one.
   */
  identity: ((tokens: number) => Shadow) | null;
}

/** Nodes that compute again what a fused operator keeps to itself. */
export interface Shadow {
  nodes: OnnxNode[];
  constants: OnnxTensor[];
  /** Types that the runtime cannot infer: tensor and `TensorProto.DataType`. */
  types: [string, number][];
  /** Tensors that must be equal for the shadow to tell the truth: shadow, original. */
  equal: [string, string][];
}

export const NO_SHADOW: Shadow = {nodes: [], constants: [], types: [], equal: []};

/**
 * A softmax over products of queries and keys whose values are multiplied in a way that is
 * not known: its pattern can be read, what comes of it cannot.
 */
export interface BareAttention extends Pick<
  AttentionCore,
  'node' | 'pattern' | 'softmax' | 'scores' | 'inside' | 'softcap' | 'sink'
> {
  /** What the product reads. */
  factors: [string, string];
}

/** Something that looked like a part of a transformer, but could not be placed. */
export interface Unrecognised {
  what: string;
  node: string;
  /** Of an attention whose pattern cannot be read: the operator. */
  form?: string;
  reason: string;
}
