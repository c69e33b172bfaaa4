import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import type {Tensor} from 'attention-in-motion/captured/tensor';
import {Bracket} from 'attention-in-motion/components/Bracket';
import {Cells} from 'attention-in-motion/components/Cells';
import {Figures} from 'attention-in-motion/components/Figures';
import {Names} from 'attention-in-motion/components/Names';
import {Rows} from 'attention-in-motion/components/Rows';
import {TokenStrip} from 'attention-in-motion/components/TokenStrip';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, ask, fly, leave, turn} from 'attention-in-motion/motion/acts';
import {project} from 'attention-in-motion/motion/verbs';
import {group} from 'attention-in-motion/script/numbers';
import {EASE, MOVE, SLOW} from 'attention-in-motion/theme/motion';
import type {ColorRole} from 'attention-in-motion/theme/palette';

import declaration from './expand-fire-contract.capture.ts';
import captured from './expand-fire-contract.captured';
import {readLayer} from './expand-fire-contract.facts.ts';
import script from './expand-fire-contract.script';
import {Fan} from './Fan.ts';
import {Folded, limitOfAll} from './Folded.ts';

export default makeScene2D(function* (view) {
  const told = readLayer(openCapture(declaration, captured));
  const {tokens, source, at, fold, pre, linear, post, isGated} = told;
  const lesson = useLesson(view, script, told.facts);
  const {stage} = lesson;
  const vector = (
    values: Tensor,
    role: ColorRole,
    name: string,
    limit = limitOfAll(values),
  ): Folded => new Folded({values, role, fold, limit, label: lesson.word(name)});

  yield* lesson.cue('token');
  const strip = stage.fill(new TokenStrip({tokens, source, query: at}));
  yield* appear(strip);
  yield* ask(strip);

  yield* lesson.cue('vector');
  const input = stage.below(strip, vector(told.input, 'residual', 'input'));
  yield* appear(input);

  yield* lesson.cue('expand');
  yield* leave(strip);
  const limit = limitOfAll(pre, post);
  const hidden = vector(pre, 'feedForward', isGated ? 'gate' : 'sums', limit);
  const other = linear && vector(linear, 'feedForward', 'other');
  const wide = new Fan({
    from: input,
    to: hidden,
    role: 'feedForward',
    title: lesson.word('in'),
  });
  stage.below(input, wide);
  stage.below(wide, hidden);
  if (other) stage.below(hidden, other);
  yield* stage.settle();
  yield* project(wide);
  yield* appear(other ? [hidden, other] : hidden);

  yield* lesson.choose({gated: isGated, plain: !isGated});
  if (other) {
    yield* fly(other, hidden.box());
    yield* all(turn(hidden, post), leave(other));
  } else yield* turn(hidden, post);
  hidden.label(lesson.word('fired'));

  yield* lesson.cue('fire');
  hidden.footed(1);
  yield* stage.settle();
  yield* hidden.sorted(1, 2 * SLOW, EASE);
  const bracket = new Bracket({
    box: () => hidden.boxOf(told.strongest),
    side: 'below',
    role: 'feedForward',
    label: group(told.strongest.length),
  });
  stage.over(bracket);
  yield* bracket.shown(1, MOVE, EASE);

  yield* lesson.cue('contract');
  yield* leave(bracket);
  hidden.footed(0);
  const output = vector(told.output, 'residual', 'output');
  const narrow = new Fan({
    from: hidden,
    to: output,
    role: 'feedForward',
    title: lesson.word('out'),
    by: told.writers,
  });
  stage.below(hidden, narrow);
  stage.below(narrow, output);
  yield* stage.settle();
  yield* project(narrow);
  yield* appear(output);

  yield* lesson.cue('alone');
  yield* leave(input, wide, hidden, narrow, output);
  const table = stage.fill(
    new Rows({
      of: tokens.length,
      loud: [at],
      children: [
        new Names({names: told.labels}),
        new Cells({
          values: told.all,
          limit,
          role: 'feedForward',
          title: lesson.word('fired'),
        }),
        new Figures({
          values: told.firing,
          role: 'feedForward',
          title: lesson.word('firing'),
        }),
      ],
    }),
  );
  table.first(table.firstFor(at));
  yield* appear(table);
  yield* lesson.finish();
});
