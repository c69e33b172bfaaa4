import {makeScene2D} from '@motion-canvas/2d';
import type {ThreadGenerator} from '@motion-canvas/core';

import {unbroken} from '../lesson/stage.ts';
import {appear} from '../motion/acts.ts';
import {group} from '../script/numbers.ts';
import {StripTitle} from './StripTitle.ts';
import {drawnTokens} from './drawn-tokens.ts';
import {isPart} from './token-window.ts';
import type {TokensFigure} from './tokens.facts.ts';
import type {FigureTexts} from './figure-texts.ts';
import {playFigure} from './play-figure.ts';
import type {SideToDraw} from './play-figure.ts';
import type {FigureWords} from './words.ts';

export default makeScene2D(function* (view) {
  yield* playFigure(view, 'tokens', {texts, draw});
});

const texts = (
  figure: TokensFigure,
  words: FigureWords,
  isBare: boolean,
): FigureTexts => ({
  title: words.cut(figure.tokenizers.length),
  notes: drawnTokens(figure, isBare).hasBytes ? [words.bytes] : [],
});

function* draw({
  values,
  words,
  stage,
  isBare,
}: SideToDraw<TokensFigure>): ThreadGenerator {
  const {strips, ends} = drawnTokens(values, isBare);
  const parts = values.tokenizers.map(({label, vocab, window: known}, i) => {
    const window = {...known, end: ends[i]};
    const detail = [
      isPart(window)
        ? words.window(window.first, window.end - 1, window.all)
        : words.count(window.all),
      words.vocabulary(group(vocab)),
    ].join(' · ');
    return {title: new StripTitle({name: label, detail}), strip: strips[i]};
  });
  stage.rows(...parts.map(({title, strip}) => unbroken(title, strip)));
  for (const {title, strip} of parts) yield* appear([title, strip]);
}
