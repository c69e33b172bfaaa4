import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';

import declaration from '../09-self-attention/what-is-it.capture.ts';
import captured from '../09-self-attention/what-is-it.captured';
import {openCapture} from '../captured/open-capture.ts';
import {AttentionArcs, SHARE_NOTES} from '../components/AttentionArcs.ts';
import {HEAD_MAP, HeadMap} from '../components/HeadMap.ts';
import {LEGEND, Legend} from '../components/Legend.ts';
import {TokenStrip} from '../components/TokenStrip.ts';
import {bottomOf, rightOf, STAGE} from '../components/box.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {LAYOUT} from '../theme/layout.ts';
import {EASE, MOVE, SLOW} from '../theme/motion.ts';
import script from './attention-arcs.script';

const TOP = 640;

export default makeScene2D(function* (view) {
  const {tokens, heads, attention, source} = openCapture(declaration, captured);
  const query = heads.antecedent.query.index;
  const rowOf = ({layer, head}: {layer: number; head: number}) =>
    attention.pattern(layer, head).at(query);
  const lesson = useLesson(view, script, {});
  const strip = new TokenStrip({
    ...{tokens, source, query, lines: 3, notes: SHARE_NOTES, top: TOP},
  });
  strip.shown(tokens.length);
  strip.asking(1);
  const right = rightOf(STAGE);
  const legend = new Legend({
    label: lesson.word('legend'),
    explains: {kind: 'widths'},
    ...{right, top: STAGE.y, opacity: 0},
  });
  const map = new HeadMap({
    layers: attention.layers,
    heads: attention.heads,
    words: {layer: lesson.word('layer'), head: lesson.word('head')},
    right: right - LEGEND.width - LAYOUT.air,
    ...{top: STAGE.y, opacity: 0},
  });
  map.set(heads.antecedent);
  const arcs = new AttentionArcs({
    ...{strip, query, row: rowOf(heads.antecedent)},
    ceiling: bottomOf({...STAGE, height: HEAD_MAP.height}) + 2 * LAYOUT.air,
    queryWord: lesson.word('query'),
  });
  view.add([arcs, strip, legend, map]);

  yield* lesson.cue('grown');
  yield* all(strip.masked(1, MOVE, EASE), arcs.grown(1, SLOW * 1.5, EASE));

  yield* lesson.cue('whole');
  yield* all(
    arcs.shares(1, MOVE, EASE),
    map.opacity(1, MOVE, EASE),
    legend.opacity(1, MOVE, EASE),
  );

  yield* lesson.cue('other');
  yield* all(map.select(heads.even, SLOW), arcs.row(rowOf(heads.even), SLOW, EASE));
  yield* lesson.finish();
});
