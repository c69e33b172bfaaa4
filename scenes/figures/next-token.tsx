import {makeScene2D} from '@motion-canvas/2d';
import type {ThreadGenerator} from '@motion-canvas/core';

import {Bars} from '../components/Bars.ts';
import {Names} from '../components/Names.ts';
import {Rows} from '../components/Rows.ts';
import {TokenStrip} from '../components/TokenStrip.ts';
import {distinctLabels, tokenLabel} from '../components/token-label.ts';
import {appear, ask} from '../motion/acts.ts';
import {finePercent, group} from '../script/numbers.ts';
import {windowNotes} from './notes.ts';
import {spell} from './spell.ts';
import {openTensor} from './stored-tensor.ts';
import type {NextTokenFigure} from './next-token.facts.ts';
import type {FigureTexts} from './figure-texts.ts';
import {placeTable} from './place-table.ts';
import {playFigure} from './play-figure.ts';
import type {SideToDraw} from './play-figure.ts';
import type {FigureWords} from './words.ts';

export default makeScene2D(function* (view) {
  yield* playFigure(view, 'next-token', {texts, draw});
});

function texts({prompt, top, fills}: NextTokenFigure, words: FigureWords): FigureTexts {
  const asked = spell([prompt.tokens[prompt.asked]]);
  const all = spell([...prompt.tokens, ...top]);
  return {
    title: words[fills ? 'fills' : 'next'](tokenLabel(asked.tokens[0])),
    notes: windowNotes(prompt.window, all.hasBytes, words),
  };
}

function* draw(side: SideToDraw<NextTokenFigure>): ThreadGenerator {
  const {values, words, stage, scale} = side;
  const {prompt, source, others} = values;
  const {tokens} = spell(prompt.tokens);
  const strip = stage.fill(new TokenStrip({tokens, source, query: prompt.asked}));
  yield* appear(strip);
  yield* ask(strip);
  const names = distinctLabels(spell(values.top).tokens);
  const rows = placeTable(
    side,
    strip,
    new Rows({
      of: names.length,
      others: {indices: [names.length], name: words.rest(group(others))},
      children: [
        new Names({names: [...names, '']}),
        new Bars({
          sharedScale: scale,
          values: openTensor(values.shares),
          role: 'head',
          write: finePercent,
          title: words.probability,
        }),
      ],
    }),
  );
  yield* appear(rows);
}
