import type {Captured} from 'attention-in-motion/captured/open-capture';
import {Tensor} from 'attention-in-motion/captured/tensor';
import {distinctLabels, tokenLabel} from 'attention-in-motion/components/token-label';

import type declaration from './open-the-box.capture.ts';

/** Parts that have parameters, in the order in which a token meets them. */
const PARTS = [
  'embedding',
  'attention',
  'mlp',
  'router',
  'experts',
  'norm',
  'other',
  'head',
] as const;
const IN_BLOCKS: readonly string[] = ['attention', 'mlp', 'router', 'experts'];

/** What stands behind attention: in some models a layer in the first blocks, then experts. */
export function feedsOf({
  mlp = 0,
  experts = 0,
}: Record<string, number>): 'mlp' | 'experts' | 'either' {
  if (experts === 0) return 'mlp';
  return mlp === 0 ? 'experts' : 'either';
}

/** What goes through the three parts of a model, and how large they are. */
export function readBox(capture: Captured<typeof declaration>) {
  const {text, tokens, weights, residual, logits, modules, source} = capture;
  const {layers} = residual;
  const last = tokens.length - 1;
  const {top} = logits.positions[logits.positions.length - 1];
  const shares = top.map(({probability}) => probability);
  const rest = 1 - shares.reduce((sum, share) => sum + share, 0);
  const embedded = weights.rows('embed');
  /** Vectors with the largest number of the last one, which is the one that matters. */
  const drawn = (values: Tensor): {values: Tensor; limit: number} => ({
    values,
    limit: Math.max(...values.at(last).data.map(Math.abs)),
  });
  const {total, byComponent} = modules.parameters;
  const sizes = PARTS.map(part => ({part, count: byComponent[part] ?? 0}));
  const told = sizes.filter(({part, count}) => part === 'head' || count > 0);
  const inBlocks = sizes.reduce(
    (sum, {part, count}) => sum + (IN_BLOCKS.includes(part) ? count : 0),
    0,
  );
  const numbers = (values: readonly number[], axis: string): Tensor =>
    Tensor.of(values, axis, source);
  return {
    tokens,
    last,
    source,
    layers,
    embedded: drawn(embedded),
    after: Array.from({length: layers}, (_, l) => drawn(residual.at('post', l))),
    labels: tokens.map(tokenLabel),
    // It has not been read, so it has no place in the text.
    answer: {...top[0], start: text.length, end: text.length, special: false},
    best: distinctLabels(top),
    // What has no row stands behind those that have one.
    shares: numbers([...shares, rest], 'token'),
    feeds: feedsOf(byComponent),
    isTied: !byComponent.head,
    // What a model does not have has no row; that the head has nothing is told.
    sizes: told,
    parameters: numbers(
      told.map(({count}) => count),
      'part',
    ),
    facts: {
      count: tokens.length,
      vocab: logits.vocab,
      layers,
      total,
      width: embedded.shape[1],
      others: logits.vocab - top.length,
      asked: tokenLabel(tokens[last]),
      best: tokenLabel(top[0]),
      share: shares[0],
      inBlocks: inBlocks / total,
    },
  };
}
