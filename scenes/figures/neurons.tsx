import {makeScene2D} from '@motion-canvas/2d';
import type {ThreadGenerator} from '@motion-canvas/core';

import {Bars} from '../components/Bars.ts';
import {Chips} from '../components/Chips.ts';
import {Names} from '../components/Names.ts';
import {Rows} from '../components/Rows.ts';
import {TokenStrip} from '../components/TokenStrip.ts';
import {distinctLabels, tokenLabel} from '../components/token-label.ts';
import {appear, ask} from '../motion/acts.ts';
import {figure, withDecimals} from '../script/numbers.ts';
import {windowNotes} from './notes.ts';
import {spell} from './spell.ts';
import {openTensor} from './stored-tensor.ts';
import type {NeuronsFigure} from './neurons.facts.ts';
import type {FigureTexts} from './figure-texts.ts';
import {placeTable} from './place-table.ts';
import {playFigure} from './play-figure.ts';
import type {SideToDraw} from './play-figure.ts';
import type {FigureWords} from './words.ts';

export default makeScene2D(function* (view) {
  yield* playFigure(view, 'neurons', {texts, draw});
});

function texts(
  {prompt, answer, neurons}: NeuronsFigure,
  words: FigureWords,
): FigureTexts {
  const all = [...prompt.tokens, answer, ...neurons.flatMap(({promotes}) => promotes)];
  const [label] = spell([answer]).tokens.map(tokenLabel);
  return {
    title: words.neuronsOf(label, figure(answer.logit, 2)),
    notes: [
      ...neurons.slice(0, 1).map(words.neuronName),
      ...windowNotes(prompt.window, spell(all).hasBytes, words),
    ],
  };
}

function* draw(side: SideToDraw<NeuronsFigure>): ThreadGenerator {
  const {values, words, stage, scale} = side;
  const {prompt, source, neurons} = values;
  const {tokens} = spell(prompt.tokens);
  const [answer] = spell([values.answer]).tokens.map(tokenLabel);
  const strip = stage.fill(new TokenStrip({tokens, source, query: prompt.asked}));
  yield* appear(strip);
  yield* ask(strip);
  const rows = placeTable(
    side,
    strip,
    new Rows({
      of: neurons.length,
      children: [
        new Names({names: neurons.map(({layer, index}) => `${layer}.${index}`)}),
        new Bars({
          sharedScale: scale,
          values: openTensor(values.adds),
          role: 'feedForward',
          limit: 'largest',
          loud: 'rows',
          write: withDecimals(2),
          title: words.adds(answer),
        }),
        new Chips({
          chips: neurons.map(({promotes}) =>
            distinctLabels(spell(promotes).tokens).map(label => ({label})),
          ),
          source,
          title: words.promotes,
          role: 'head',
        }),
      ],
    }),
  );
  yield* appear(rows);
}
