import {makeScene2D} from '@motion-canvas/2d';
import {linear} from '@motion-canvas/core';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {Tensor} from 'attention-in-motion/captured/tensor';
import {Stopwatch} from 'attention-in-motion/components/Stopwatch';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';

import declaration from './decoder.capture.ts';
import captured from './decoder.captured';
import script from './stopwatch.script';

/** Seconds that the longest run takes in the picture. */
const RACE = 6;

export default makeScene2D(function* (view) {
  const {generation, source} = openCapture(declaration, captured);
  const {steps} = generation;
  const times = (of: (step: (typeof steps)[number]) => number): Tensor =>
    new Tensor(Float32Array.from(steps, of), [steps.length], ['step'], source);
  const slower = (watch: Stopwatch): number =>
    Math.round((RACE * 1000) / watch.milliseconds);
  const race = (words: (name: string) => string): Stopwatch =>
    new Stopwatch({
      runs: [
        {
          label: words('without'),
          times: times(step => step.millisecondsWithoutCache ?? step.milliseconds),
        },
        {
          label: words('with'),
          times: times(step => step.milliseconds),
          role: 'value',
        },
      ],
      tokens: steps.map(({text}) => text?.trim() ?? ''),
      words: {first: words('first'), unit: 'ms'},
      shown: 1,
    });
  const lesson = useLesson(view, script, {
    count: steps.length,
    slower: slower(race(() => '')),
  });
  const watch = race(name => lesson.word(name));
  view.add(watch);

  yield* lesson.cue('ready');

  yield* lesson.cue('race');
  yield* watch.time(0.6, RACE * 0.6, linear);

  yield* lesson.cue('whole');
  yield* watch.time(1, RACE * 0.4, linear);
  yield* lesson.finish();
});
