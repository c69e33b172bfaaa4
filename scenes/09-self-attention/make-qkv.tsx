import {makeScene2D} from '@motion-canvas/2d';
import {all, chain, delay, waitFor} from '@motion-canvas/core';

import {openCapture} from '../captured/open-capture.ts';
import {Arrow} from '../components/Arrow.ts';
import {Block} from '../components/Block.ts';
import {Callout} from '../components/Callout.ts';
import {HeadGroups} from '../components/HeadGroups.ts';
import {MatrixGrid} from '../components/MatrixGrid.ts';
import {Projection} from '../components/Projection.ts';
import {TOKEN_HEIGHT, TokenStrip} from '../components/TokenStrip.ts';
import {VectorRow} from '../components/VectorRow.ts';
import {bottomOf, middleOf, STAGE} from '../components/box.ts';
import {tokenLabel} from '../components/token-label.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {project} from '../motion/verbs.ts';
import {figure} from '../script/interpolate.ts';
import {EASE, MOVE, QUICK, SLOW, STAGGER} from '../theme/motion.ts';
import declaration from './make-qkv.capture.ts';
import captured from './make-qkv.captured';
import {ALL, INPUT, ONE} from './make-qkv.plan.ts';
import script from './make-qkv.script';

const PARTS = [
  {role: 'query', name: 'q', weight: 'W_Q'},
  {role: 'key', name: 'k', weight: 'W_K'},
  {role: 'value', name: 'v', weight: 'W_V'},
] as const;
/** Seconds for a vector to pass through a matrix, and for one token's row to appear. */
const PASS = 3;
const ROW = 0.16;
/** At most so many numbers of the vector, and rows of the weights, are drawn. */
const MOST = 64;

export default makeScene2D(function* (view) {
  const {tokens, heads, source, headSteps, attention, ...capture} = openCapture(
    declaration,
    captured,
  );
  const {residual, headWeights, headValues} = capture;
  const {layer, head, query: asks, key: meant} = heads.antecedent;
  const at = asks.index;
  const steps = headSteps.of('antecedent');
  const {heads: count, keyHeads} = attention.facts(layer);
  const shared = keyHeads ?? count;
  /** Of all tokens: what the head makes of them. */
  const made = PARTS.map(({name}) => headValues.head(name, layer, head));
  const query = made[0].at(at);
  const weights = PARTS.map(({weight}) => headWeights.of(weight));
  const input = steps.input().at(at);
  // In most models the head reads the stream after a norm, in some the stream itself.
  const isNormed = steps.reads.q === 'ln1.hook_normalized';
  if (!isNormed && steps.reads.q !== 'hook_resid_pre') {
    throw new Error(`The queries of layer ${layer} are not made of its norm or stream.`);
  }
  const column = steps.peak.entry;

  const lesson = useLesson(view, script, {
    token: tokenLabel(asks),
    target: tokenLabel(meant),
    ...{layer, head, count: tokens.length, heads: count, keyHeads: shared},
    width: input.data.length,
    size: query.data.length,
    column,
  });

  const strip = new TokenStrip({
    ...{tokens, source, query: at},
    box: STAGE,
  });
  const chip = new TokenStrip({
    ...{tokens: [tokens[at]], source, query: 0, asking: 1},
    box: ONE.chip,
  });
  const stream = new VectorRow({
    values: residual.at('pre', layer).at(at),
    box: INPUT.stream,
    ...{role: 'residual', label: lesson.word('stream')},
  });
  const norm = new Block({
    ...{title: lesson.word('norm'), role: 'norm', box: INPUT.norm, shown: 1, opacity: 0},
  });
  const whole = new VectorRow({
    values: input,
    box: isNormed ? INPUT.normed : INPUT.stream,
    ...{role: 'residual', label: 'x'},
  });
  const {x: askedAt} = strip.anchor(at);
  const ways = [
    [
      {x: askedAt, y: INPUT.strip.y + TOKEN_HEIGHT},
      {x: askedAt, y: INPUT.stream.y},
    ],
    ...(isNormed
      ? [
          [middleOf(INPUT.stream, 'below'), middleOf(INPUT.norm, 'above')],
          [middleOf(INPUT.norm, 'below'), middleOf(INPUT.normed, 'above')],
        ]
      : []),
  ].map(points => new Arrow({points}));
  const x = new VectorRow({
    values: input,
    box: ONE.input,
    ...{axis: 'down', role: 'residual', most: MOST},
    label: 'x',
  });
  const grids = PARTS.map(
    ({role, weight}, i) =>
      new MatrixGrid({
        values: weights[i],
        box: {
          ...ONE.weights[i],
          y: ONE.weights[i].y - 50,
          height: ONE.weights[i].height + 50,
        },
        ...{ramp: 'weight', role, title: weight, most: MOST},
      }),
  );
  const rows = PARTS.map(
    ({role, name}, i) =>
      new VectorRow({
        values: made[i].at(at),
        box: ONE.results[i],
        ...{role, label: name, labelSide: 'left'},
      }),
  );
  const passes = PARTS.map(
    ({role}, i) => new Projection({input: x, matrix: grids[i], output: rows[i], role}),
  );
  const cell = rows[0].cellOf(column);
  const number = new Callout({
    at: middleOf(cell, 'below'),
    textAt: {x: ONE.results[0].x, y: bottomOf(ONE.note) - 8},
    text: `x · ${lesson.word('column')} ${column} = ${figure(query.data[column], 2)}`,
    ...{face: 'figures', role: 'query', source: query.source},
  });
  const blocks = PARTS.map(
    ({role, weight}, i) =>
      new Block({
        ...{title: weight, detail: weights[i].shape.join(' × '), role},
        ...{box: ALL.blocks[i], shown: 1, opacity: 0},
      }),
  );
  const labels = tokens.map(tokenLabel);
  const results = PARTS.map(
    ({role, name}, i) =>
      new MatrixGrid({
        values: made[i],
        box: ALL.results[i],
        ...{ramp: 'signed', role, title: name.toUpperCase()},
        ...(i === 0 ? {rows: labels, labelsOutside: true} : {}),
      }),
  );
  const groups = new HeadGroups({
    queries: headValues.of('q', layer).at(at),
    keys: headValues.of('k', layer).at(at),
    values: headValues.of('v', layer).at(at),
    ...{head, box: STAGE, opacity: 0},
    words: {
      head: lesson.word('head'),
      query: lesson.word('query'),
      key: lesson.word('key'),
      value: lesson.word('value'),
    },
  });
  view.add([
    strip,
    chip,
    stream,
    norm,
    whole,
    ...ways,
    x,
    ...grids,
    ...rows,
    ...passes,
    number,
  ]);
  view.add([...blocks, ...results, groups]);

  yield* lesson.cue('token');
  yield* strip.shown(tokens.length, tokens.length * STAGGER);
  yield* strip.asking(1, MOVE, EASE);

  lesson.skip(isNormed ? 'stream' : 'normed');
  yield* lesson.cue(isNormed ? 'normed' : 'stream');
  yield* all(strip.box(INPUT.strip, MOVE, EASE), strip.masked(1, MOVE));
  yield* ways[0].grown(1, QUICK, EASE);
  yield* (isNormed ? stream : whole).shown(1, SLOW, EASE);
  if (isNormed) {
    yield* all(ways[1].grown(1, QUICK, EASE), norm.opacity(1, QUICK));
    yield* ways[2].grown(1, QUICK, EASE);
    yield* whole.shown(1, SLOW, EASE);
  }

  yield* lesson.cue('weights');
  const start = strip.anchor(at);
  const end = chip.anchor(0);
  chip.position([start.x - end.x, start.y - end.y]);
  chip.shown(1);
  yield* all(
    ...[strip, stream, norm, ...ways].map(node => node.opacity(0, QUICK)),
    ...[chip.position(0, SLOW, EASE), whole.labelled(0, QUICK)],
    ...[whole.box(ONE.input, SLOW, EASE), delay(QUICK, whole.opacity(0, MOVE))],
    delay(QUICK, x.shown(1, MOVE, EASE)),
  );
  yield* x.bracketed(1, QUICK);
  yield* all(
    ...grids.map((grid, i) => delay(i * QUICK, grid.shown(grid.count, SLOW * 1.5))),
  );

  yield* lesson.cue('query');
  yield* project(passes[0], {seconds: PASS});

  yield* lesson.cue('number');
  grids[0].column(column);
  yield* grids[0].columnPicked(1, MOVE, EASE);
  yield* number.shown(1, SLOW);

  yield* lesson.cue('key-value');
  yield* all(grids[0].columnPicked(0, QUICK), number.shown(0, QUICK));
  yield* chain(
    project(passes[1], {seconds: PASS * 0.8}),
    project(passes[2], {seconds: PASS * 0.8}),
  );

  yield* lesson.cue('tokens');
  yield* all(
    ...[chip, x].map(node => node.opacity(0, QUICK)),
    ...grids.flatMap((grid, i) => [
      grid.box(ALL.blocks[i], SLOW, EASE),
      grid.opacity(0, SLOW),
      delay(QUICK, blocks[i].opacity(1, MOVE)),
    ]),
    ...rows.flatMap((row, i) => [
      row.box(results[i].rowBox(at), SLOW, EASE),
      row.labelled(0, QUICK),
    ]),
  );
  yield* all(...results.map(grid => grid.shown(tokens.length, tokens.length * ROW)));
  for (const row of rows) row.opacity(0);
  results[0].readOut(0);
  results[0].row(at);
  yield* results[0].picked(1, MOVE, EASE);

  const isShared = shared < count;
  lesson.skip(isShared ? 'own' : 'shared');
  yield* lesson.cue(isShared ? 'shared' : 'own');
  yield* all(...[...blocks, ...results].map(node => node.opacity(0, QUICK)));
  groups.opacity(1);
  yield* groups.shown(groups.count, groups.count * STAGGER * 2);
  yield* groups.linked(groups.count, groups.count * STAGGER * 4);
  yield* groups.picked(1, MOVE, EASE);
  yield* waitFor(QUICK);
  yield* lesson.finish();
});
