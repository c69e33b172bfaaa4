import {makeScene2D} from '@motion-canvas/2d';

import {KvShelf} from '../components/KvShelf.ts';
import {tokenLabel} from '../components/token-label.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {cache} from '../motion/verbs.ts';
import {group} from '../script/interpolate.ts';
import {EASE, MOVE, SLOW} from '../theme/motion.ts';
import captured from './decoder.captured';
import script from './kv-shelf.script';
import {openValues} from './open-values.ts';
import {STAGE} from './stage.ts';

export default makeScene2D(function* (view) {
  const {capture, tensor} = openValues(captured);
  const {layers, bytesPerToken} = capture.results.kvCache ?? {
    layers: [],
    bytesPerToken: 0,
  };
  const tokens = capture.tokens.map(tokenLabel);
  const prompt = tokens.length - 4;
  const lesson = useLesson(view, script, {count: tokens.length, prompt});
  const shelf = new KvShelf({
    boards: layers.map(({layer}) => ({
      label: `${lesson.word('layer')} ${layer}`,
      keys: tensor(`blocks.${layer}.attn.cache_k`, {layer}).at(0),
      values: tensor(`blocks.${layer}.attn.cache_v`, {layer}).at(0),
    })),
    tokens,
    words: {key: lesson.word('key'), value: lesson.word('value')},
    readout: count => `${group(count * bytesPerToken)} ${lesson.word('bytes')}`,
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
  yield* shelf.picked(1, MOVE, EASE);
  yield* shelf.read(tokens.length, SLOW * 2);

  yield* lesson.cue('whole');
  yield* shelf.picked(0, MOVE, EASE);
  yield* lesson.finish();
});
