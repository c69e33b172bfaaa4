import {makeScene2D} from '@motion-canvas/2d';
import {waitFor} from '@motion-canvas/core';

import {Bars} from '../components/Bars.ts';
import {Names} from '../components/Names.ts';
import {Rows} from '../components/Rows.ts';
import {TokenStrip} from '../components/TokenStrip.ts';
import {distinctLabels, tokenLabel} from '../components/token-label.ts';
import {appear, ask} from '../motion/acts.ts';
import {finePercent, group} from '../script/numbers.ts';
import {LAST_HOLD} from './hold.ts';
import {windowNotes} from './notes.ts';
import {spell} from './spell.ts';
import {openTensor} from './stored-tensor.ts';
import {useFigure} from './use-figure.ts';

export default makeScene2D(function* (view) {
  const {values, words, stage} = useFigure(view, 'next-token', ({prompt, top}, words) => {
    const asked = spell([prompt.tokens[prompt.asked]]);
    const all = spell([...prompt.tokens, ...top]);
    return {
      title: words.next(tokenLabel(asked.tokens[0])),
      notes: windowNotes(prompt.window, all.hasBytes, words),
    };
  });
  const {prompt, source, others} = values;
  const {tokens} = spell(prompt.tokens);
  const strip = stage.fill(new TokenStrip({tokens, source, query: prompt.asked}));
  yield* appear(strip);
  yield* ask(strip);
  const names = distinctLabels(spell(values.top).tokens);
  const rows = stage.below(
    strip,
    new Rows({
      of: names.length,
      others: {indices: [names.length], name: words.rest(group(others))},
      children: [
        new Names({names: [...names, '']}),
        new Bars({
          values: openTensor(values.shares),
          role: 'head',
          write: finePercent,
          title: words.probability,
        }),
      ],
    }),
  );
  yield* appear(rows);
  yield* waitFor(LAST_HOLD);
});
