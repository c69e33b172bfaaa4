import {makeScene2D} from '@motion-canvas/2d';
import {linear} from '@motion-canvas/core';

import captured from '../03-word-embeddings/word2vec-learns.captured';
import {openWord2vec} from '../captured/word2vec.ts';
import {LineChart} from '../components/LineChart.ts';
import {TrainingMap} from '../components/TrainingMap.ts';
import {columnsOf, STAGE} from '../components/box.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {SLOW} from '../theme/motion.ts';
import script from './training-map.script';

export default makeScene2D(function* (view) {
  const lesson = useLesson(view, script, {});
  const {map, snapshots, source} = openWord2vec(captured);
  const [left, right] = columnsOf(STAGE, ['rest', 508], 40);
  const picture = new TrainingMap({map, box: left});
  const chart = new LineChart({
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
    along: snapshots.map(({pairs}) => pairs),
    range: [-0.1, 1],
    at: () => picture.moment(),
    source,
    box: {...right, height: 300},
  });
  view.add([picture, chart]);

  yield* lesson.cue('start');
  yield* picture.shown(1, SLOW, linear);

  yield* lesson.cue('moment');
  yield* picture.moment(picture.last / 3, SLOW * 3, linear);

  yield* lesson.cue('whole');
  yield* picture.moment(picture.last, SLOW * 3, linear);
  yield* picture.grouped(picture.count, SLOW * 2, linear);
  yield* lesson.finish();
});
