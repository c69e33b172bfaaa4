import {makeScene2D} from '@motion-canvas/2d';
import type {ThreadGenerator} from '@motion-canvas/core';

import {Bars} from '../components/Bars.ts';
import {Names} from '../components/Names.ts';
import {Rows} from '../components/Rows.ts';
import {TokenStrip} from '../components/TokenStrip.ts';
import {tokenLabel} from '../components/token-label.ts';
import {appear, ask} from '../motion/acts.ts';
import {figure, withDecimals} from '../script/numbers.ts';
import type {AddingPart} from './attribution.facts.ts';
import {windowNotes} from './notes.ts';
import {spell} from './spell.ts';
import {openTensor} from './stored-tensor.ts';
import type {AttributionFigure} from './attribution.facts.ts';
import type {FigureTexts} from './figure-texts.ts';
import {placeTable} from './place-table.ts';
import {playFigure} from './play-figure.ts';
import type {SideToDraw} from './play-figure.ts';
import type {FigureWords} from './words.ts';

export default makeScene2D(function* (view) {
  yield* playFigure(view, 'attribution', {texts, draw});
});

function texts(
  {prompt, answer, parts, rows}: AttributionFigure,
  words: FigureWords,
): FigureTexts {
  const heads = rows.flatMap(row => {
    const {layer, head} = parts[row];
    return layer === null || head === null ? [] : [words.headName({layer, head})];
  });
  const [label] = spell([answer]).tokens.map(tokenLabel);
  const {hasBytes} = spell([...prompt.tokens, answer]);
  return {
    title: words.wrote(label, figure(answer.logit, 2)),
    notes: [...heads.slice(0, 1), ...windowNotes(prompt.window, hasBytes, words)],
  };
}

function* draw(side: SideToDraw<AttributionFigure>): ThreadGenerator {
  const {values, words, stage, scale} = side;
  const {prompt, source, parts, rows: members, others} = values;
  const {tokens} = spell(prompt.tokens);
  const [answer] = spell([values.answer]).tokens.map(tokenLabel);
  const strip = stage.fill(new TokenStrip({tokens, source, query: prompt.asked}));
  yield* appear(strip);
  yield* ask(strip);
  const rows = placeTable(
    side,
    strip,
    new Rows({
      of: members,
      others: {indices: others, name: words.others},
      children: [
        new Names({face: 'text', names: parts.map(part => nameOf(part, words))}),
        new Bars({
          sharedScale: scale,
          values: openTensor(values.adds),
          role: 'head',
          limit: 'largest',
          loud: 'rows',
          write: withDecimals(2),
          title: words.adds(answer),
        }),
      ],
    }),
  );
  yield* appear(rows);
}

function nameOf({kind, layer, head}: AddingPart, words: FigureWords): string {
  const names = {
    embed: words.embedding,
    attn: words.attention,
    mlp: words.feedForward,
    experts: words.parts.experts,
    bias: words.bias,
  };
  const place = [layer, head].filter(one => one !== null).join('.');
  return `${names[kind]} ${place}`.trim();
}
