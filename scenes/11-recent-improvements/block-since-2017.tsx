import {makeScene2D} from '@motion-canvas/2d';
import type {ThreadGenerator} from '@motion-canvas/core';
import {openModelSizes} from 'attention-in-motion/captured/model-sizes';
import {Names} from 'attention-in-motion/components/Names';
import {Rows} from 'attention-in-motion/components/Rows';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, pick} from 'attention-in-motion/motion/acts';
import {EASE, MOVE, SLOW} from 'attention-in-motion/theme/motion';

import {BlockMorph} from './BlockMorph.ts';
import captured from './block-since-2017.captured';
import {CHANGES, readBlocks} from './block-since-2017.facts.ts';
import type {Change} from './block-since-2017.facts.ts';
import script from './block-since-2017.script';

export default makeScene2D(function* (view) {
  const {was, now, source, labels, changed, facts} = readBlocks(openModelSizes(captured));
  const lesson = useLesson(view, script, facts);
  const {word, stage} = lesson;
  const pair = (before: string, after: string) => [word(before), word(after)] as const;

  yield* lesson.cue('old');
  const block = stage.fill(
    new BlockMorph({
      sharing: [was.sharing, now.sharing],
      words: {
        attention: word('attention'),
        feedForward: word('ffn'),
        norm: pair(was.norm, now.norm),
        positions: pair(`${was.positions}`, `${now.positions}`),
      },
      source,
    }),
  );
  yield* appear(block, {seconds: SLOW});

  /** A column with a word for each thing in which blocks may differ. */
  const column = (own: typeof was, heads: string, title: string): Names =>
    new Names({
      title,
      face: 'text',
      names: CHANGES.map(change =>
        change === 'heads' ? word(heads) : word(`is_${own[change]}`),
      ),
    });
  const today = column(now, 'now_heads', labels[1]);
  today.shown(0);
  const table = stage.rightOf(
    block,
    new Rows({
      of: CHANGES.length,
      fits: true,
      children: [column(was, 'was_heads', labels[0]), today],
    }),
  );
  yield* lesson.cue('table');
  yield* appear(table);

  /** What has changed moves in the block; then its row says so. */
  function* change(name: Change): ThreadGenerator {
    const signals = {
      order: block.normed,
      norm: block.renamed,
      positions: block.turned,
      heads: block.merged,
      gate: block.gated,
    };
    yield* signals[name](1, 2 * SLOW, EASE);
    yield* today.shown(CHANGES.indexOf(name) + 1, MOVE, EASE);
  }
  for (const name of CHANGES) {
    yield* lesson.cue(name, {when: changed.includes(name), play: () => change(name)});
  }

  yield* lesson.cue('same');
  yield* today.shown(CHANGES.length, MOVE, EASE);
  yield* pick(block);
  yield* lesson.finish();
});
