import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {AttentionArcs, SHARE_NOTES} from 'attention-in-motion/components/AttentionArcs';
import {HeadMap} from 'attention-in-motion/components/HeadMap';
import {Legend} from 'attention-in-motion/components/Legend';
import {TokenStrip} from 'attention-in-motion/components/TokenStrip';
import {atRight} from 'attention-in-motion/lesson/stage';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear} from 'attention-in-motion/motion/acts';
import {EASE, MOVE, SLOW} from 'attention-in-motion/theme/motion';

import declaration from '../09-self-attention/what-is-it.capture.ts';
import captured from '../09-self-attention/what-is-it.captured';
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
