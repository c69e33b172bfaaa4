import {makeScene2D} from '@motion-canvas/2d';
import {linear, waitFor} from '@motion-canvas/core';
import type {ThreadGenerator} from '@motion-canvas/core';
import {openBpeTraining} from 'attention-in-motion/captured/bpe';
import {Tensor} from 'attention-in-motion/captured/tensor';
import {Bars} from 'attention-in-motion/components/Bars';
import {Chips} from 'attention-in-motion/components/Chips';
import {Figures} from 'attention-in-motion/components/Figures';
import {Names} from 'attention-in-motion/components/Names';
import {Pieces} from 'attention-in-motion/components/Pieces';
import {Rows} from 'attention-in-motion/components/Rows';
import {lerpSteps} from 'attention-in-motion/components/lerp-tensors';
import {across} from 'attention-in-motion/lesson/stage';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, pick} from 'attention-in-motion/motion/acts';
import {group} from 'attention-in-motion/script/numbers';
import {QUICK, SLOW} from 'attention-in-motion/theme/motion';
import {step} from 'attention-in-motion/theme/step';

import captured from './bpe-training.captured';
import {readTraining} from './bpe-training.facts.ts';
import script from './bpe-training.script';

/** Size of the text once tables are below it. */
const SIZE = 30;

export default makeScene2D(function* (view) {
  const training = readTraining(openBpeTraining(captured));
  const {source, ranking, faster, last} = training;
  const lesson = useLesson(view, script, training.facts);
  const {stage} = lesson;
  const {cuts, isPart} = training;
  const text = new Pieces({cuts, isPart});
  /** The state that there is, and on its way to the next one as its own pieces are. */
  const at = (): number => Math.floor(text.at()) + step(text.at() % 1, 0);
  const done = (): number => Math.floor(text.at());

  /** One count that changes from state to state; it is full at its largest. */
  const size = (name: string, counts: readonly Tensor[]): Rows =>
    new Rows({
      of: 1,
      isLow: true,
      children: [
        new Names({names: [name], face: 'text'}),
        new Bars({
          role: 'token',
          loud: 'rows',
          values: () => lerpSteps(counts, at()),
          limit: Math.max(...counts.map(({data}) => data[0])),
          // A number between two states would be nobody's.
          write: () => group(counts[done()].data[0]),
        }),
      ],
    });

  yield* lesson.cue('characters');
  const pieces = size(lesson.word('pieces'), training.pieces);
  const vocabulary = size(lesson.word('vocabulary'), training.vocabulary);
  stage.rows(text, across(pieces, vocabulary));
  yield* appear([text, pieces, vocabulary], {seconds: SLOW * 2});

  yield* lesson.cue('pairs');
  const counts = ranking.counts.map(own => Tensor.of(own, 'pair', source));
  const orders = ranking.order.map(own => Tensor.of(own, 'pair', source));
  const pairs = new Rows({
    of: ranking.pairs.length,
    most: ranking.most,
    title: lesson.word('pairs'),
    order: () => [...lerpSteps(orders, at()).data],
    children: [
      new Chips({chips: ranking.pairs, source}),
      new Bars({
        role: 'token',
        limit: 'largest',
        values: () => lerpSteps(counts, at()),
        write: (_, pair) =>
          group(
            counts[done()].data[pair] || counts[Math.min(last, done() + 1)].data[pair],
          ),
      }),
    ],
  });
  /** Merges made; some states are many merges apart. */
  const made = (): number => lerpSteps(training.made, text.at()).data[0];
  const merges = new Rows({
    of: training.merges.length,
    most: ranking.most,
    title: lesson.word('merges'),
    shown: made,
    follows: true,
    children: [
      new Figures({values: training.ranks, isMuted: true}),
      new Chips({chips: training.merges, source}),
    ],
  });
  text.size(SIZE);
  stage.below(text, across(pairs, merges));
  yield* appear(pairs);

  function* mergeUntil(state: number, each: number): ThreadGenerator {
    yield* text.at(state, (state - text.at()) * each, linear);
    yield* waitFor(QUICK);
  }

  yield* lesson.cue('merge');
  yield* mergeUntil(1, SLOW * 2.5);

  yield* lesson.cue('again');
  yield* mergeUntil(training.slowly, 1.6);

  yield* lesson.cue('faster');
  yield* mergeUntil(faster, 0.4);

  yield* lesson.cue('all');
  yield* mergeUntil(last, 0.45);

  yield* lesson.cue('close');
  yield* pick(text, ...training.split);
  yield* lesson.finish();
});
