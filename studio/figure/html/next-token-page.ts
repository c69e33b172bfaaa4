import {openCapture} from '../../../scenes/captured/open-capture.ts';
import {BARS, nextToken, notScored} from '../../../scenes/figures/next-token.facts.ts';
import {longWindow} from '../../../scenes/figures/long-window.ts';
import {scoredPlaces} from '../../../scenes/figures/scored-places.ts';
import {gapOrLast, tokenPlace} from '../../../scenes/figures/token-place.ts';
import type {PageKind} from './page-kind.ts';
import {tokensRead, withoutPadding} from '../../../scenes/figures/without-padding.ts';
import {pageGuesses, pageTokens} from './page-tokens.ts';

/** Of a long text the page can be asked at so many tokens. */
const ASKED = 256;

export const nextTokenPage: PageKind = {
  takesLayers: false,
  probes: (options, {kind, tokens}) => {
    const {logits = {topK: BARS}} = nextToken.probes(options);
    const positions =
      kind === 'encoder-decoder' ? null : longWindow(tokens, options.token, ASKED);
    return {logits: {...logits, ...(positions ? {positions} : {})}};
  },
  read({files, options: {token, top}}) {
    const probes = {logits: {topK: BARS}};
    const opened = openCapture({role: 'decoder', text: '', probes}, files);
    const {logits} = opened;
    const all = tokensRead(opened);
    const {tokens, places, padding} = withoutPadding(all);
    const position = tokenPlace(tokens, token, gapOrLast(tokens));
    const asked = scoredPlaces(logits, all.length);
    const scored = places.filter(place => asked.includes(place));
    if (token !== null && !scored.includes(places[position]))
      throw notScored(
        position,
        scored.map(place => places.indexOf(place)),
      );
    const first = places.indexOf(scored[0]);
    const last = first + scored.length - 1;
    return [
      () => ({
        kind: 'next-token',
        tokens: pageTokens(tokens),
        padding,
        first,
        positions: scored.map(place =>
          pageGuesses(logits.positions[asked.indexOf(place)].top.slice(0, top ?? BARS)),
        ),
        vocab: logits.vocab,
        fills: logits.fills === true,
        start: {position: Math.min(last, Math.max(first, position))},
      }),
    ];
  },
};
