import {makeScene2D} from '@motion-canvas/2d';
import {all, linear} from '@motion-canvas/core';
import type {ThreadGenerator} from '@motion-canvas/core';
import {openGranularities} from 'attention-in-motion/captured/granularities';
import {openTokens} from 'attention-in-motion/captured/tokens';
import {Pieces} from 'attention-in-motion/components/Pieces';
import type {TextCut} from 'attention-in-motion/components/Pieces';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear} from 'attention-in-motion/motion/acts';
import {group} from 'attention-in-motion/script/numbers';
import {FADED} from 'attention-in-motion/theme/layout';
import {MOVE} from 'attention-in-motion/theme/motion';

import captured from './four-granularities.captured';
import {readCuts} from './four-granularities.facts.ts';
import otherCaptured from './four-granularities.gpt2.captured';
import script from './four-granularities.script';

/** Seconds that a cut takes through the whole text. */
const CUT = 2.8;

export default makeScene2D(function* (view) {
  const text = readCuts(openGranularities(captured), openTokens(otherCaptured));
  const lesson = useLesson(view, script, text.facts);
  const {stage} = lesson;
  const numbered = (word: string, ...values: number[]): string =>
    values.reduce(
      (filled, value) => filled.replace('#', group(value)),
      lesson.word(word),
    );
  const rows = text.cuts({
    words: lesson.word('words'),
    subwords: lesson.word('subwords'),
    characters: lesson.word('characters'),
    bytes: lesson.word('bytes'),
    entries: vocab => numbered('entries', vocab),
    part: (shown, all) => numbered('part', shown, all),
  });
  const rowOf = (cuts: readonly TextCut[]): Pieces => new Pieces({cuts, widths: 'spans'});

  /** Another copy comes down from a row, and is cut from left to right. */
  function* cutBelow(above: Pieces, row: Pieces): ThreadGenerator {
    stage.below(above, row);
    row.shown(row.count);
    row.box(above.box());
    yield* stage.settle();
    yield* row.at(1, CUT, linear);
  }

  yield* lesson.cue('text', {isSparse: true});
  const words = stage.fill(rowOf(rows.words));
  yield* appear(words);

  yield* lesson.cue('words');
  yield* words.at(1, CUT, linear);

  yield* lesson.cue('unknown', {
    when: text.hasUnknown,
    play: () => words.at(2, CUT, linear),
  });
  words.at(2);

  yield* lesson.choose({subwords: text.hasWhole, pieces: !text.hasWhole});
  const subwords = rowOf(rows.subwords);
  yield* cutBelow(words, subwords);
  yield* lesson.cue('other', {
    when: text.hasWhole,
    play: () => subwords.at(2, CUT, linear),
  });

  yield* lesson.choose({characters: text.hasMissing, alphabet: !text.hasMissing});
  const characters = rowOf(rows.characters);
  yield* cutBelow(subwords, characters);

  yield* lesson.cue('bytes');
  const bytes = rowOf(rows.bytes);
  yield* cutBelow(characters, bytes);

  yield* lesson.cue('close');
  yield* all(...[words, characters, bytes].map(row => row.opacity(FADED, MOVE)));
  yield* lesson.finish();
});
