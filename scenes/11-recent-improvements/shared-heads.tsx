import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import type {ThreadGenerator} from '@motion-canvas/core';
import {openModelSizes} from 'attention-in-motion/captured/model-sizes';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {BigFigure} from 'attention-in-motion/components/BigFigure';
import {HeadGroups} from 'attention-in-motion/components/HeadGroups';
import {across} from 'attention-in-motion/lesson/stage';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, leave, pick} from 'attention-in-motion/motion/acts';
import {EASE, MOVE, SLOW} from 'attention-in-motion/theme/motion';

import {SharedHeads} from './SharedHeads.ts';
import declaration from './shared-heads.capture.ts';
import captured from './shared-heads.captured';
import {readHeads, readSharing} from './shared-heads.facts.ts';
import script from './shared-heads.script';
import sizes from './shared-heads.sizes.captured';

export default makeScene2D(function* (view) {
  const sharing = readSharing(openModelSizes(sizes));
  const real = readHeads(openCapture(declaration, captured));
  const {heads, ways, source} = sharing;
  const lesson = useLesson(view, script, {...sharing.facts, real: real.facts});
  const {stage} = lesson;
  const words = {
    query: lesson.word('query'),
    key: lesson.word('key'),
    value: lesson.word('value'),
  };

  yield* lesson.cue('queries');
  const picture = stage.fill(
    new SharedHeads({heads, ways: ways.map(way => way.keyHeads), words, source}),
  );
  yield* appear(picture, {seconds: 2 * SLOW});

  yield* lesson.cue('own');
  const figureOf = (label: string, value: number): BigFigure =>
    new BigFigure({label: lesson.word(label), value});
  const keys = figureOf('keyHeads', ways[0].keyHeads);
  const bytes = figureOf('bytes', ways[0].bytes);
  stage.below(picture, across(keys, bytes));
  yield* all(appear([keys, bytes]), picture.parted(1, MOVE, EASE));
  yield* picture.linked(heads, 2 * SLOW, EASE);

  /** Heads of keys and values merge, and the counters go with them. */
  function* share(way: number): ThreadGenerator {
    yield* all(
      picture.merged(way, 2 * SLOW, EASE),
      keys.value(ways[way].keyHeads, 2 * SLOW, EASE),
      bytes.value(ways[way].bytes, 2 * SLOW, EASE),
    );
  }

  yield* lesson.cue('groups');
  yield* share(1);

  yield* lesson.cue('one');
  yield* share(2);

  yield* lesson.cue('between');
  yield* share(1);

  yield* lesson.choose({shared: real.isShared, apart: !real.isShared});
  yield* leave(picture, keys, bytes);
  const {queries, keys: k, values: v, head} = real;
  const groups = stage.fill(
    new HeadGroups({
      queries,
      keys: k,
      values: v,
      head,
      words: {
        ...words,
        head: lesson.word('head'),
      },
    }),
  );
  yield* appear(groups);
  yield* groups.linked(groups.count, 2 * SLOW);
  yield* pick(groups);
  yield* lesson.finish();
});
