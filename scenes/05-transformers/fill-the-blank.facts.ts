import type {Captured} from 'attention-in-motion/captured/open-capture';
import {Tensor} from 'attention-in-motion/captured/tensor';
import {evenly} from 'attention-in-motion/components/evenly';
import {distinctLabels, tokenLabel} from 'attention-in-motion/components/token-label';

import type declaration from './fill-the-blank.capture.ts';
import type decoderDeclaration from './fill-the-blank.decoder.capture.ts';
import {BEFORE} from './sentence.ts';

/** Of a deep model so many layers have a row, the first and the last among them. */
const ROWS = 8;

/** What fills the hole, for a model that sees both sides and for one that sees the left. */
export function readHole(
  capture: Captured<typeof declaration>,
  decoder: Captured<typeof decoderDeclaration>,
) {
  const {tokens, source, heads, attention, logits, residual} = capture;
  const {layer, head, query, key} = heads.clue;
  const at = query.index;
  const pattern = attention.pattern(layer, head);
  const row = pattern.at(at);
  const ahead = row.data.subarray(at + 1).reduce((sum, share) => sum + share, 0);
  const guesses = guessesOf(logits.positions[at].top, source);
  // The last token that lies before the hole guesses what stands in it.
  const reads = decoder.tokens.findLastIndex(
    ({end, special}) => !special && end <= BEFORE.length,
  );
  const others = guessesOf(decoder.logits.positions[reads].top, decoder.source);
  const {even} = decoder.heads;
  return {
    tokens,
    source,
    at,
    row,
    pattern,
    guesses,
    others,
    triangle: decoder.attention.pattern(even.layer, even.head),
    labels: tokens.map(tokenLabel),
    otherLabels: decoder.tokens.map(tokenLabel),
    layers: residual.layers,
    rows: evenly(residual.layers, ROWS),
    /** The vector of the first token after every layer. */
    first: Tensor.stack(
      Array.from({length: residual.layers}, (_, l) => residual.at('post', l).at(0)),
      'layer',
    ),
    isMarked: tokens[0].special,
    facts: {
      mask: tokenLabel(query),
      clue: tokenLabel(key),
      clueShare: key.share,
      ahead,
      count: tokens.length,
      mark: tokenLabel(tokens[0]),
      before: tokenLabel(decoder.tokens[reads]),
      best: guesses.labels[0],
      share: guesses.shares.data[0],
      other: others.labels[0],
      otherShare: others.shares.data[0],
      pairs: tokens.length ** 2,
      width: residual.at('post', 0).shape[1],
    },
  };
}

type Guess = {text: string | null; bytes: string; probability: number};

const guessesOf = (top: readonly Guess[], source: Tensor['source']) => ({
  labels: distinctLabels(top),
  source,
  shares: Tensor.of(
    top.map(({probability}) => probability),
    'token',
    source,
  ),
});
