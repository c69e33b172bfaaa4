import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import type {ThreadGenerator} from '@motion-canvas/core';
import {openModelSizes} from 'attention-in-motion/captured/model-sizes';
import {Bars} from 'attention-in-motion/components/Bars';
import {Block} from 'attention-in-motion/components/Block';
import {Figures} from 'attention-in-motion/components/Figures';
import {Names} from 'attention-in-motion/components/Names';
import {Rows} from 'attention-in-motion/components/Rows';
import {across, down} from 'attention-in-motion/lesson/stage';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {
  appear,
  fly,
  leave,
  pick,
  rest,
  unpick,
  work,
} from 'attention-in-motion/motion/acts';
import {group} from 'attention-in-motion/script/numbers';
import {QUICK, SLOW} from 'attention-in-motion/theme/motion';

import captured from './papers-table.captured';
import {NUMBERS, PARTS, ROLES, readTable} from './papers-table.facts.ts';
import type {TableNumber} from './papers-table.facts.ts';
import script from './papers-table.script';

/** The moment of each number. */
const CUES: Record<TableNumber, string> = {
  layers: 'layers',
  dModel: 'width',
  vocab: 'vocab',
  heads: 'heads',
  keyHeads: 'key-heads',
  ffn: 'ffn',
};

export default makeScene2D(function* (view) {
  const table = readTable(openModelSizes(captured));
  const lesson = useLesson(view, script, table.facts);
  const {stage, word} = lesson;

  yield* lesson.cue('row');
  const figures = new Figures({values: table.numbers, title: table.label});
  const rows = new Rows({
    of: NUMBERS.length,
    fits: true,
    children: [
      new Names({names: NUMBERS.map(name => word(name)), face: 'text'}),
      figures,
    ],
  });
  stage.columns(rows);
  yield* appear(rows);

  yield* lesson.cue('parts');
  const known = new Set<TableNumber>();
  const blocks = PARTS.map(
    part =>
      new Block({
        title: word(part),
        role: ROLES[part],
        detail: table.shapeOf(part, known),
      }),
  );
  const times = new Block({title: '× ?', role: 'residual'});
  const [embedding, attention, mlp, head] = blocks;
  stage.rightOf(rows, down(embedding, across(down(attention, mlp), times), head));
  yield* appear([...blocks, times]);

  /** A number leaves the table and lands in every part whose size it is. */
  function* land(name: TableNumber): ThreadGenerator {
    const index = NUMBERS.indexOf(name);
    const targets = name === 'layers' ? [times] : table.partsOf(name).map(blockOf);
    yield* pick(rows, index);
    const copies = targets.map(
      () =>
        new Block({
          title: group(table.numbers.data[index]),
          role: 'score',
          shown: 1,
          box: rows.boxOf(figures, index),
        }),
    );
    stage.over(...copies);
    yield* all(...copies.map((copy, i) => fly(copy, targets[i].box(), 2 * SLOW)));
    known.add(name);
    if (name === 'layers') times.title(`× ${group(table.numbers.data[index])}`);
    PARTS.forEach((part, i) => blocks[i].detail(table.shapeOf(part, known)));
    yield* all(
      ...copies.map(copy => copy.opacity(0, QUICK)),
      stage.settle(QUICK),
      ...targets.map(target => work(target, {seconds: QUICK})),
    );
    copies.forEach(copy => copy.remove());
    yield* all(...targets.map(target => rest(target, {seconds: QUICK})));
  }
  const blockOf = (part: (typeof PARTS)[number]): Block => blocks[PARTS.indexOf(part)];

  for (const name of NUMBERS) {
    yield* lesson.cue(CUES[name]);
    yield* land(name);
  }
  yield* unpick(rows);

  yield* lesson.cue('sizes');
  yield* leave(rows, ...blocks, times);
  const {names, each, times: layers, totals} = table.sized;
  const sums = new Bars({
    values: totals,
    role: 'value',
    title: word('total'),
    limit: 'largest',
    write: group,
  });
  const sized = stage.fill(
    new Rows({
      of: names.length,
      children: [
        new Names({names: names.map(name => word(name)), face: 'text'}),
        new Figures({values: each, title: word('each')}),
        new Figures({values: layers, title: word('times'), isMuted: true}),
      ],
    }),
  );
  yield* appear(sized);
  yield* appear(sized.join(sums));
  yield* lesson.finish();
});
