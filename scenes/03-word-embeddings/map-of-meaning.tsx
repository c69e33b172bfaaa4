import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import {BigFigure} from 'attention-in-motion/components/BigFigure';
import type {Picture} from 'attention-in-motion/components/Picture';
import {PointLines} from 'attention-in-motion/components/PointLines';
import {Points} from 'attention-in-motion/components/Points';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, leave, look, pick, swap, unpick} from 'attention-in-motion/motion/acts';
import {label} from 'attention-in-motion/motion/verbs';

import {readMap} from './map-of-meaning.facts.ts';
import captured from './map-of-meaning.captured';
import script from './map-of-meaning.script';
import {ranked} from './ranked.ts';

export default makeScene2D(function* (view) {
  const {words, places, source, landmarks, named, ...map} = readMap(captured);
  const lesson = useLesson(view, script, map.facts);
  const {stage} = lesson;

  yield* lesson.cue('points');
  const points = stage.fill(new Points({names: words, places, loud: landmarks, named}));
  const count = new BigFigure({label: lesson.word('words'), value: () => points.shown()});
  stage.rightOf(points, count);
  yield* appear([count, points]);

  yield* lesson.cue('regions');
  yield* label(points);

  /** The camera goes to a word, and a list of its neighbours comes in the place of what is there. */
  function* visit(title: string, {near, close}: typeof map.first, old: Picture) {
    const list = ranked({title: lesson.word(title), near, source}).rows;
    yield* all(look(points, close), swap(old, list));
    return list;
  }
  /** Then lines lead from the word to its neighbours, on a map that fades behind them. */
  function* ask(title: string, word: typeof map.query, old: Picture) {
    const list = yield* visit(title, {...word, close: word.sight}, old);
    const from = {index: word.index, name: word.word};
    const lines = new PointLines({
      on: points,
      from,
      to: word.points,
      values: word.cosines,
    });
    stage.over(lines);
    yield* all(pick(points, ...word.sight), appear(lines));
    return {list, lines};
  }

  yield* lesson.cue('first');
  const first = yield* visit('nearFirst', map.first, count);

  yield* lesson.cue('second');
  const second = yield* visit('nearSecond', map.second, first);

  yield* lesson.cue('query');
  let asked = yield* ask('nearQuery', map.query, second);

  yield* lesson.cue('torn', {
    when: map.isTorn,
    *play() {
      yield* all(leave(asked.lines), unpick(points));
      asked = yield* ask('nearTorn', map.torn, asked.list);
    },
  });

  yield* lesson.cue('view');
  yield* all(leave(asked.lines), leave(asked.list), unpick(points));
  yield* look(points);
  yield* lesson.finish();
});
