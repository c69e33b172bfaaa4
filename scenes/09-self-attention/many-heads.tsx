import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';

import {headKind} from '../captured/head-kinds.ts';
import type {HeadKind} from '../captured/head-kinds.ts';
import {openCapture} from '../captured/open-capture.ts';
import {HeadGrid} from '../components/HeadGrid.ts';
import {Tally} from '../components/Tally.ts';
import {VectorRow} from '../components/VectorRow.ts';
import {tokenLabel} from '../components/token-label.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {FRAME, LAYOUT} from '../theme/layout.ts';
import {EASE, MOVE, QUICK, SLOW} from '../theme/motion.ts';
import declaration from './many-heads.capture.ts';
import captured from './many-heads.captured';
import script from './many-heads.script';

const KINDS = ['previous', 'sink', 'even', 'other'] as const satisfies HeadKind[];
/** Width of the tally, and where the two vectors stand. */
const TALLY = 400;
const ROWS = {joined: 340, out: 640};
/** Seconds for one tile of the grid to appear. */
const TILE = 0.16;

export default makeScene2D(function* (view) {
  const {tokens, heads, attention, headValues, outputs} = openCapture(
    declaration,
    captured,
  );
  const {antecedent} = heads;
  const query = antecedent.from ?? 0;
  const target = antecedent.to ?? 0;
  const layers = Array.from({length: attention.layers}, (_, layer) => layer);
  const places = Array.from({length: attention.heads}, (_, head) => head);
  const kinds = layers.map(layer =>
    places.map(head => headKind(attention.pattern(layer, head))),
  );
  const count = (kind: HeadKind): number =>
    kinds.flat().filter(own => own === kind).length;
  const z = headValues.of('z', antecedent.layer).at(query);
  const [, perHead] = z.shape;

  const lesson = useLesson(view, script, {
    query: tokenLabel(tokens[query]),
    target: tokenLabel(tokens[target]),
    share: antecedent.score,
    heads: attention.layers * attention.heads,
    layers: attention.layers,
    perLayer: attention.heads,
    layer: antecedent.layer,
    perHead,
    width: z.data.length,
    previous: count('previous'),
    sink: count('sink'),
    even: count('even'),
    other: count('other'),
  });

  const right = FRAME.width - LAYOUT.marginX;
  const grid = new HeadGrid({
    patterns: layers.map(layer => attention.patterns(layer)),
    kinds,
    words: {layer: lesson.word('layer'), head: lesson.word('head')},
    box: {
      x: LAYOUT.marginX,
      y: LAYOUT.stage.top,
      width: right - LAYOUT.marginX - TALLY - 2 * LAYOUT.air,
      height: LAYOUT.stage.bottom - LAYOUT.stage.top - LAYOUT.air,
    },
  });
  const tally = new Tally({
    rows: KINDS.map(kind => ({word: lesson.word(kind), count: count(kind)})),
    left: right - TALLY,
    right,
    top: LAYOUT.stage.top + 90,
  });
  const row = {left: LAYOUT.marginX, width: right - LAYOUT.marginX};
  const joined = new VectorRow({
    ...row,
    values: z,
    label: lesson.word('joined'),
    parts: places.map(head => `${lesson.word('head')} ${head}`),
    top: ROWS.joined,
  });
  const out = new VectorRow({
    ...row,
    values: outputs.of('attn_out', antecedent.layer).at(query),
    label: lesson.word('out'),
    top: ROWS.out,
  });
  view.add([grid, tally, joined, out]);

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
    yield* all(grid.picked(1, MOVE, EASE), tally.shown(i + 1, MOVE));
  }

  yield* lesson.cue('joined');
  yield* all(grid.opacity(0, MOVE), tally.opacity(0, MOVE));
  yield* joined.shown(1, SLOW * 3, EASE);

  yield* lesson.cue('out');
  yield* out.shown(1, SLOW * 3, EASE);
  yield* lesson.finish();
});
