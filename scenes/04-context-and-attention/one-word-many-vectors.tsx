import {makeScene2D} from '@motion-canvas/2d';
import {all, linear} from '@motion-canvas/core';
import type {ThreadGenerator} from '@motion-canvas/core';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {Cells} from 'attention-in-motion/components/Cells';
import {Chips} from 'attention-in-motion/components/Chips';
import {LineChart} from 'attention-in-motion/components/LineChart';
import {Names} from 'attention-in-motion/components/Names';
import {Points} from 'attention-in-motion/components/Points';
import {Rows} from 'attention-in-motion/components/Rows';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, swap, turn} from 'attention-in-motion/motion/acts';
import {label, move, outline} from 'attention-in-motion/motion/verbs';
import {SLOW} from 'attention-in-motion/theme/motion';

import declaration from './one-word-many-vectors.capture.ts';
import captured from './one-word-many-vectors.captured';
import {readWord} from './one-word-many-vectors.facts.ts';
import script from './one-word-many-vectors.script';

export default makeScene2D(function* (view) {
  const found = readWord(openCapture(declaration, captured));
  const {chips, names, vectors, alike, source, last} = found;
  const lesson = useLesson(view, script, found.facts);
  const {stage} = lesson;

  yield* lesson.cue('word');
  const sentences = stage.fill(
    new Rows({of: chips.length, children: [new Chips({chips, source})]}),
  );
  yield* appear(sentences);

  yield* lesson.choose({table: !found.isCut, pieces: found.isCut});
  const title = lesson.word('vector');
  const cells = new Cells({values: vectors[0], role: 'residual', title});
  const rows = new Rows({of: names.length, children: [new Names({names}), cells]});
  yield* swap(sentences, rows);

  yield* lesson.cue('point');
  const chart = new LineChart({
    lines: [
      {label: lesson.word('same'), role: 'residual', values: alike.map(({same}) => same)},
      {label: lesson.word('other'), role: 'score', values: alike.map(({other}) => other)},
    ],
    along: [...alike.keys()],
    axis: lesson.word('passed'),
    source,
  });
  const points = stage.rightOf(
    rows,
    new Points({
      names,
      together: found.facts.word,
      places: found.places,
      groups: found.groups,
      hasTrails: true,
    }),
  );
  stage.below(rows, chart);
  yield* appear([points, chart]);
  yield* label(points);

  yield* lesson.cue('layer');
  /** All pass a layer: their numbers change, and their places with them. */
  function* pass(row: number, seconds: number): ThreadGenerator {
    yield* all(
      turn(cells, vectors[row], {seconds}),
      move(points, {to: row, seconds}),
      chart.at(row, seconds, linear),
    );
  }
  yield* pass(1, 2 * SLOW);

  yield* lesson.cue('layers', {
    when: last > 1,
    *play() {
      for (let row = 2; row <= last; row++) yield* pass(row, 2 * SLOW);
    },
  });

  yield* lesson.choose({parts: found.parts, mixed: !found.parts});
  yield* outline(points);

  yield* lesson.cue('plane');
  yield* lesson.finish();
});
