import {makeScene2D} from '@motion-canvas/2d';
import {all, delay} from '@motion-canvas/core';

import {openCapture} from '../captured/open-capture.ts';
import type {Tensor} from '../captured/tensor.ts';
import {Arrow} from '../components/Arrow.ts';
import {MatrixGrid} from '../components/MatrixGrid.ts';
import {Projection} from '../components/Projection.ts';
import {ResidualRail} from '../components/ResidualRail.ts';
import {ValueTable} from '../components/ValueTable.ts';
import {VectorRow} from '../components/VectorRow.ts';
import {STAGE} from '../components/box.ts';
import {chooseKeys} from '../components/key-rows.ts';
import {tokenLabel} from '../components/token-label.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {fade, merge, project} from '../motion/verbs.ts';
import {EASE, MOVE, QUICK, SLOW, STAGGER} from '../theme/motion.ts';
import declaration from './combine-values.capture.ts';
import captured from './combine-values.captured';
import {BACK, SAME} from './combine-values.plan.ts';
import script from './combine-values.script';

/** Rows of the table; numbers of long vectors that are drawn. */
const ROWS = 14;
const MOST = 64;
/** Cosine from which two vectors point nearly the same way. */
const SAME_WAY = 0.95;
/** Seconds for a vector to pass through a matrix. */
const PASS = 3;

export default makeScene2D(function* (view) {
  const {tokens, heads, headSteps, attention, ...capture} = openCapture(
    declaration,
    captured,
  );
  const {headValues, headWeights, outputs, residual} = capture;
  const {layer, head, query, key} = heads.antecedent;
  const [at, target] = [query.index, key.index];
  const steps = headSteps.of('antecedent');
  const {heads: count} = attention.facts(layer);
  const shares = attention.pattern(layer, head).at(at);
  const values = headValues.head('v', layer, head);
  const z = headValues.head('z', layer, head).at(at);
  const weight = headWeights.of('W_O');
  const part = steps.result();
  const out = outputs.of('attn_out', layer).at(at);
  const before = residual.at('pre', layer).at(at);
  const after = residual.at('attended', layer).at(at);
  const {likeness} = steps;
  const keyRows = chooseKeys(shares.data, at, ROWS);
  const labels = tokens.map(tokenLabel);

  const lesson = useLesson(view, script, {
    token: labels[at],
    target: labels[target],
    share: key.share,
    ...{layer, head, size: z.data.length, width: out.data.length},
    cosine: likeness,
    heads: count,
    otherHeads: count - 1,
    others: keyRows.others.length,
  });
  const table = new ValueTable({
    ...{tokens: labels, query: at, keyRows, shares, values, sum: z, box: STAGE},
    words: {
      shares: lesson.word('shares'),
      values: lesson.word('values'),
      sum: 'z',
      others: lesson.word('others'),
    },
  });
  const limit = table.fullColor;
  const sum = new VectorRow({
    values: z,
    box: table.sumBox,
    ...{role: 'attention', label: 'z', labelSide: 'left', limit},
  });
  const meant = new VectorRow({
    values: values.at(target),
    box: SAME.value,
    ...{role: 'value', label: lesson.word('value'), labelSide: 'left', limit},
  });
  const column = new VectorRow({
    values: z,
    box: BACK.sum,
    ...{axis: 'down', role: 'attention', label: 'z', limit},
  });
  const grid = new MatrixGrid({
    values: weight,
    box: {...BACK.weight, y: BACK.weight.y - 50, height: BACK.weight.height + 50},
    ...{ramp: 'weight', role: 'attention', title: 'W_O', most: MOST},
  });
  const own = new VectorRow({
    values: part,
    box: BACK.part,
    ...{role: 'attention', label: lesson.word('part'), labelSide: 'below', most: MOST},
  });
  const pass = new Projection({
    ...{input: column, matrix: grid, output: own, role: 'attention'},
  });
  const whole = new VectorRow({
    values: out,
    box: BACK.out,
    ...{role: 'attention', label: lesson.word('out'), labelSide: 'below', most: MOST},
  });
  const down = new Arrow({points: BACK.ways.down});
  const stream = (values: Tensor, box: typeof BACK.before, label: string): VectorRow =>
    new VectorRow({
      ...{values, box, label, role: 'residual', most: MOST},
      labelSide: box === BACK.before ? 'above' : 'below',
    });
  const first = stream(before, BACK.before, lesson.word('before'));
  const second = stream(after, BACK.after, lesson.word('after'));
  const rail = new ResidualRail({
    box: BACK.rail,
    additions: [{from: () => BACK.ways.across}],
  });
  view.add([table, sum, meant, column, grid, own, pass, down, whole]);
  view.add([rail, first, second]);

  yield* lesson.cue('weights');
  yield* table.shown(table.rows, table.rows * STAGGER * 2);

  yield* lesson.cue('values');
  yield* table.opened(1, SLOW, EASE);
  yield* table.valued(table.rows, table.rows * STAGGER * 2);

  yield* lesson.cue('fade');
  yield* fade(table, {seconds: SLOW * 1.5});

  yield* lesson.cue('merge');
  yield* merge(table, {seconds: SLOW * 2});

  const isSame = likeness >= SAME_WAY;
  lesson.skip(isSame ? 'mixed' : 'same');
  yield* lesson.cue(isSame ? 'same' : 'mixed');
  sum.shown(1);
  table.opacity(0);
  yield* sum.box(SAME.sum, MOVE, EASE);
  yield* meant.shown(1, SLOW, EASE);

  yield* lesson.cue('back');
  yield* meant.opacity(0, QUICK);
  yield* all(
    sum.box(BACK.sum, SLOW, EASE),
    sum.labelled(0, QUICK),
    delay(QUICK, sum.opacity(0, MOVE)),
    delay(QUICK, column.shown(1, MOVE, EASE)),
    delay(QUICK, grid.shown(grid.count, SLOW)),
    delay(QUICK, first.shown(1, SLOW, EASE)),
    delay(MOVE, rail.shown(1, SLOW, EASE)),
  );
  yield* project(pass, {seconds: PASS});

  yield* lesson.cue('heads');
  yield* down.grown(1, MOVE, EASE);
  yield* whole.shown(1, SLOW, EASE);

  yield* lesson.cue('add');
  yield* merge(rail);
  yield* second.shown(1, SLOW, EASE);
  yield* lesson.finish();
});
