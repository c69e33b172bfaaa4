import {makeScene2D} from '@motion-canvas/2d';
import {openTokens} from 'attention-in-motion/captured/tokens';
import {MaskGrid} from 'attention-in-motion/components/MaskGrid';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, leave, pick} from 'attention-in-motion/motion/acts';
import {mask, move} from 'attention-in-motion/motion/verbs';
import {group} from 'attention-in-motion/script/numbers';
import {EASE, MOVE, SLOW} from 'attention-in-motion/theme/motion';

import {PackedRows} from './PackedRows.ts';
import captured from './document-packing.captured';
import {readPacking} from './document-packing.facts.ts';
import script from './document-packing.script';

export default makeScene2D(function* (view) {
  const packing = readPacking(openTokens(captured));
  const {apart, packed, size, names, source, causal, blocks, watched} = packing;
  const lesson = useLesson(view, script, packing.facts);
  const {stage, word} = lesson;

  yield* lesson.cue('padded');
  const batch = stage.fill(new PackedRows({apart, packed, size, names, source}));
  yield* appear(batch, {seconds: 2 * SLOW});

  yield* lesson.cue('pack');
  yield* move(batch, {seconds: 4 * SLOW});
  yield* batch.closed(1, SLOW, EASE);

  yield* lesson.cue('count');
  yield* batch.counted(1, MOVE, EASE);

  yield* lesson.cue('restart');
  yield* batch.restarted(1, 2 * SLOW, EASE);

  yield* lesson.cue('leak');
  yield* leave(batch);
  const grid = stage.fill(
    new MaskGrid({
      mask: causal,
      title: word('causal'),
      axes: {
        rows: word('query'),
        columns: word('key'),
      },
      readout: (seen, all) => `${group(seen)} / ${group(all)}`,
    }),
  );
  yield* appear(grid, {seconds: SLOW});
  yield* mask(grid);
  grid.row(watched);
  yield* pick(grid);

  yield* lesson.cue('blocks');
  grid.title(word('blocks'));
  yield* grid.mask(blocks, 2 * SLOW, EASE);
  yield* lesson.finish();
});
