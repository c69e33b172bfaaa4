import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {Arrow, wayDown} from 'attention-in-motion/components/Arrow';
import {Block} from 'attention-in-motion/components/Block';
import {Figures} from 'attention-in-motion/components/Figures';
import {HeadGrid} from 'attention-in-motion/components/HeadGrid';
import {Names} from 'attention-in-motion/components/Names';
import {Rows} from 'attention-in-motion/components/Rows';
import {VectorRow} from 'attention-in-motion/components/VectorRow';
import {middleOf} from 'attention-in-motion/components/box';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, draw, leave, pick, swap, unpick} from 'attention-in-motion/motion/acts';
import {EASE, SLOW} from 'attention-in-motion/theme/motion';

import declaration from './many-heads.capture.ts';
import captured from './many-heads.captured';
import {KINDS, readKinds} from './many-heads.facts.ts';
import twiceDeclaration from './many-heads.repeat.capture.ts';
import twiceCaptured from './many-heads.repeat.captured';
import script from './many-heads.script';

export default makeScene2D(function* (view) {
  const told = readKinds(
    openCapture(declaration, captured),
    openCapture(twiceDeclaration, twiceCaptured),
  );
  const {antecedent, counts, z} = told;
  const lesson = useLesson(view, script, told.facts);
  const {stage} = lesson;
  const words = {layer: lesson.word('layer'), head: lesson.word('head')};

  yield* lesson.cue('grid');
  const grid = stage.fill(new HeadGrid({patterns: told.patterns, words}));
  yield* appear(grid, {seconds: 3 * SLOW});

  yield* lesson.cue('known');
  yield* pick(grid, grid.indexOf(antecedent));

  const tally = new Rows({
    of: KINDS.length,
    fits: true,
    children: [
      new Names({
        names: KINDS.map(kind => lesson.word(kind)),
        face: 'text',
      }),
      new Figures({
        values: told.tally,
        role: 'score',
      }),
    ],
  });
  for (const [i, kind] of KINDS.slice(0, -1).entries()) {
    yield* lesson.cue(kind);
    yield* unpick(grid);
    if (i === 0) stage.rightOf(grid, tally);
    yield* all(pick(grid, ...told.ofKind(kind)), appear(tally, {to: i + 1}));
  }

  const again = new HeadGrid({patterns: told.patternsTwice, words});
  yield* lesson.cue('induction', {
    when: counts.induction > 0,
    *play() {
      again.shown(again.count);
      yield* swap(grid, again);
      yield* all(pick(again, ...told.ofKind('induction')), appear(tally));
    },
  });

  yield* lesson.cue('fan');
  if (counts.induction > 0) yield* swap(again, grid);
  yield* all(unpick(grid), leave(tally));
  grid.layer(told.layer);
  const input = stage.above(
    grid,
    new VectorRow({
      values: told.input,
      role: 'residual',
      label: lesson.word('input'),
      labelSide: 'left',
    }),
  );
  yield* all(grid.lifted(1, SLOW, EASE), appear(input));
  const fan = told.inLayer.map(
    place =>
      new Arrow({
        points: () => [middleOf(input.content(), 'below'), grid.aboveOf(place)],
        role: 'residual',
        head: false,
      }),
  );
  stage.over(...fan);
  yield* draw(...fan);
  const joined = stage.below(
    grid,
    new VectorRow({
      values: z,
      role: 'attention',
      label: lesson.word('joined'),
      labelSide: 'below',
      labelled: 0,
      parts: told.inLayer.map(() => ''),
    }),
  );
  yield* appear(joined, {seconds: 2 * SLOW});

  yield* lesson.cue('joined');
  yield* all(joined.joined(1, SLOW, EASE), joined.labelled(1, SLOW));

  yield* lesson.cue('out');
  const detail = `${z.data.length} × ${told.out.data.length}`;
  const block = stage.below(joined, new Block({title: 'W_O', detail, role: 'attention'}));
  const out = stage.below(
    block,
    new VectorRow({
      values: told.out,
      role: 'residual',
      label: lesson.word('out'),
      labelSide: 'left',
    }),
  );
  const ways = [wayDown(joined, block), wayDown(block, out)].map(
    points => new Arrow({points}),
  );
  stage.over(...ways);
  yield* appear(block);
  yield* draw(...ways);
  yield* appear(out);
  yield* lesson.finish();
});
