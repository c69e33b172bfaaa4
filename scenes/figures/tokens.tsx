import {makeScene2D} from '@motion-canvas/2d';
import type {ThreadGenerator} from '@motion-canvas/core';

import {TokenStrip} from '../components/TokenStrip.ts';
import {GAP} from '../components/arrange.ts';
import {unbroken} from '../lesson/stage.ts';
import {appear} from '../motion/acts.ts';
import {group} from '../script/numbers.ts';
import {StripTitle, TITLE_HEIGHT} from './StripTitle.ts';
import {mostThatFits} from './most-that-fits.ts';
import {spell} from './spell.ts';
import {isPart} from './token-window.ts';
import type {TokensFigure} from './tokens.facts.ts';
import type {FigureTexts} from './figure-texts.ts';
import {playFigure} from './play-figure.ts';
import type {SideToDraw} from './play-figure.ts';
import type {FigureWords} from './words.ts';

export default makeScene2D(function* (view) {
  yield* playFigure(view, 'tokens', {texts, draw});
});

const texts = ({tokenizers}: TokensFigure, words: FigureWords): FigureTexts => ({
  title: words.cut(tokenizers.length),
  notes: tokenizers.some(({tokens}) => spell(tokens).hasBytes) ? [words.bytes] : [],
});

function* draw({values, words, stage}: SideToDraw<TokensFigure>): ThreadGenerator {
  const {width, height} = stage.box;
  const {length: count} = values.tokenizers;
  const room = (height - (count - 1) * GAP) / count - TITLE_HEIGHT;
  const parts = values.tokenizers.map(
    ({label, vocab, tokens: all, window: known, source}) => {
      const {tokens: spelled} = spell(all);
      const stripOf = (end: number): TokenStrip =>
        new TokenStrip({tokens: spelled.slice(0, end), source, spaces: 'marked'});
      const end = mostThatFits(all.length, some => {
        const taken = stripOf(some).extent({width, height}).height;
        return taken === 'rest' || taken <= room;
      });
      const window = {...known, end};
      const detail = [
        isPart(window)
          ? words.window(window.first, window.end - 1, window.all)
          : words.count(window.all),
        words.vocabulary(group(vocab)),
      ].join(' · ');
      return {
        title: new StripTitle({name: label, detail}),
        strip: stripOf(end),
      };
    },
  );
  stage.rows(...parts.map(({title, strip}) => unbroken(title, strip)));
  for (const {title, strip} of parts) yield* appear([title, strip]);
}
