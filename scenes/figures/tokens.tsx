import {makeScene2D} from '@motion-canvas/2d';
import {waitFor} from '@motion-canvas/core';

import {TokenStrip} from '../components/TokenStrip.ts';
import {unbroken} from '../lesson/stage.ts';
import {appear} from '../motion/acts.ts';
import {group} from '../script/numbers.ts';
import {StripTitle} from './StripTitle.ts';
import {LAST_HOLD} from './hold.ts';
import {spell} from './spell.ts';
import {isPart} from './token-window.ts';
import {useFigure} from './use-figure.ts';

export default makeScene2D(function* (view) {
  const {values, words, stage} = useFigure(view, 'tokens', ({tokenizers}, words) => ({
    title: words.cut(tokenizers.length),
    notes: tokenizers.some(({tokens}) => spell(tokens).hasBytes) ? [words.bytes] : [],
  }));
  const parts = values.tokenizers.map(({label, vocab, tokens, window, source}) => {
    const detail = [
      isPart(window)
        ? words.window(window.first, window.end - 1, window.all)
        : words.count(window.all),
      words.vocabulary(group(vocab)),
    ].join(' · ');
    return {
      title: new StripTitle({name: label, detail}),
      strip: new TokenStrip({tokens: spell(tokens).tokens, source, spaces: 'marked'}),
    };
  });
  stage.rows(...parts.map(({title, strip}) => unbroken(title, strip)));
  for (const {title, strip} of parts) yield* appear([title, strip]);
  yield* waitFor(LAST_HOLD);
});
