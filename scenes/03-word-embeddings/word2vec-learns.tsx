import {makeScene2D} from '@motion-canvas/2d';
import {all, linear, sequence} from '@motion-canvas/core';

import {openWord2vec} from '../captured/word2vec.ts';
import type {CapturedStep} from '../captured/word2vec.ts';
import {BigCount} from '../components/BigCount.ts';
import {LEGEND, Legend} from '../components/Legend.ts';
import {LineChart} from '../components/LineChart.ts';
import {SgnsStep, stepRows} from '../components/SgnsStep.ts';
import {TrainingMap} from '../components/TrainingMap.ts';
import {WeightMatrix} from '../components/WeightMatrix.ts';
import {robustLimit} from '../components/row-cells.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {lookup, score} from '../motion/verbs.ts';
import {figure, group} from '../script/interpolate.ts';
import {FRAME, LAYOUT} from '../theme/layout.ts';
import {EASE, MOVE, QUICK, SLOW} from '../theme/motion.ts';
import captured from './word2vec-learns.captured';
import script from './word2vec-learns.script';

/** Seconds that one target takes to its dot product or its error, and that the time-lapse takes. */
const PRODUCT = 1.1;
const LAPSE = 8.6;
const MAP = {
  x: LAYOUT.marginX,
  y: LAYOUT.stage.top - 4,
  width: 1180,
  height: 684,
} as const;
const SIDE = {x: MAP.x + MAP.width + 40, width: FRAME.width - 2 * LAYOUT.marginX - 1220};

export default makeScene2D(function* (view) {
  const training = openWord2vec(captured);
  const {trace, snapshots, map, source} = training;
  const {first, last} = trace;
  const end = snapshots[snapshots.length - 1];
  const right = ({targets: [target]}: CapturedStep) => ({
    ...{guess: figure(target.sigmoid, 2), after: figure(target.sigmoidAfter, 2)},
  });
  const lesson = useLesson(view, script, {
    ...{input: trace.input, output: trace.output, times: trace.times},
    ...{vocab: training.vocab, dModel: training.dModel, pairs: training.pairs},
    draws: first.targets.length - 1,
    ...{first: right(first), last: right(last)},
    ...{within: figure(end.within, 2), between: figure(end.between, 2)},
    corpus: training.corpus.words,
  });

  const limit = robustLimit(
    [first, last].flatMap(({input, outputs}) =>
      [input, ...outputs].map(({before}) => before.data),
    ),
  );
  const words = {
    dot: lesson.word('dot'),
    sigmoid: lesson.word('sigmoid'),
    answer: lesson.word('answer'),
    error: lesson.word('error'),
  };
  const [early, late] = [first, last].map(
    step => new SgnsStep({word: trace.input, step, limit, words}),
  );
  const shape = `${group(training.vocab)} × ${training.dModel}`;
  const rows = first.targets.length;
  const {start} = training;
  const width = (FRAME.width - 2 * LAYOUT.marginX - 60) / 2;
  const {input, targets, height} = stepRows(rows);
  const folded = [
    {y: input - 20, height: height + 40},
    {y: targets[0], height: targets[rows - 1] + height - targets[0]},
  ];
  const matrices = [
    {name: 'E', note: lesson.word('given'), values: start.input},
    {name: 'C', note: lesson.word('guessed'), values: start.output},
  ].map(
    ({name, note, values}, i) =>
      new WeightMatrix({
        ...{name, note, shape, limit, rows: {words: start.words, values}},
        open: {x: LAYOUT.marginX + i * (width + 60), y: 268, width, height: 590},
        folded: {x: LAYOUT.marginX, width: 250, ...folded[i]},
      }),
  );
  const ends = [`≤ −${limit.toFixed(1)}`, `≥ +${limit.toFixed(1)}`] as const;
  const legend = new Legend({
    label: lesson.word('legend'),
    explains: {kind: 'ramp', ramp: 'signed', ends},
    box: {x: FRAME.width - LAYOUT.marginX - LEGEND.width, y: 252, ...LEGEND},
    ...{shown: 1, opacity: 0},
  });

  const picture = new TrainingMap({map, box: MAP});
  const count = new BigCount({
    ...{label: lesson.word('pairs'), left: SIDE.x, baseline: MAP.y + 66, opacity: 0},
    value: () => pairsAt(snapshots, picture.moment()),
  });
  const chart = {along: snapshots.map(({pairs}) => pairs), source, opacity: 0};
  const losses = snapshots.flatMap(({loss}) => (loss === null ? [] : [loss]));
  const loss = new LineChart({
    ...chart,
    lines: [
      {
        ...{label: lesson.word('loss'), role: 'score'},
        values: snapshots.map(own => own.loss),
      },
    ],
    range: [Math.min(...losses) * 0.98, Math.max(...losses) * 1.02],
    at: () => picture.moment(),
    box: {...SIDE, y: MAP.y + 130, height: 230},
  });
  const cohesion = new LineChart({
    ...chart,
    lines: [
      {
        ...{label: lesson.word('within'), role: 'residual'},
        values: snapshots.map(own => own.within),
      },
      {
        ...{label: lesson.word('between'), role: 'value'},
        values: snapshots.map(own => own.between),
      },
    ],
    range: [-0.1, 1],
    at: () => picture.moment(),
    box: {...SIDE, y: MAP.y + 420, height: 254},
  });
  view.add([early, late, ...matrices, legend, picture, count, loss, cohesion]);

  yield* lesson.cue('matrices');
  yield* sequence(QUICK, ...matrices.map(matrix => matrix.shown(1, SLOW * 2, linear)));

  yield* lesson.cue('lookup');
  yield* all(...matrices.map(matrix => matrix.folding(1, SLOW, EASE)));
  yield* all(lookup(early, {to: rows + 1, seconds: 2.4}), legend.opacity(1, SLOW));

  yield* lesson.cue('dot');
  yield* score(early, {seconds: rows * PRODUCT});

  yield* lesson.cue('sigmoid');
  yield* early.squeezed(rows, rows * SLOW, linear);

  yield* lesson.cue('error');
  yield* early.compared(rows, rows * PRODUCT, linear);

  yield* lesson.cue('nudge');
  yield* early.moved(1, SLOW * 4, EASE);

  yield* lesson.cue('later');
  yield* early.opacity(0, MOVE, EASE);
  yield* late.lookedUp(rows + 1, SLOW * 1.5, linear);
  late.scored(rows);
  yield* late.squeezed(rows, SLOW * 1.5, linear);

  yield* lesson.cue('chance');
  yield* all(
    late.opacity(0, QUICK),
    legend.opacity(0, QUICK),
    ...matrices.map(matrix => matrix.opacity(0, QUICK)),
  );
  yield* all(
    picture.shown(1, SLOW * 2, linear),
    ...[count, loss, cohesion].map(part => part.opacity(1, SLOW)),
  );

  yield* lesson.cue('lapse');
  yield* picture.moment(picture.last, LAPSE, linear);

  yield* lesson.cue('groups');
  yield* picture.grouped(picture.count, picture.count * SLOW, linear);
  yield* lesson.finish();
});

/** Pairs that were trained at a moment between two snapshots. */
function pairsAt(snapshots: readonly {pairs: number}[], moment: number): number {
  const before = Math.min(snapshots.length - 1, Math.floor(moment));
  const after = Math.min(snapshots.length - 1, before + 1);
  const {pairs} = snapshots[before];
  return pairs + (snapshots[after].pairs - pairs) * (moment - before);
}
