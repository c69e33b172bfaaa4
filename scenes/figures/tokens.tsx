import {makeScene2D} from '@motion-canvas/2d';
import {waitFor} from '@motion-canvas/core';

import {TokenStrip} from '../components/TokenStrip.ts';
import {GAP} from '../components/arrange.ts';
import {unbroken} from '../lesson/stage.ts';
import {appear} from '../motion/acts.ts';
import {group} from '../script/numbers.ts';
import {StripTitle, TITLE_HEIGHT} from './StripTitle.ts';
import {LAST_HOLD} from './hold.ts';
import {mostThatFits} from './most-that-fits.ts';
import {spell} from './spell.ts';
import {isPart} from './token-window.ts';
import {useFigure} from './use-figure.ts';

export default makeScene2D(function* (view) {
  const {values, words, stage} = useFigure(view, 'tokens', ({tokenizers}, words) => ({
    title: words.cut(tokenizers.length),
    notes: tokenizers.some(({tokens}) => spell(tokens).hasBytes) ? [words.bytes] : [],
  }));
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
  yield* waitFor(LAST_HOLD);
});
