import {makeScene2D} from '@motion-canvas/2d';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {KvShelf} from 'attention-in-motion/components/KvShelf';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {pick, unpick} from 'attention-in-motion/motion/acts';
import {cache} from 'attention-in-motion/motion/verbs';
import {group} from 'attention-in-motion/script/numbers';
import {MOVE, SLOW} from 'attention-in-motion/theme/motion';

import declaration from './shelf-fills.capture.ts';
import captured from './shelf-fills.captured';
import {readShelf} from './shelf-fills.facts.ts';
import script from './shelf-fills.script';

export default makeScene2D(function* (view) {
  const {labels, prompt, boards, bytesPerToken, facts} = readShelf(
    openCapture(declaration, captured),
  );
  const lesson = useLesson(view, script, facts);

  yield* lesson.cue('prefill');
  const shelf = new KvShelf({
    boards: boards.map(({layer, keys, values}) => ({
      label: `${lesson.word('layer')} ${layer}`,
      keys,
      values,
    })),
    tokens: labels,
    words: {key: lesson.word('key'), value: lesson.word('value')},
    readout: tokens => `${group(tokens * bytesPerToken)} ${lesson.word('bytes')}`,
    box: lesson.stage.box,
  });
  lesson.stage.over(shelf);
  // All of them in one step.
  yield* cache(shelf, {to: prompt, seconds: SLOW});

  yield* lesson.cue('next');
  yield* cache(shelf, {to: prompt + 1, seconds: SLOW});

  yield* lesson.cue('read');
  shelf.board(boards.length - 1);
  yield* pick(shelf);
  yield* shelf.read(prompt + 1, 2 * SLOW);

  yield* lesson.cue('fill');
  yield* shelf.read(0, MOVE);
  yield* unpick(shelf);
  for (let token = prompt + 2; token <= labels.length; token++) {
    yield* cache(shelf, {to: token, seconds: SLOW});
  }

  yield* lesson.cue('bytes');
  yield* lesson.finish();
});
