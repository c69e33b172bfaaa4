import {makeScene2D} from '@motion-canvas/2d';
import {all, linear} from '@motion-canvas/core';

import captured from '../02-bag-of-words/bag-to-vector.captured';
import {openBagOfWords} from '../captured/bag-of-words.ts';
import {WordBag} from '../components/WordBag.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {EASE, MOVE, QUICK, SLOW} from '../theme/motion.ts';
import script from './word-bag.script';

export default makeScene2D(function* (view) {
  const lesson = useLesson(view, script, {});
  const bag = openBagOfWords(captured);
  const picture = new WordBag({
    bag,
    words: {
      vocabulary: lesson.word('vocabulary'),
      row: number => `${lesson.word('row')} ${number}`,
      shuffled: lesson.word('shuffled'),
      cosine: `${lesson.word('cosine')} ${bag.cosine.at(0).data[1].toFixed(2)}`,
    },
  });
  view.add(picture);
  const [, both, all3] = [1, 2, 3].map(rows => picture.countTo(rows));

  yield* lesson.cue('sentences');
  yield* picture.sentences(2, MOVE);
  yield* picture.cut(1, SLOW, EASE);

  yield* lesson.cue('collected');
  yield* picture.opened(1, MOVE, EASE);
  yield* picture.collected(both, both * QUICK, linear);

  yield* lesson.cue('whole');
  yield* picture.opened(3, MOVE, EASE);
  yield* picture.counted(both, both * QUICK, linear);
  yield* picture.alike(1, SLOW, EASE);

  yield* lesson.cue('shuffled');
  yield* all(picture.alike(0, MOVE, EASE), picture.opened(4, MOVE, EASE));
  yield* picture.shuffled(1, SLOW, EASE);
  yield* picture.counted(all3, (all3 - both) * QUICK, linear);
  yield* picture.same(1, SLOW, EASE);
  yield* lesson.finish();
});
