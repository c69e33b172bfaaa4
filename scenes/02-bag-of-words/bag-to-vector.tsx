import {makeScene2D} from '@motion-canvas/2d';
import {all, linear, waitFor} from '@motion-canvas/core';

import {openBagOfWords} from '../captured/bag-of-words.ts';
import {WordBag} from '../components/WordBag.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {secondsOf} from '../motion/verb.ts';
import {EASE, MOVE, SLOW} from '../theme/motion.ts';
import captured from './bag-to-vector.captured';
import script from './bag-to-vector.script';

/** Seconds that a word takes to its place, and all of them together at most. */
const FLIGHTS = {each: 0.62, least: 0.62, most: 6};

export default makeScene2D(function* (view) {
  const bag = openBagOfWords(captured);
  const {shuffled} = bag;
  if (bag.sentences.length !== 2 || !shuffled) {
    throw new Error('The scene compares two sentences, one of them shuffled.');
  }
  const again = bag.sentences[1].words.find(({isNew}) => !isNew);
  const [first, second] = bag.sentences;
  const lesson = useLesson(view, script, {
    size: bag.vocabulary.length,
    shared: again?.text ?? '',
    firstLength: first.words.length,
    firstSome: first.distinct,
    secondSome: second.distinct,
    cosine: bag.cosine.at(0).data[1],
  });
  const picture = new WordBag({
    bag,
    words: {
      vocabulary: lesson.word('vocabulary'),
      row: number => `${lesson.word('row')} ${number}`,
      shuffled: lesson.word('shuffled'),
      cosine: lesson.word('cosine'),
    },
  });
  view.add(picture);
  const fly = (count: number): number => secondsOf(count, FLIGHTS);
  const counts = [1, 2, 3].map(rows => picture.countTo(rows));

  yield* lesson.cue('sentences');
  yield* picture.sentences(2, SLOW * 1.5);

  yield* lesson.cue('cut');
  yield* picture.cut(1, SLOW * 2, EASE);

  yield* lesson.cue('vocabulary');
  yield* picture.opened(1, MOVE, EASE);
  yield* picture.collected(counts[0], fly(counts[0]), linear);

  yield* lesson.cue(again ? 'known' : 'other');
  lesson.skip(again ? 'other' : 'known');
  yield* picture.collected(counts[1], fly(counts[1] - counts[0]), linear);

  yield* lesson.cue('first');
  yield* picture.opened(2, MOVE, EASE);
  yield* picture.counted(counts[0], fly(counts[0]), linear);

  yield* lesson.cue('second');
  yield* picture.opened(3, MOVE, EASE);
  yield* picture.counted(counts[1], fly(counts[1] - counts[0]), linear);

  yield* lesson.cue('similar');
  yield* waitFor(SLOW);
  yield* picture.alike(1, SLOW * 2.6, EASE);

  yield* lesson.cue('shuffled');
  yield* all(picture.alike(0, MOVE, EASE), picture.opened(4, MOVE, EASE));
  yield* picture.shuffled(1, SLOW * 2, EASE);
  yield* picture.counted(counts[2], fly(counts[2] - counts[1]), linear);

  yield* lesson.cue('same');
  yield* waitFor(SLOW);
  yield* picture.same(1, SLOW * 2.6, EASE);
  yield* lesson.finish();
});
