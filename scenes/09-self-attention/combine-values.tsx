import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import type {Tensor} from 'attention-in-motion/captured/tensor';
import {Arrow, wayDown} from 'attention-in-motion/components/Arrow';
import {Bars} from 'attention-in-motion/components/Bars';
import {Cells} from 'attention-in-motion/components/Cells';
import {MatrixGrid} from 'attention-in-motion/components/MatrixGrid';
import {Names} from 'attention-in-motion/components/Names';
import {Projection} from 'attention-in-motion/components/Projection';
import {ResidualRail} from 'attention-in-motion/components/ResidualRail';
import {Rows} from 'attention-in-motion/components/Rows';
import {VectorRow} from 'attention-in-motion/components/VectorRow';
import {middleOf} from 'attention-in-motion/components/box';
import {down, unbroken} from 'attention-in-motion/lesson/stage';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, draw, leave} from 'attention-in-motion/motion/acts';
import {fade, mask, merge, project} from 'attention-in-motion/motion/verbs';
import {SLOW} from 'attention-in-motion/theme/motion';

import declaration from './combine-values.capture.ts';
import captured from './combine-values.captured';
import {readValues} from './combine-values.facts.ts';
import script from './combine-values.script';

/** At most so many numbers of long vectors are drawn. */
const MOST = 64;

export default makeScene2D(function* (view) {
  const told = readValues(openCapture(declaration, captured));
  const {at, labels, shares, values, z, keyRows} = told;
  const lesson = useLesson(view, script, told.facts);
  const {stage} = lesson;

  yield* lesson.cue('weights');
  const rows = stage.fill(
    new Rows({
      of: keyRows.rows,
      sees: at,
      loud: [at],
      others: {
        indices: keyRows.others,
        name: lesson.word('others'),
      },
      children: [
        new Names({
          names: labels,
          roles: {[at]: 'query'},
        }),
        new Bars({
          values: shares,
          role: 'score',
          title: lesson.word('shares'),
        }),
      ],
    }),
  );
  yield* appear(rows);
  yield* mask(rows, {to: rows.hidden});

  yield* lesson.cue('values');
  const cells = rows.join(
    new Cells({
      values,
      role: 'value',
      title: lesson.word('values'),
      weights: shares,
      into: () => sum.cells(),
      grow: 2,
    }),
  );
  const limit = cells.fullColor;
  const sum: VectorRow = new VectorRow({
    values: z,
    role: 'attention',
    label: 'z',
    limit,
  });
  yield* appear(cells);

  yield* lesson.cue('fade');
  yield* fade(cells);

  yield* lesson.cue('merge');
  stage.below(rows, sum);
  yield* stage.settle();
  yield* all(merge(cells, {seconds: 2 * SLOW}), appear(sum, {seconds: 2 * SLOW}));

  yield* lesson.choose({same: told.isSame, mixed: !told.isSame});
  yield* leave(rows);
  const meant = stage.below(
    sum,
    new VectorRow({
      values: told.meant,
      role: 'value',
      label: lesson.word('value'),
      limit,
    }),
  );
  yield* appear(meant);

  yield* lesson.cue('back');
  yield* leave(meant, sum);
  const column = new VectorRow({
    values: z,
    axis: 'down',
    role: 'attention',
    label: 'z',
    limit,
  });
  const grid = new MatrixGrid({
    values: told.weight,
    ramp: 'weight',
    role: 'attention',
    title: 'W_O',
    most: MOST,
  });
  const added = (own: Tensor, word: string): VectorRow =>
    new VectorRow({
      values: own,
      role: 'attention',
      label: lesson.word(word),
      labelSide: 'below',
      most: MOST,
    });
  const [own, whole] = [added(told.part, 'part'), added(told.out, 'out')];
  const stream = (own: Tensor, word: 'before' | 'after'): VectorRow =>
    new VectorRow({
      values: own,
      role: 'residual',
      label: lesson.word(word),
      most: MOST,
      labelSide: word === 'before' ? 'above' : 'below',
    });
  const [first, second] = [stream(told.before, 'before'), stream(told.after, 'after')];
  const rail = new ResidualRail({
    additions: [{from: () => [middleOf(whole.cells(), 'right')]}],
  });
  const way = new Arrow({points: wayDown(own, whole)});
  const pass = new Projection({
    input: column,
    through: [{matrix: grid, output: own, role: 'attention'}],
  });
  stage.columns(down(pass, whole), unbroken(first, rail, second));
  stage.over(way);
  yield* appear([pass, grid, first, rail]);
  yield* project(pass, {seconds: 2 * SLOW});

  yield* lesson.cue('heads');
  yield* draw(way);
  yield* appear(whole);

  yield* lesson.cue('add');
  yield* merge(rail);
  yield* appear(second);
  yield* lesson.finish();
});
