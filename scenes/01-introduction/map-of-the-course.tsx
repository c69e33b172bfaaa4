import {makeScene2D} from '@motion-canvas/2d';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {AttentionArcs, SHARE_NOTES} from 'attention-in-motion/components/AttentionArcs';
import {Bars} from 'attention-in-motion/components/Bars';
import {Names} from 'attention-in-motion/components/Names';
import {Rows} from 'attention-in-motion/components/Rows';
import {TokenStrip} from 'attention-in-motion/components/TokenStrip';
import {middleOf} from 'attention-in-motion/components/box';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, ask, leave, pick, swap} from 'attention-in-motion/motion/acts';
import {append, softmax} from 'attention-in-motion/motion/verbs';
import {layerName} from 'attention-in-motion/script/layer-name';
import {EASE, MOVE} from 'attention-in-motion/theme/motion';

import loopDeclaration from '../07-architecture/one-token-at-a-time.capture.ts';
import loopCaptured from '../07-architecture/one-token-at-a-time.captured';
import {readLoop} from '../07-architecture/one-token-at-a-time.facts.ts';
import lensDeclaration from '../08-transformer-block/when-does-it-know.capture.ts';
import lensCaptured from '../08-transformer-block/when-does-it-know.captured';
import {readLens} from '../08-transformer-block/when-does-it-know.facts.ts';
import headsDeclaration from '../09-self-attention/what-is-it.capture.ts';
import headsCaptured from '../09-self-attention/what-is-it.captured';
import {readHeads} from '../09-self-attention/what-is-it.facts.ts';
import {LESSONS} from './lessons.ts';
import {LessonMap} from './LessonMap.ts';
import {readCourse} from './map-of-the-course.facts.ts';
import script from './map-of-the-course.script';

export default makeScene2D(function* (view) {
  const capture = openCapture(headsDeclaration, headsCaptured);
  const heads = readHeads(capture);
  const lens = readLens(openCapture(lensDeclaration, lensCaptured));
  const loop = readLoop(openCapture(loopDeclaration, loopCaptured));
  const course = readCourse(heads, lens, loop);
  const lesson = useLesson(view, script, course.facts);
  const {stage} = lesson;
  const {query} = heads;

  yield* lesson.cue('write');
  // What is written comes out of the model below.
  const joining = {count: loop.steps, from: () => middleOf(stage.box, 'below')};
  const {tokens: written, source: writer} = loop;
  const text = stage.fill(new TokenStrip({tokens: written, source: writer, joining}));
  yield* appear(text);
  yield* append(text, {to: loop.steps});

  yield* lesson.cue('look');
  yield* leave(text);
  const {tokens, source} = capture;
  const strip = stage.fill(new TokenStrip({tokens, source, query, notes: SHARE_NOTES}));
  yield* appear(strip);
  yield* ask(strip);
  const arcs = stage.onTop(
    strip,
    new AttentionArcs({
      strip,
      query,
      queryWord: lesson.word('query'),
      row: heads.rowOf(capture.heads.antecedent),
    }),
  );
  yield* appear(arcs);
  yield* arcs.shares(1, MOVE, EASE);

  yield* lesson.choose({knows: course.knows, learns: !course.knows});
  yield* leave(strip, arcs);
  const shares = new Bars({
    values: lens.shares,
    role: 'head',
    title: lesson.word('share'),
  });
  const rows = stage.fill(
    new Rows({
      of: lens.rows,
      children: [
        new Names({
          face: 'text',
          names: lens.layers.map(({after}) =>
            layerName(after, {
              embedding: lesson.word('embedding'),
              layer: lesson.word('layer'),
            }),
          ),
        }),
      ],
    }),
  );
  yield* appear(rows);
  yield* softmax(rows.join(shares));

  yield* lesson.cue('map');
  const map = new LessonMap({lessons: LESSONS, locale: lesson.locale});
  yield* swap(rows, map);

  yield* lesson.cue('begin');
  yield* pick(map, 0);
  yield* lesson.finish();
});
