import {makeScene2D} from '@motion-canvas/2d';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {KvShelf} from 'attention-in-motion/components/KvShelf';
import {STAGE} from 'attention-in-motion/components/box';
import {tokenLabel} from 'attention-in-motion/components/token-label';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {pick, unpick} from 'attention-in-motion/motion/acts';
import {cache} from 'attention-in-motion/motion/verbs';
import {group} from 'attention-in-motion/script/interpolate';
import {MOVE, SLOW} from 'attention-in-motion/theme/motion';

import declaration from './decoder.capture.ts';
import captured from './decoder.captured';
import script from './kv-shelf.script';

export default makeScene2D(function* (view) {
  const {tokens: own, kvCache} = openCapture(declaration, captured);
  const tokens = own.map(tokenLabel);
  const prompt = tokens.length - 4;
  const lesson = useLesson(view, script, {count: tokens.length, prompt});
  const shelf = new KvShelf({
    boards: kvCache.layers.map(({layer}) => ({
      label: `${lesson.word('layer')} ${layer}`,
      keys: kvCache.keys(layer).at(0),
      values: kvCache.values(layer).at(0),
    })),
    tokens,
    words: {key: lesson.word('key'), value: lesson.word('value')},
    readout: count => `${group(count * kvCache.bytesPerToken)} ${lesson.word('bytes')}`,
    box: STAGE,
  });
  view.add(shelf);

  yield* lesson.cue('empty');

  yield* lesson.cue('prefill');
  yield* cache(shelf, {to: prompt, seconds: MOVE});

  yield* lesson.cue('decode');
  yield* cache(shelf);

  yield* lesson.cue('read');
  shelf.board(2);
  yield* pick(shelf);
  yield* shelf.read(tokens.length, SLOW * 2);

  yield* lesson.cue('whole');
  yield* unpick(shelf);
  yield* lesson.finish();
});
