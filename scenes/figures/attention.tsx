import {makeScene2D} from '@motion-canvas/2d';
import type {View2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import type {ThreadGenerator} from '@motion-canvas/core';

import {AttentionArcs, SHARE_NOTES} from '../components/AttentionArcs.ts';
import {HeadGrid} from '../components/HeadGrid.ts';
import {HeadMap} from '../components/HeadMap.ts';
import {Legend} from '../components/Legend.ts';
import {MatrixGrid} from '../components/MatrixGrid.ts';
import type {Picture} from '../components/Picture.ts';
import {TokenStrip} from '../components/TokenStrip.ts';
import {tokenLabel} from '../components/token-label.ts';
import {atRight} from '../lesson/stage.ts';
import {appear, ask} from '../motion/acts.ts';
import {percent} from '../script/numbers.ts';
import {EASE, MOVE} from '../theme/motion.ts';
import type {
  AttentionArcsFigure,
  AttentionFigure,
  AttentionGridFigure,
  AttentionHeadsFigure,
} from './attention.facts.ts';
import {LEAST_LABEL} from './attention.facts.ts';
import {explain} from './explain.ts';
import type {FigureTexts} from './figure-texts.ts';
import {spell} from './spell.ts';
import {openTensor} from './stored-tensor.ts';
import {paddingNotes, windowNotes} from './notes.ts';
import {isPart} from './token-window.ts';
import {playFigure} from './play-figure.ts';
import type {SideToDraw} from './play-figure.ts';
import type {FigureWords} from './words.ts';

export default makeScene2D(function* (view: View2D) {
  yield* playFigure(view, 'attention', {texts: textsOf, draw: drawAttention});
});

function* drawAttention(side: SideToDraw<AttentionFigure>): ThreadGenerator {
  const {values} = side;
  if (values.view === 'arcs') yield* drawArcs({...side, values});
  else if (values.view === 'grid') yield* drawGrid({...side, values});
  else yield* drawHeads({...side, values});
}

function textsOf(values: AttentionFigure, words: FigureWords): FigureTexts {
  const {title, notes} = ownTexts(values, words);
  return {title, notes: values.of === null ? notes : [words.of[values.of], ...notes]};
}

function ownTexts(values: AttentionFigure, words: FigureWords): FigureTexts {
  switch (values.view) {
    case 'arcs': {
      const {tokens, hasBytes} = spell(values.tokens);
      const named = spell(values.specials.map(({token}) => token)).tokens.map(
        (token, i) => words.alone(tokenLabel(token), percent(values.specials[i].share)),
      );
      const others = words.elsewhere(percent(values.elsewhere));
      const elsewhere = [others, ...named].join(', ');
      const notes = windowNotes(values.window, hasBytes, words);
      return {
        title: words.attends(tokenLabel(tokens[values.query]), values),
        notes: [
          ...notes.flatMap((note, i) =>
            i === 0 && values.window.all > tokens.length ? [note, elsewhere] : [note],
          ),
          ...(values.nowhere > 0 ? [words.nowhere(percent(values.nowhere))] : []),
        ],
      };
    }
    case 'grid': {
      const {hasBytes} = spell([...values.queries, ...values.keys]);
      const {queries, keys} = values.windows;
      const others = words.elsewhereAtMost(percent(values.elsewhere));
      const isSame = queries.first === keys.first && queries.end === keys.end;
      const cut = [
        ...windowNotes(queries, false, words),
        ...(isSame ? [] : windowNotes(keys, false, words)),
        ...(isPart(keys) ? [others] : []),
        ...(values.nowhere > 0 ? [words.nowhereAtMost(percent(values.nowhere))] : []),
      ];
      const notes = hasBytes ? [...cut, words.bytes] : cut;
      return {title: words.ofHead(values), notes};
    }
    case 'heads': {
      const {patterns, queries, keys, cells, padding} = values;
      const isWhole = cells[0] === queries && cells[1] === keys;
      const drawn = words.averaged(`${cells[0]} × ${cells[1]}`, `${queries} × ${keys}`);
      return {
        title: words.heads(patterns.length, patterns[0].shape[0]),
        notes: [
          ...(isWhole ? [] : [drawn]),
          ...paddingNotes({padding: Math.max(padding.queries, padding.keys)}, words),
        ],
      };
    }
  }
}

/** What a view is drawn of, and where. */
type Drawing<V> = Pick<SideToDraw<AttentionFigure>, 'words' | 'stage' | 'room'> & {
  values: V;
};

function* drawArcs({
  values: figure,
  words,
  stage,
}: Drawing<AttentionArcsFigure>): ThreadGenerator {
  const {query, source, sees, layers, heads, layer, head} = figure;
  const {tokens} = spell(figure.tokens);
  const strip = stage.fill(new TokenStrip({tokens, source, query, notes: SHARE_NOTES}));
  const row = openTensor(figure.row);
  const arcs = stage.onTop(
    strip,
    new AttentionArcs({strip, query, row, queryWord: words.query}),
  );
  const map = new HeadMap({
    layers,
    heads,
    words: {
      layer: words.layer,
      head: words.head,
    },
  });
  map.set({layer, head});
  const legend = new Legend({label: words.widths, explains: {kind: 'widths'}});
  stage.above(arcs, atRight(map, legend));
  yield* appear(strip);
  yield* all(ask(strip), appear([arcs, map, legend]));
  if (sees === 'before') yield* strip.masked(1, MOVE, EASE);
  yield* arcs.shares(1, MOVE, EASE);
}

function* drawGrid(side: Drawing<AttentionGridFigure>): ThreadGenerator {
  const {values: figure, words, stage} = side;
  const labels = (tokens: AttentionGridFigure['keys']): string[] =>
    spell(tokens).tokens.map(tokenLabel);
  const grid = stage.fill(
    new MatrixGrid({
      values: openTensor(figure.pattern),
      ramp: 'share',
      role: 'score',
      leastLabel: LEAST_LABEL,
      rows: labels(figure.queries),
      columns: labels(figure.keys),
      axes: {
        rows: words.query,
        columns: words.key,
      },
    }),
  );
  yield* appear([grid, explainShades(side, grid)]);
}

function* drawHeads(side: Drawing<AttentionHeadsFigure>): ThreadGenerator {
  const {
    values: {patterns, layers},
    words,
    stage,
  } = side;
  const grid = stage.fill(
    new HeadGrid({
      patterns: patterns.map(openTensor),
      layers,
      words: {layer: words.layer, head: words.head},
    }),
  );
  yield* appear([grid, explainShades(side, grid)]);
}

const explainShades = (side: Drawing<AttentionFigure>, anchor: Picture): Legend =>
  explain(side, anchor, {
    label: side.words.shades,
    explains: {kind: 'ramp', ramp: 'share', ends: ['0%', '100%']},
  });
