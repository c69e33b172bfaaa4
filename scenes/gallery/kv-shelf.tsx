import {makeScene2D} from '@motion-canvas/2d';

import {openCapture} from '../captured/open-capture.ts';
import {KvShelf} from '../components/KvShelf.ts';
import {tokenLabel} from '../components/token-label.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {pick, unpick} from '../motion/acts.ts';
import {cache} from '../motion/verbs.ts';
import {group} from '../script/interpolate.ts';
import {MOVE, SLOW} from '../theme/motion.ts';
import declaration from './decoder.capture.ts';
import captured from './decoder.captured';
import script from './kv-shelf.script';
import {STAGE} from '../components/box.ts';

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
