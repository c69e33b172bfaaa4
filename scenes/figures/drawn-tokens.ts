import {GAP} from '../components/arrange.ts';
import {TokenStrip} from '../components/TokenStrip.ts';
import {TITLE_HEIGHT} from './StripTitle.ts';
import {mostThatFits} from './most-that-fits.ts';
import {planWhole} from './side-plan.ts';
import {spell} from './spell.ts';
import type {TokensFigure} from './tokens.facts.ts';

/** What of each tokenizer's tokens has room. */
export interface DrawnTokens {
  strips: readonly TokenStrip[];
  /** How many tokens each shows. */
  ends: readonly number[];
  /** Whether some of these are written as bytes, which a note says. */
  hasBytes: boolean;
}

/** The tokens that a figure draws, so many as leave room for the note that they need. */
export function drawnTokens(figure: TokensFigure, isBare: boolean): DrawnTokens {
  const roomy = fitted(figure, planWhole({isBare, noteLines: 0}));
  return roomy.hasBytes ? fitted(figure, planWhole({isBare, noteLines: 1})) : roomy;
}

function fitted(
  {tokenizers}: TokensFigure,
  {width, height}: {width: number; height: number},
): DrawnTokens {
  const {length: count} = tokenizers;
  const room = (height - (count - 1) * GAP) / count - TITLE_HEIGHT;
  const drawn = tokenizers.map(({tokens: all, source}) => {
    const {tokens} = spell(all);
    const stripOf = (end: number): TokenStrip =>
      new TokenStrip({tokens: tokens.slice(0, end), source, spaces: 'marked'});
    const end = mostThatFits(all.length, some => {
      const taken = stripOf(some).extent({width, height}).height;
      return taken === 'rest' || taken <= room;
    });
    return {strip: stripOf(end), end, hasBytes: spell(all.slice(0, end)).hasBytes};
  });
  return {
    strips: drawn.map(({strip}) => strip),
    ends: drawn.map(({end}) => end),
    hasBytes: drawn.some(({hasBytes}) => hasBytes),
  };
}
