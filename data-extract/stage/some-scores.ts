import type {OnnxNode} from '../graph/onnx.ts';
import type {Extras, TextList} from './extras.ts';

/** The model's own head, repeated for some positions: it serves texts of any length. */
export interface RepeatedHead {
  /** What it multiplies at these positions, and the scores that it makes. */
  normalized: string;
  logits: string;
  /** The linear layer that makes them. */
  linear: OnnxNode;
  extras: Extras;
}

/**
 * The head at some positions of a text: scores of a large vocabulary at each of 2,000
 * tokens are the largest tensor of all, and hardly anybody reads them.
 */
export interface SomeScores extends RepeatedHead {
  /** In order, the last of the text among them. */
  positions: readonly number[];
  /** What is fed for them. */
  lists: readonly TextList[];
}
