import type {OnnxNode} from '../graph/onnx.ts';
import type {Extras} from './extras.ts';

/**
 * The head at some positions of a long text: scores of a large vocabulary at each of 2,000
 * tokens are the largest tensor of all, and hardly anybody reads them.
 */
export interface SomeScores {
  /** What the head multiplies at these positions, and the scores that it makes. */
  normalized: string;
  logits: string;
  /** The linear layer that makes them. */
  linear: OnnxNode;
  /** In order, the last of the text among them. */
  positions: readonly number[];
  /** The model's own nodes, repeated for these positions. */
  extras: Extras;
}
