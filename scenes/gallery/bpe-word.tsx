import {makeScene2D} from '@motion-canvas/2d';
import {linear} from '@motion-canvas/core';

import encoding from '../06-tokenizers/bpe-encoding.captured';
import {openBpeEncoding} from '../captured/bpe.ts';
import {RankLadder} from '../components/RankLadder.ts';
import {WordPieces} from '../components/WordPieces.ts';
import {exactLabel} from '../components/token-label.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {LAYOUT} from '../theme/layout.ts';
import {EASE, MOVE, SLOW} from '../theme/motion.ts';
import script from './bpe-word.script';
import {STAGE} from '../components/box.ts';

export default makeScene2D(function* (view) {
  const {words, source} = openBpeEncoding(encoding);
  const [word, ...others] = words;
  const lesson = useLesson(view, script, {});
  const ladder = new RankLadder({word, source, top: STAGE.y + LAYOUT.air});
  const top = STAGE.y + ladder.height + 3 * LAYOUT.air;
  const rest = new WordPieces({
    words: others.map(({steps}) => steps[steps.length - 1].pieces.map(exactLabel)),
    heading: lesson.word('others'),
    box: {...STAGE, y: top, height: STAGE.y + STAGE.height - LAYOUT.air - top},
  });
  view.add([ladder, rest]);

  yield* lesson.cue('word');
  yield* ladder.shown(1, MOVE, EASE);

  yield* lesson.cue('ranked');
  yield* ladder.cut(1, SLOW, EASE);
  yield* ladder.ranked(1, SLOW, linear);

  yield* lesson.cue('merged');
  yield* ladder.made(ladder.count, ladder.count * SLOW, linear);
  yield* ladder.ids(1, MOVE, EASE);

  yield* lesson.cue('whole');
  yield* rest.parted(others.length, others.length * MOVE, linear);
  yield* lesson.finish();
});
