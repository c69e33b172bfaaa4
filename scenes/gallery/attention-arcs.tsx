import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';

import declaration from '../09-self-attention/what-is-it.capture.ts';
import captured from '../09-self-attention/what-is-it.captured';
import {openCapture} from '../captured/open-capture.ts';
import {AttentionArcs, SHARE_NOTES} from '../components/AttentionArcs.ts';
import {HeadMap} from '../components/HeadMap.ts';
import {Legend} from '../components/Legend.ts';
import {TokenStrip} from '../components/TokenStrip.ts';
import {atRight} from '../lesson/stage.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {appear} from '../motion/acts.ts';
import {EASE, MOVE, SLOW} from '../theme/motion.ts';
import script from './attention-arcs.script';

export default makeScene2D(function* (view) {
  const {tokens, heads, attention, source} = openCapture(declaration, captured);
  const query = heads.antecedent.query.index;
  const rowOf = ({layer, head}: {layer: number; head: number}) =>
    attention.pattern(layer, head).at(query);
  const lesson = useLesson(view, script, {});
  const strip = lesson.stage.fill(
    new TokenStrip({tokens, source, query, notes: SHARE_NOTES}),
  );
  strip.shown(strip.count);
  strip.asking(1);
  const legend = new Legend({
    label: lesson.word('legend'),
    explains: {kind: 'widths'},
  });
  const map = new HeadMap({
    layers: attention.layers,
    heads: attention.heads,
    words: {layer: lesson.word('layer'), head: lesson.word('head')},
  });
  map.set(heads.antecedent);
  const queryWord = lesson.word('query');
  const arcs = lesson.stage.onTop(
    strip,
    new AttentionArcs({strip, query, row: rowOf(heads.antecedent), queryWord}),
  );
  lesson.stage.above(arcs, atRight(map, legend));

  yield* lesson.cue('grown');
  yield* lesson.stage.settle();
  yield* all(strip.masked(1, MOVE, EASE), appear(arcs));

  yield* lesson.cue('whole');
  yield* all(arcs.shares(1, MOVE, EASE), appear([map, legend]));

  yield* lesson.cue('other');
  yield* all(map.select(heads.even, SLOW), arcs.row(rowOf(heads.even), SLOW, EASE));
  yield* lesson.finish();
});
