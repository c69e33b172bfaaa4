import {makeScene2D} from '@motion-canvas/2d';
import {openModelSizes} from 'attention-in-motion/captured/model-sizes';
import type {Tensor} from 'attention-in-motion/captured/tensor';
import {Bars} from 'attention-in-motion/components/Bars';
import {BigFigure} from 'attention-in-motion/components/BigFigure';
import {Names} from 'attention-in-motion/components/Names';
import {Rows} from 'attention-in-motion/components/Rows';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, leave} from 'attention-in-motion/motion/acts';
import {group} from 'attention-in-motion/script/numbers';
import {EASE, MOVE, SLOW} from 'attention-in-motion/theme/motion';
import type {ColorRole} from 'attention-in-motion/theme/palette';

import {ExpertTiles} from './ExpertTiles.ts';
import captured from './shared-and-routed.captured';
import {readCuts} from './shared-and-routed.facts.ts';
import script from './shared-and-routed.script';

export default makeScene2D(function* (view) {
  const {coarse, fine, source, ...told} = readCuts(openModelSizes(captured));
  const lesson = useLesson(view, script, told.facts);
  const {stage} = lesson;

  yield* lesson.cue('coarse');
  const tiles = stage.fill(
    new ExpertTiles({
      coarse: {
        count: coarse.count,
        works: coarse.topK,
      },
      fine: {
        count: fine.count,
        works: fine.topK,
      },
      shared: fine.shared,
      source,
      words: {
        routed: lesson.word('routed'),
        shared: lesson.word('shared'),
      },
    }),
  );
  yield* appear(tiles);
  yield* tiles.dimmed(1, MOVE, EASE);

  yield* lesson.cue('coarse-ways');
  const ways = stage.below(
    tiles,
    new BigFigure({value: coarse.ways, label: lesson.word('ways'), write: group}),
  );
  yield* appear(ways);

  yield* lesson.cue('fine');
  yield* leave(ways);
  yield* tiles.split(1, 1.5 * SLOW, EASE);

  yield* lesson.cue('fine-ways');
  const more = stage.below(
    tiles,
    new BigFigure({value: coarse.ways, label: lesson.word('ways'), write: round}),
  );
  yield* appear(more);
  yield* more.value(fine.ways, 2 * SLOW, EASE);

  yield* lesson.cue('shared');
  yield* leave(more);
  yield* tiles.joined(1, SLOW, EASE);

  yield* lesson.cue('cost');
  yield* leave(tiles);
  const bars = (values: Tensor, word: 'all' | 'works', role: ColorRole): Bars =>
    new Bars({
      values,
      role,
      title: lesson.word(word),
      limit: Math.max(...told.all.data),
      write: group,
    });
  const rows = stage.fill(
    new Rows({
      of: told.labels.length,
      children: [
        new Names({names: told.labels, face: 'text'}),
        bars(told.all, 'all', 'expert'),
        bars(told.works, 'works', 'router'),
      ],
    }),
  );
  yield* appear(rows);
  yield* lesson.finish();
});

/** On its way a count has no decimals. */
const round = (value: number): string => group(Math.round(value));
