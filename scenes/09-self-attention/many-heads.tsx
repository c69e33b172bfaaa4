import {makeScene2D} from '@motion-canvas/2d';
import {all, delay} from '@motion-canvas/core';

import {openCapture} from '../captured/open-capture.ts';
import type {HeadKind} from '../captured/probes/head-kinds.ts';
import {Arrow} from '../components/Arrow.ts';
import {Block} from '../components/Block.ts';
import {HeadGrid} from '../components/HeadGrid.ts';
import {Tally} from '../components/Tally.ts';
import {VectorRow} from '../components/VectorRow.ts';
import {columnsOf, middleOf, STAGE} from '../components/box.ts';
import {tokenLabel} from '../components/token-label.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {LAYOUT} from '../theme/layout.ts';
import {EASE, MOVE, QUICK, SLOW, STAGGER} from '../theme/motion.ts';
import declaration from './many-heads.capture.ts';
import captured from './many-heads.captured';
import twiceDeclaration from './many-heads.repeat.capture.ts';
import twiceCaptured from './many-heads.repeat.captured';
import {flowOf} from './many-heads.plan.ts';
import script from './many-heads.script';

const KINDS = ['previous', 'sink', 'even', 'other'] as const satisfies HeadKind[];
/** Width of the tally. */
const TALLY = 400;
/** Seconds for one tile of the grid to appear. */
const TILE = 0.12;

export default makeScene2D(function* (view) {
  const {heads, headKinds, attention, norms, headValues, outputs} = openCapture(
    declaration,
    captured,
  );
  const twice = openCapture(twiceDeclaration, twiceCaptured);
  const {antecedent} = heads;
  const query = antecedent.query.index;
  const layers = Array.from({length: attention.layers}, (_, layer) => layer);
  const places = Array.from({length: attention.heads}, (_, head) => head);
  const {kinds, counts} = headKinds;
  const {induction: again} = twice.headKinds;
  const z = headValues.of('z', antecedent.layer).at(query);
  const [, perHead] = z.shape;
  const out = outputs.of('attn_out', antecedent.layer).at(query);
  const {induction} = twice.headKinds.counts;

  const lesson = useLesson(view, script, {
    query: tokenLabel(antecedent.query),
    target: tokenLabel(antecedent.key),
    share: antecedent.score,
    heads: attention.layers * attention.heads,
    layers: attention.layers,
    perLayer: attention.heads,
    layer: antecedent.layer,
    perHead,
    width: z.data.length,
    ...counts,
    induction,
  });

  const [box, side] = columnsOf(STAGE, ['rest', TALLY], 2 * LAYOUT.air);
  const words = {layer: lesson.word('layer'), head: lesson.word('head')};
  const flow = flowOf({heads: attention.heads, length: z.data.length});
  const grid = new HeadGrid({
    patterns: layers.map(layer => attention.patterns(layer)),
    ...{kinds, words, box},
    lanes: {layer: antecedent.layer, boxes: flow.tiles},
  });
  const gridTwice = new HeadGrid({
    patterns: layers.map(layer => twice.attention.patterns(layer)),
    ...{kinds: again, words, box, opacity: 0},
  });
  const tally = new Tally({
    rows: [
      ...KINDS.map(kind => ({word: lesson.word(kind), count: counts[kind]})),
      {word: lesson.word('induction'), count: induction},
    ],
    left: side.x,
    right: side.x + side.width,
    top: side.y + 90,
  });
  const input = new VectorRow({
    values: norms.of('normalized', 'ln1', antecedent.layer).at(query),
    box: flow.input,
    ...{role: 'residual', label: lesson.word('input'), labelSide: 'left'},
  });
  const fan = flow.fan.map(
    points => new Arrow({points, role: 'residual', head: false, lineWidth: 3}),
  );
  const merging = flow.merge.map(
    points => new Arrow({points, role: 'attention', head: false, lineWidth: 3}),
  );
  const joined = new VectorRow({
    values: z,
    box: flow.apart,
    ...{label: lesson.word('joined'), labelSide: 'left', labelled: 0},
    parts: places.map(() => ''),
    ...{partGap: flow.gap, role: 'attention'},
  });
  const block = new Block({
    title: 'W_O',
    detail: `${z.data.length} × ${out.data.length}`,
    ...{role: 'attention', box: flow.block, shown: 1, opacity: 0},
  });
  const down = [
    new Arrow({points: [middleOf(flow.joined, 'below'), middleOf(flow.block, 'above')]}),
    new Arrow({points: [middleOf(flow.block, 'below'), middleOf(flow.out, 'above')]}),
  ];
  const added = new VectorRow({
    values: out,
    box: flow.out,
    ...{role: 'residual', label: lesson.word('out'), labelSide: 'left'},
  });
  view.add([
    ...fan,
    ...merging,
    grid,
    gridTwice,
    tally,
    input,
    joined,
    ...down,
    block,
    added,
  ]);

  // Before the tally comes in, the grid stands in the middle.
  grid.x((side.width + 2 * LAYOUT.air) / 2);

  yield* lesson.cue('grid');
  yield* grid.shown(grid.count, grid.count * TILE);

  yield* lesson.cue('known');
  grid.selected(antecedent);
  yield* grid.picked(1, MOVE, EASE);

  for (const [i, kind] of KINDS.entries()) {
    yield* lesson.cue(kind);
    yield* grid.picked(0, QUICK, EASE);
    grid.selected(null);
    grid.kind(kind);
    yield* all(
      grid.picked(1, MOVE, EASE),
      grid.x(0, MOVE, EASE),
      tally.shown(i + 1, MOVE),
    );
  }

  if (induction === 0) lesson.skip('induction');
  else {
    yield* lesson.cue('induction');
    gridTwice.shown(gridTwice.count);
    gridTwice.kind('induction');
    yield* all(grid.opacity(0, MOVE), gridTwice.opacity(1, MOVE));
    yield* all(gridTwice.picked(1, MOVE, EASE), tally.shown(KINDS.length + 1, MOVE));
  }

  yield* lesson.cue('fan');
  yield* all(
    gridTwice.opacity(0, MOVE),
    grid.opacity(1, MOVE),
    grid.picked(0, QUICK),
    tally.opacity(0, QUICK),
  );
  // Until more comes below, the heads stand in the middle.
  const upper = [grid, input, joined, ...fan];
  for (const node of upper.slice(1)) node.y(flow.low);
  yield* all(grid.lifted(1, SLOW, EASE), grid.y(flow.low, SLOW, EASE));
  yield* input.shown(1, MOVE, EASE);
  yield* all(...fan.map((line, i) => delay(i * STAGGER, line.grown(1, MOVE, EASE))));
  yield* joined.shown(1, SLOW * 2);

  yield* lesson.cue('joined');
  yield* all(...upper.map(node => node.y(0, SLOW, EASE)));
  yield* all(
    joined.box(flow.joined, SLOW, EASE),
    joined.joined(1, SLOW, EASE),
    delay(MOVE, joined.labelled(1, QUICK)),
    ...merging.map(line => line.grown(1, SLOW, EASE)),
  );

  yield* lesson.cue('out');
  yield* all(block.opacity(1, QUICK), down[0].grown(1, MOVE, EASE));
  yield* down[1].grown(1, MOVE, EASE);
  yield* added.shown(1, SLOW * 1.5, EASE);
  yield* lesson.finish();
});
