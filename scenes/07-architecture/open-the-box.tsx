import {makeScene2D} from '@motion-canvas/2d';
import {all, linear} from '@motion-canvas/core';
import type {ThreadGenerator} from '@motion-canvas/core';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {Arrow, wayDown} from 'attention-in-motion/components/Arrow';
import {Bars} from 'attention-in-motion/components/Bars';
import {Block} from 'attention-in-motion/components/Block';
import {Cells} from 'attention-in-motion/components/Cells';
import {Names} from 'attention-in-motion/components/Names';
import type {Picture} from 'attention-in-motion/components/Picture';
import {Rows} from 'attention-in-motion/components/Rows';
import {Stack} from 'attention-in-motion/components/Stack';
import {TokenStrip} from 'attention-in-motion/components/TokenStrip';
import {rowsOf} from 'attention-in-motion/components/box';
import {down} from 'attention-in-motion/lesson/stage';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {
  appear,
  draw,
  leave,
  pick,
  rest,
  swap,
  turn,
  work,
} from 'attention-in-motion/motion/acts';
import {zoom} from 'attention-in-motion/motion/verbs';
import {finePercent, group} from 'attention-in-motion/script/numbers';
import {EASE, SLOW} from 'attention-in-motion/theme/motion';

import {Inside} from './Inside.ts';
import declaration from './open-the-box.capture.ts';
import captured from './open-the-box.captured';
import {readBox} from './open-the-box.facts.ts';
import script from './open-the-box.script';

/** Of the three parts. */
const ROLES = ['token', 'residual', 'head'] as const;

export default makeScene2D(function* (view) {
  const box = readBox(openCapture(declaration, captured));
  const {tokens, last, source, layers, labels, feeds} = box;
  const lesson = useLesson(view, script, box.facts);
  const {stage} = lesson;

  yield* lesson.cue('box');
  const parts = ['tokenizer', 'blocks', 'head'].map(
    (word, i) => new Block({title: lesson.word(word), role: ROLES[i], fills: true}),
  );
  const insides = parts.map((of, i) => new Inside({of, role: ROLES[i]}));
  // They come first: what is in a part lies over its panel.
  stage.over(...insides);
  /** A part is looked into: these are in it. */
  const lookInto = (part: number, ...holds: readonly Picture[]): ThreadGenerator => {
    insides[part].holds = holds;
    return zoom(insides[part]);
  };
  const close = (part: number): ThreadGenerator => zoom(insides[part], {to: 0});

  const strip = new TokenStrip({tokens, source, cut: 0, withIds: true});
  const model = new Block({title: lesson.word('model'), role: 'residual', fills: true});
  const answer = new TokenStrip({tokens: [box.answer], source});
  stage.rows(strip, model, answer);
  const into = new Arrow({points: wayDown(strip, model), role: 'token'});
  const out = new Arrow({points: wayDown(model, answer), role: 'head'});
  stage.over(into, out);
  yield* appear([strip, model]);
  yield* draw(into);
  yield* work(model);
  yield* draw(out);
  yield* all(appear(answer), rest(model));

  yield* lesson.cue('split');
  stage.insteadOf(model, down(...parts));
  // They lie where the model was, and come apart.
  rowsOf(model.box(), ['rest', 'rest', 'rest'], 0).forEach((own, i) => {
    parts[i].box(own);
    parts[i].shown(1);
  });
  model.remove();
  yield* leave(into, out);
  yield* stage.settle(SLOW);
  const steps = [strip, ...parts, answer];
  const ways = steps
    .slice(1)
    .map((to, i) => new Arrow({points: wayDown(steps[i], to), role: 'residual'}));
  stage.over(...ways);
  yield* draw(...ways);

  yield* lesson.cue('tokens');
  const names = new Names({names: labels, from: i => strip.boxOf(i)});
  const rows = new Rows({
    of: labels.length,
    loud: [last],
    follows: true,
    children: [names],
  });
  const stack = new Stack({
    layers,
    source,
    word: lesson.word('block'),
    parts: [
      {
        label: lesson.word('attention'),
        role: 'attention',
      },
      {
        label: lesson.word(feeds),
        role: feeds === 'mlp' ? 'feedForward' : 'expert',
      },
    ],
  });
  const scores = new Rows({
    of: box.best.length,
    others: {indices: [box.best.length], name: lesson.word('others')},
    loud: [0],
    children: [
      new Names({names: box.best, title: lesson.word('token')}),
      new Bars({
        values: box.shares,
        role: 'head',
        title: lesson.word('share'),
        write: finePercent,
      }),
    ],
  });
  parts.forEach(one => one.fills(false));
  stage.free(strip);
  strip.fills(true);
  stage.rightOf(parts, strip);
  yield* leave(answer, ...ways);
  yield* lookInto(0, strip);
  yield* strip.cut(1, SLOW, EASE);
  yield* strip.ids(strip.count, 2 * SLOW, linear);

  yield* lesson.cue('vectors');
  stage.insteadOf(strip, rows);
  insides[0].holds = [rows];
  yield* all(appear(rows), strip.opacity(0, SLOW));
  strip.remove();
  const title = lesson.word('vector');
  const cells = new Cells({...box.embedded, role: 'residual', title});
  yield* appear(rows.join(cells));

  yield* lesson.choose({
    either: feeds === 'either',
    mixed: feeds === 'experts',
    blocks: feeds === 'mlp',
  });
  yield* close(0);
  stage.leftOf(rows, stack);
  yield* all(appear(stack), lookInto(1, stack, rows));
  yield* zoom(stack);
  for (const [layer, {values, limit}] of box.after.entries()) {
    yield* all(
      stack.passed(layer + 1, SLOW, EASE),
      turn(cells, values, {seconds: SLOW}),
      cells.limit(limit, SLOW, EASE),
    );
  }

  yield* lesson.cue('head');
  yield* all(close(1), leave(stack));
  yield* pick(rows, last);
  stage.rightOf(rows, scores);
  yield* all(appear(scores), lookInto(2, rows, scores));

  const {isTied} = box;
  yield* lesson.choose({tied: isTied, own: !isTied});
  yield* all(close(2), leave(rows, ...parts));
  const sizes = new Rows({
    of: box.sizes.length,
    children: [
      new Names({names: box.sizes.map(({part}) => lesson.word(part)), face: 'text'}),
      new Bars({
        values: box.parameters,
        role: 'residual',
        title: lesson.word('parameters'),
        limit: 'largest',
        write: group,
      }),
    ],
  });
  yield* swap(scores, sizes);
  yield* lesson.finish();
});
