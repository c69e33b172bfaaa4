import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import {Arrow} from 'attention-in-motion/components/Arrow';
import {Block} from 'attention-in-motion/components/Block';
import {Bracket} from 'attention-in-motion/components/Bracket';
import {Callout} from 'attention-in-motion/components/Callout';
import {ResidualRail} from 'attention-in-motion/components/ResidualRail';
import {
  STAGE,
  bottomOf,
  centreOf,
  middleOf,
  rowsOf,
} from 'attention-in-motion/components/box';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {merge} from 'attention-in-motion/motion/verbs';
import {EASE, MOVE, SLOW} from 'attention-in-motion/theme/motion';

import script from './notes.script';

const RAIL = 640;

export default makeScene2D(function* (view) {
  const lesson = useLesson(view, script, {});
  const column = {...STAGE, x: RAIL + 180, width: 420};
  const [, first, , second] = rowsOf(column, ['rest', 130, 'rest', 130, 'rest'], 20);
  const blocks = [
    new Block({title: lesson.word('attention'), role: 'attention', box: first, shown: 1}),
    new Block({
      title: lesson.word('feedForward'),
      role: 'feedForward',
      box: second,
      shown: 1,
    }),
  ];
  // What a block reads comes from above it; what it adds goes in below.
  const reads = [first, second].map(
    box =>
      new Arrow({
        points: [
          {x: RAIL + 6, y: box.y - 50},
          {x: centreOf(box).x, y: box.y - 50},
          middleOf(box, 'above'),
        ],
      }),
  );
  const rail = new ResidualRail({
    box: {...STAGE, x: RAIL, width: 0},
    additions: [first, second].map((box, i) => ({
      from: () => [middleOf(box, 'below'), {x: centreOf(box).x, y: bottomOf(box) + 50}],
      role: i === 0 ? ('attention' as const) : ('feedForward' as const),
    })),
  });
  const bracket = new Bracket({
    box: {
      ...first,
      height: bottomOf(second) - first.y,
    },
    side: 'right',
    label: lesson.word('layer'),
  });
  const callout = new Callout({
    at: {
      x: RAIL,
      y: centreOf(STAGE).y,
    },
    textAt: {
      x: RAIL - 80,
      y: centreOf(STAGE).y + 10,
    },
    text: lesson.word('note'),
    align: 'right',
    role: 'residual',
  });
  view.add([...reads, rail, ...blocks, bracket, callout]);

  yield* lesson.cue('blocks');

  yield* lesson.cue('rail');
  yield* rail.shown(1, SLOW, EASE);
  yield* all(...reads.map(arrow => arrow.grown(1, MOVE, EASE)));

  yield* lesson.cue('merge');
  yield* merge(rail);

  yield* lesson.cue('whole');
  yield* bracket.shown(1, MOVE, EASE);
  yield* callout.shown(1, SLOW);
  yield* lesson.finish();
});
