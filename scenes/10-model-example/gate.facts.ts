import type {Captured} from 'attention-in-motion/captured/open-capture';
import {tokenLabel} from 'attention-in-motion/components/token-label';

import type declaration from './gate.capture.ts';
import type encoder from './gate.encoder.capture.ts';

const LAYER = 0;

/** The units of a layer at the last token: without a gate, and with one. */
export function readGate(
  gated: Captured<typeof declaration>,
  plain: Captured<typeof encoder>,
) {
  const {tokens, mlp, source} = gated;
  const at = tokens.length - 1;
  const pre = mlp.of('pre', LAYER).at(at);
  const post = mlp.of('post', LAYER).at(at);
  const isGated = mlp.kind === 'gated';
  const factor = isGated ? mlp.of('pre_linear', LAYER).at(at) : null;
  const curve = mlp.of('act', LAYER).at(at);
  const {neurons} = mlp.strongest(LAYER)[at];
  const [strongest] = neurons;
  return {
    source,
    isGated,
    pre,
    curve,
    post,
    isPlain: plain.mlp.kind === 'plain',
    factor: factor ?? post,
    plain: {
      pre: plain.mlp.of('pre', LAYER).at(plain.tokens.length - 2),
      post: plain.mlp.of('post', LAYER).at(plain.tokens.length - 2),
    },
    units: neurons.map(({index}) => index),
    facts: {
      asked: tokenLabel(tokens[at]),
      layer: LAYER,
      activation: mlp.activation,
      units: mlp.width,
      plain: {activation: plain.mlp.activation, units: plain.mlp.width},
      unit: strongest.index,
      act: curve.data[strongest.index],
      factor: factor?.data[strongest.index] ?? 1,
      product: strongest.value,
      turned: post.data.filter((value, i) => value * curve.data[i] < 0).length,
    },
  };
}
