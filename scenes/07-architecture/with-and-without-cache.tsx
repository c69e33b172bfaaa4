import {makeScene2D} from '@motion-canvas/2d';
import {all, linear} from '@motion-canvas/core';
import type {ThreadGenerator} from '@motion-canvas/core';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import type {Tensor} from 'attention-in-motion/captured/tensor';
import {Bars} from 'attention-in-motion/components/Bars';
import {Names} from 'attention-in-motion/components/Names';
import {Rows} from 'attention-in-motion/components/Rows';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, leave} from 'attention-in-motion/motion/acts';
import {withDecimals} from 'attention-in-motion/script/numbers';
import {SLOW} from 'attention-in-motion/theme/motion';

import {Triangle} from './Triangle.ts';
import declaration from './with-and-without-cache.capture.ts';
import captured from './with-and-without-cache.captured';
import {readBoth} from './with-and-without-cache.facts.ts';
import script from './with-and-without-cache.script';

export default makeScene2D(function* (view) {
  const both = readBoth(openCapture(declaration, captured));
  const {labels, prompt, source, steps, cached, uncached} = both;
  const lesson = useLesson(view, script, both.facts);
  const {stage} = lesson;
  const triangle = (keeps: boolean): Triangle =>
    new Triangle({
      labels,
      prompt,
      source,
      keeps,
      words: {
        title: lesson.word(keeps ? 'kept' : 'whole'),
        tokens: lesson.word('tokens'),
        scores: lesson.word('scores'),
      },
    });

  yield* lesson.cue('prompt');
  const [whole, kept] = [triangle(false), triangle(true)];
  stage.columns(whole, kept);
  /** Both models read on, at once: until so many steps have been taken. */
  function* take(to: number, seconds: number): ThreadGenerator {
    yield* all(whole.taken(to, seconds, linear), kept.taken(to, seconds, linear));
  }
  yield* appear([whole, kept]);
  yield* take(1, 2 * SLOW);

  yield* lesson.cue('predicted');

  yield* lesson.cue('second');
  yield* take(1.5, SLOW);

  yield* lesson.cue('queries');
  yield* take(2, SLOW);

  yield* lesson.cue('more');
  yield* take(steps, 2 * SLOW * (steps - 2));

  yield* lesson.choose({equal: uncached !== null, alone: uncached === null});
  if (uncached) {
    yield* leave(whole, kept);
    /** Scores in one of both ways. */
    const scores = (values: Tensor, word: string): Bars =>
      new Bars({
        values,
        role: 'head',
        title: lesson.word(word),
        limit: 'largest',
        write: withDecimals(4),
      });
    const names = new Names({names: both.names, title: lesson.word('token')});
    const rows = stage.fill(
      new Rows({of: both.names.length, children: [names, scores(uncached, 'whole')]}),
    );
    yield* appear(rows);
    yield* appear(rows.join(scores(cached, 'kept')));
  }
  yield* lesson.finish();
});
