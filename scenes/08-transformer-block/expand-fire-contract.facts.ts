import type {Captured} from 'attention-in-motion/captured/open-capture';
import {largest} from 'attention-in-motion/captured/pick';
import {Tensor} from 'attention-in-motion/captured/tensor';
import {tokenLabel} from 'attention-in-motion/components/token-label';

import type declaration from './expand-fire-contract.capture.ts';
import {foldOf} from './fold-plan.ts';

/** Neurons whose lines are drawn at most: more would be one patch of colour. */
const LINES = 40;

/** One token on its way through a feed-forward layer. */
export function readLayer(capture: Captured<typeof declaration>) {
  const {tokens, mlp, norms, outputs, source} = capture;
  const layer = 0;
  const at = tokens.length - 1;
  const spread = mlp.spread(layer);
  const {firing, silent, half} = spread[at];
  const [pre, post] = [mlp.of('pre', layer), mlp.of('post', layer)];
  const isGated = mlp.kind === 'gated';
  const input = norms.of('normalized', 'ln2', layer).at(at);
  const output = outputs.of('mlp_out', layer).at(at);
  const made = post.at(at);
  const strongest = largest(made.data, firing);
  const most = Math.abs(made.data[strongest[0]]);
  return {
    tokens,
    at,
    source,
    layer,
    isGated,
    input,
    output,
    labels: tokens.map(tokenLabel),
    pre: pre.at(at),
    linear: isGated ? mlp.of('pre_linear', layer).at(at) : null,
    post: made,
    all: post,
    fold: foldOf(mlp.width),
    strongest,
    /** Neurons that write most, with their strengths. */
    writers: strongest.slice(0, LINES).map(index => ({
      index,
      strength: Math.abs(made.data[index]) / most,
    })),
    firing: Tensor.of(
      spread.map(one => one.firing),
      'position',
      source,
    ),
    facts: {
      asked: tokenLabel(tokens[at]),
      count: tokens.length,
      layer,
      inputs: input.data.length,
      neurons: mlp.width,
      outputs: output.data.length,
      times: mlp.width / input.data.length,
      activation: mlp.activation,
      firing,
      silent,
      half,
    },
  };
}
