import {makeScene2D} from '@motion-canvas/2d';
import {useScene, waitFor} from '@motion-canvas/core';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear} from 'attention-in-motion/motion/acts';
import {useLocale} from 'attention-in-motion/theme/theme';

import {TitleCard} from './TitleCard.ts';
import type {Card} from './card.ts';
import script from './title-card.script';

/** Seconds that the whole card stands, before it is held as every last picture. */
const STANDS = 1.6;

export default makeScene2D(function* (view) {
  const card = useScene().variables.get<Card | null>('card', null)() ?? example();
  const {number, title} = card;
  const lesson = useLesson(view, script, {number, title}, {around: 'nothing'});

  yield* lesson.cue('lesson');
  yield* appear(lesson.stage.fill(new TitleCard({card, word: lesson.word('lesson')})));
  yield* waitFor(STANDS);
  yield* lesson.finish();
});

/** Who renders a lesson gives its card; by itself, the scene shows that of no lesson. */
function example(): Card {
  const {title, words} = script.locales[useLocale()];
  const questions = ['first', 'second', 'third'].map(name => words[name].text);
  return {number: 1, title: title.text, role: null, questions};
}
