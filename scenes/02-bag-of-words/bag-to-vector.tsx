import {makeScene2D} from '@motion-canvas/2d';
import {all, linear} from '@motion-canvas/core';

import {openBagOfWords} from '../captured/bag-of-words.ts';
import {WordBag} from '../components/WordBag.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {EASE, MOVE, SLOW} from '../theme/motion.ts';
import captured from './bag-to-vector.captured';
import script from './bag-to-vector.script';

/** Seconds that a word takes to its place. */
const FLIGHT = 0.62;

export default makeScene2D(function* (view) {
  const bag = openBagOfWords(captured);
  const [first, second] = bag.sentences;
  const again = bag.sentences.flatMap(({words}) => words).find(({isNew}) => !isNew);
  const lesson = useLesson(view, script, {
    size: bag.vocabulary.length,
    shared: again?.text ?? '',
    firstLength: first.words.length,
    firstOnes: bag.counts.at(0).data.filter(count => count > 0).length,
    second: [...bag.counts.at(1).data].join(' '),
    cosine: bag.cosine.at(0).data[1],
  });
  const picture = new WordBag({
    bag,
    rowWord: number => `${lesson.word('row')} ${number}`,
    vocabularyWord: lesson.word('vocabulary'),
  });
  view.add(picture);

  yield* lesson.cue('sentences');
  yield* picture.sentences(2, SLOW * 2);

  yield* lesson.cue('vocabulary');
  yield* picture.collected(picture.count, picture.count * FLIGHT, linear);

  yield* lesson.cue('first');
  yield* picture.counted(first.words.length, first.words.length * FLIGHT, linear);

  yield* lesson.cue('second');
  yield* picture.counted(picture.count, second.words.length * FLIGHT, linear);

  yield* lesson.cue('similar');
  yield* picture.alike(1, MOVE, EASE);

  yield* lesson.cue('shuffled');
  yield* all(picture.alike(0, MOVE, EASE), picture.shuffled(1, SLOW * 2, EASE));
  picture.counted(first.words.length);
  yield* picture.counted(picture.count, second.words.length * FLIGHT, linear);
  yield* lesson.finish();
});
