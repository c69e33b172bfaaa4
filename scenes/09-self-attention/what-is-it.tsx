import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {AttentionArcs, SHARE_NOTES} from 'attention-in-motion/components/AttentionArcs';
import {HeadMap} from 'attention-in-motion/components/HeadMap';
import type {HeadPlace} from 'attention-in-motion/components/HeadMap';
import {Legend} from 'attention-in-motion/components/Legend';
import {TokenStrip} from 'attention-in-motion/components/TokenStrip';
import {atRight} from 'attention-in-motion/lesson/stage';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, ask} from 'attention-in-motion/motion/acts';
import {EASE, MOVE, SLOW} from 'attention-in-motion/theme/motion';

import declaration from './what-is-it.capture.ts';
import captured from './what-is-it.captured';
import {readHeads} from './what-is-it.facts.ts';
import script from './what-is-it.script';

export default makeScene2D(function* (view) {
  const capture = openCapture(declaration, captured);
  const {tokens, heads, attention, source} = capture;
  const {query, rowOf, holds, facts} = readHeads(capture);
  const lesson = useLesson(view, script, facts);
  const {stage} = lesson;

  yield* lesson.cue('sentence');
  const strip = stage.fill(
    new TokenStrip({tokens, source, query, notes: SHARE_NOTES, cut: 0}),
  );
  yield* appear(strip);
  yield* strip.cut(1, SLOW, EASE);

  yield* lesson.cue('question');
  yield* ask(strip);
  yield* strip.masked(1, MOVE, EASE);

  yield* lesson.cue('answer');
  const row = rowOf(heads.antecedent);
  const queryWord = lesson.word('query');
  const arcs = stage.onTop(strip, new AttentionArcs({strip, query, row, queryWord}));
  const map = new HeadMap({
    layers: attention.layers,
    heads: attention.heads,
    words: {
      layer: lesson.word('layer'),
      head: lesson.word('head'),
    },
  });
  map.set(heads.antecedent);
  const legend = new Legend({label: lesson.word('legend'), explains: {kind: 'widths'}});
  stage.above(arcs, atRight(map, legend));
  yield* appear([arcs, map, legend]);

  yield* lesson.cue('whole');
  yield* arcs.shares(1, MOVE, EASE);

  /** The same sentence in another head. */
  function* turnTo(place: HeadPlace) {
    yield* all(map.select(place, SLOW), arcs.row(rowOf(place), SLOW, EASE));
  }
  for (const name of ['name', 'before', 'even'] as const) {
    const play = () => turnTo(heads[name]);
    yield* lesson.cue(name, {when: holds[name], play});
  }

  yield* lesson.choose({sink: holds.sink, 'no-sink': !holds.sink});
  yield* turnTo(heads.sink);

  yield* lesson.cue('close');
  yield* turnTo(heads.antecedent);
  yield* lesson.finish();
});
