import {makeScene2D} from '@motion-canvas/2d';
import {all, linear} from '@motion-canvas/core';

import training from '../06-tokenizers/bpe-training.captured';
import {openBpeTraining} from '../captured/bpe.ts';
import {COUNT_BAR_HEIGHT, CountBar} from '../components/CountBar.ts';
import {FusingText} from '../components/FusingText.ts';
import {MergeTable} from '../components/MergeTable.ts';
import {PairBars} from '../components/PairBars.ts';
import {exactLabel} from '../components/token-label.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {LAYOUT} from '../theme/layout.ts';
import {EASE, MOVE, SLOW} from '../theme/motion.ts';
import script from './bpe-training.script';
import {STAGE} from '../components/box.ts';

const MADE = 8;

const labelOf = (text: string): string => exactLabel({text, bytes: ''});

export default makeScene2D(function* (view) {
  const {corpus, merges, watched, pieces, source} = openBpeTraining(training);
  const lesson = useLesson(view, script, {count: MADE});
  const right = STAGE.x + STAGE.width;
  const half = STAGE.width / 2 - LAYOUT.air;
  const made = merges.slice(0, MADE);
  const text = new FusingText({
    ...{text: watched, pieces, merges: MADE, source},
    ...{left: STAGE.x, right, top: STAGE.y, lines: 4},
  });
  const bottom = STAGE.y + STAGE.height - LAYOUT.air - COUNT_BAR_HEIGHT;
  const top = text.bottom + LAYOUT.air;
  const box = {y: top, width: half, height: bottom - LAYOUT.air - top};
  const bars = new PairBars({
    merges,
    heading: lesson.word('pairs'),
    box: {...box, x: STAGE.x},
  });
  const table = new MergeTable({
    rows: made.map(({candidates: [{left, right: next}], token}, i) => ({
      ...{rank: i + 1, left: labelOf(left), right: labelOf(next), token: labelOf(token)},
    })),
    heading: lesson.word('merges'),
    box: {...box, x: right - half},
  });
  const size = new CountBar({
    label: lesson.word('pieces'),
    counts: [corpus.characters, ...made.map(merge => merge.pieces)],
    ...{left: STAGE.x, top: bottom, width: half},
  });
  const parts = [text, bars, table, size];
  view.add(parts);
  const make = (count: number, seconds: number) =>
    all(...parts.map(part => part.made(count, seconds, linear)));

  yield* lesson.cue('characters');
  yield* text.shown(1, SLOW, linear);

  yield* lesson.cue('pairs');
  yield* bars.grown(1, MOVE, EASE);

  yield* lesson.cue('first');
  yield* make(1, SLOW * 2);

  yield* lesson.cue('whole');
  yield* make(MADE, MADE * SLOW);

  yield* lesson.cue('sifted');
  yield* text.sifted(1, MOVE, EASE);
  yield* lesson.finish();
});
