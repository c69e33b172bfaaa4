import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {Arrow, wayDown} from 'attention-in-motion/components/Arrow';
import {Block} from 'attention-in-motion/components/Block';
import {Callout} from 'attention-in-motion/components/Callout';
import {Cells} from 'attention-in-motion/components/Cells';
import {HeadGroups} from 'attention-in-motion/components/HeadGroups';
import {MatrixGrid} from 'attention-in-motion/components/MatrixGrid';
import {Names} from 'attention-in-motion/components/Names';
import {Projection} from 'attention-in-motion/components/Projection';
import {Rows} from 'attention-in-motion/components/Rows';
import {TokenStrip} from 'attention-in-motion/components/TokenStrip';
import {VectorRow} from 'attention-in-motion/components/VectorRow';
import {middleOf} from 'attention-in-motion/components/box';
import {down} from 'attention-in-motion/lesson/stage';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, ask, draw, fly, leave, pick} from 'attention-in-motion/motion/acts';
import {project} from 'attention-in-motion/motion/verbs';
import {figure} from 'attention-in-motion/script/interpolate';
import {EASE, MOVE, QUICK, SLOW} from 'attention-in-motion/theme/motion';

import declaration from './make-qkv.capture.ts';
import captured from './make-qkv.captured';
import {readHead} from './make-qkv.facts.ts';
import script from './make-qkv.script';

/** At most so many numbers of the vector, and rows of the weights, are drawn. */
const MOST = 64;

export default makeScene2D(function* (view) {
  const capture = openCapture(declaration, captured);
  const {tokens, source} = capture;
  const told = readHead(capture);
  const {at, asks, input, isNormed, parts, column} = told;
  const lesson = useLesson(view, script, told.facts);
  const {stage} = lesson;

  yield* lesson.cue('token');
  const strip = stage.fill(new TokenStrip({tokens, source, query: at}));
  yield* appear(strip);
  yield* ask(strip);

  yield* lesson.choose({normed: isNormed, stream: !isNormed});
  const whole = new VectorRow({values: input, role: 'residual', label: 'x'});
  const label = lesson.word('stream');
  const stream = isNormed
    ? new VectorRow({values: told.stream, role: 'residual', label})
    : whole;
  const norm = new Block({title: lesson.word('norm'), role: 'norm'});
  stage.below(strip, isNormed ? down(stream, norm, whole) : whole);
  const ways = [
    new Arrow({
      points: () => [
        middleOf(strip.boxOf(at), 'below'),
        {x: strip.middle(at).x, y: stream.content().y},
      ],
    }),
    new Arrow({points: wayDown(stream, norm)}),
    new Arrow({points: wayDown(norm, whole)}),
  ];
  stage.over(...ways);
  yield* all(stage.settle(), strip.masked(1, MOVE));
  yield* draw(ways[0]);
  yield* appear(stream);
  if (isNormed) {
    yield* all(draw(ways[1]), appear(norm));
    yield* draw(ways[2]);
    yield* appear(whole);
  }

  yield* lesson.cue('weights');
  const chip = new TokenStrip({
    tokens: [asks],
    source,
    query: 0,
    shown: 1,
    box: strip.boxOf(at),
  });
  chip.asking(1);
  const vector = new VectorRow({
    values: input,
    axis: 'down',
    role: 'residual',
    label: 'x',
    most: MOST,
    bracketSide: 'left',
  });
  const grids = parts.map(
    ({role, weight, weights}) =>
      new MatrixGrid({
        values: weights,
        ramp: 'weight',
        role,
        title: weight,
        most: MOST,
      }),
  );
  const rows = parts.map(
    ({role, name, made}) =>
      new VectorRow({values: made.at(at), role, label: name, labelSide: 'below'}),
  );
  const pass = new Projection({
    input: vector,
    through: parts.map(({role}, i) => ({matrix: grids[i], output: rows[i], role})),
  });
  yield* leave(strip, ...(isNormed ? [stream, norm] : []), whole, ...ways);
  stage.fill(pass);
  stage.over(chip);
  yield* all(appear(pass), fly(chip, pass.corner()));
  yield* vector.bracketed(1, QUICK);
  yield* appear(grids);

  yield* lesson.cue('query');
  yield* project(pass, {to: 1, seconds: 2 * SLOW});

  yield* lesson.cue('number');
  const number = new Callout({
    at: () => middleOf(rows[0].cellOf(column), 'below'),
    textAt: () => rows[0].noteAt(),
    align: 'right',
    face: 'figures',
    role: 'query',
    text: `x · ${lesson.word('column')} ${column} = ${figure(parts[0].made.at(at).data[column], 2)}`,
    source: parts[0].made.source,
  });
  stage.over(number);
  grids[0].column(column);
  yield* grids[0].columnPicked(1, MOVE, EASE);
  yield* number.shown(1, SLOW);

  yield* lesson.cue('key-value');
  yield* all(grids[0].columnPicked(0, QUICK), leave(number));
  yield* project(pass, {seconds: 4 * SLOW});

  yield* lesson.cue('tokens');
  stage.lift(...rows);
  yield* leave(chip, pass);
  const cells = parts.map(
    ({role, name, weight, made}) =>
      new Cells({values: made, role, title: `${name} = x · ${weight}`}),
  );
  const names = new Names({names: told.labels, roles: {[at]: 'query'}});
  const table = stage.fill(
    new Rows({of: tokens.length, loud: [at], children: [names, ...cells]}),
  );
  table.first(table.firstFor(at));
  yield* all(
    ...rows.flatMap((row, i) => [
      row.labelled(0, QUICK),
      fly(row, table.boxOf(cells[i], at)),
    ]),
  );
  yield* appear(table);
  yield* leave(...rows);

  yield* lesson.choose({shared: told.isShared, own: !told.isShared});
  yield* leave(table);
  const groups = stage.fill(
    new HeadGroups({
      ...told.all,
      head: told.head,
      words: {
        head: lesson.word('head'),
        query: lesson.word('query'),
        key: lesson.word('key'),
        value: lesson.word('value'),
      },
    }),
  );
  yield* appear(groups);
  yield* groups.linked(groups.count, 2 * SLOW);
  yield* pick(groups);
  yield* lesson.finish();
});
