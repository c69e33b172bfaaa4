import {openCapture} from '../../../scenes/captured/open-capture.ts';
import {BARS, nextToken} from '../../../scenes/figures/next-token.facts.ts';
import {tokenPlace} from '../../../scenes/figures/token-place.ts';
import type {PageKind} from './page-kind.ts';
import {withoutPadding} from '../../../scenes/figures/without-padding.ts';
import {pageGuesses, pageTokens} from './page-tokens.ts';

export const nextTokenPage: PageKind = {
  takesLayers: false,
  probes: options => nextToken.probes(options),
  read({files, options: {token, top}}) {
    const probes = {logits: {topK: BARS}};
    const opened = openCapture({role: 'decoder', text: '', probes}, files);
    const {logits, target} = opened;
    const all = target?.tokens ?? opened.tokens;
    const {tokens, places, padding} = withoutPadding(all);
    const position = tokenPlace(tokens, token, tokens.length - 1);
    // A graph may give the scores of the last positions only.
    const left = all.length - logits.positions.length;
    const scored = places.filter(place => place >= left);
    const first = tokens.length - scored.length;
    return [
      () => ({
        kind: 'next-token',
        tokens: pageTokens(tokens),
        padding,
        first,
        positions: scored.map(place =>
          pageGuesses(logits.positions[place - left].top.slice(0, top ?? BARS)),
        ),
        vocab: logits.vocab,
        start: {position: Math.max(first, position)},
      }),
    ];
  },
};
