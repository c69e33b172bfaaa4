import {makeScene2D} from '@motion-canvas/2d';
import {all, linear, waitFor} from '@motion-canvas/core';
import type {ThreadGenerator} from '@motion-canvas/core';

import type {EncodedWord} from '../../data-extract/capture/format.ts';
import {openBpeEncoding} from '../captured/bpe.ts';
import {MergeTable} from '../components/MergeTable.ts';
import type {MergeRow} from '../components/MergeTable.ts';
import {RankLadder} from '../components/RankLadder.ts';
import {exactLabel} from '../components/token-label.ts';
import {WordPieces} from '../components/WordPieces.ts';
import {listed} from '../script/listed.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {FRAME, LAYOUT} from '../theme/layout.ts';
import {EASE, MOVE, QUICK, SLOW} from '../theme/motion.ts';
import captured from './bpe-encoding.captured';
import script from './bpe-encoding.script';

/** Top of the word while it stands alone. */
const CENTRE = 440;
/** Seconds of the first merge, and of each one after it. */
const FIRST = 2.6;
const EACH = 1.3;

export default makeScene2D(function* (view) {
  const {tokenizer, words, source} = openBpeEncoding(captured);
  const [word, ...others] = words;
  const merges = mergesOf(word);
  const last = piecesOf(word);

  const lesson = useLesson(view, script, {
    tokenizer: tokenizer.label,
    word: word.text.trim(),
    bytes: word.steps[0].pieces.length,
    first: {left: '', right: '', rank: 0, ...merges.at(0)},
    pieces: listed(
      last.map(label => `“${label}”`),
      ', ',
    ),
    count: last.length,
    whole: listed(
      others.filter(({isWhole}) => isWhole).map(({text}) => `“${text.trim()}”`),
      ', ',
    ),
    cut: others.filter(({isWhole}) => !isWhole).length,
    others: others.length,
  });

  const {marginX, stage, air} = LAYOUT;
  const right = FRAME.width - marginX;
  const half = (right - marginX - 2 * air) / 2;
  const ladder = new RankLadder({word, source, top: CENTRE});
  const high = stage.top + air;
  const top = high + ladder.height + 2 * air;
  const box = {y: top, width: half, height: stage.bottom - air - top};
  const table = new MergeTable({
    ...{rows: merges, heading: lesson.word('merges')},
    box: {...box, x: marginX},
  });
  const rest = new WordPieces({
    words: others.map(piecesOf),
    heading: lesson.word('others'),
    box: {...box, x: right - half},
  });
  view.add([ladder, table, rest]);

  /** Make merges until there are so many. */
  function* mergeUntil(count: number, seconds: number): ThreadGenerator {
    yield* all(ladder.made(count, seconds, linear), table.made(count, seconds, linear));
    yield* waitFor(QUICK);
  }

  yield* lesson.cue('word');
  yield* ladder.shown(1, MOVE, EASE);

  yield* lesson.cue('bytes');
  yield* ladder.cut(1, SLOW * 1.5, EASE);

  yield* lesson.cue('ranks');
  yield* ladder.ranked(1, SLOW * 4.5, linear);

  if (merges.length === 0) lesson.skip('lowest');
  else {
    yield* lesson.cue('lowest');
    yield* ladder.top(high, MOVE, EASE);
    yield* mergeUntil(1, FIRST);
  }

  if (merges.length < 2) lesson.skip('repeat');
  else {
    yield* lesson.cue('repeat');
    yield* mergeUntil(merges.length, (merges.length - 1) * EACH);
  }

  const cue = last.length > 1 ? 'stuck' : 'whole';
  lesson.skip(last.length > 1 ? 'whole' : 'stuck');
  yield* lesson.cue(cue);
  yield* ladder.ids(1, last.length * QUICK * 2, linear);

  const whole = others.some(({ids}) => ids.length === 1);
  for (const [name, holds] of [
    ['others', whole],
    ['others-cut', !whole && others.length > 0],
  ] as const) {
    if (!holds) {
      lesson.skip(name);
      continue;
    }
    yield* lesson.cue(name);
    yield* rest.parted(others.length, others.length * SLOW, linear);
  }
  yield* lesson.finish();
});

/** The merges of a word, by labels, in the order in which they are made. */
function mergesOf({steps}: EncodedWord): MergeRow[] {
  return steps.flatMap(({pieces, ranks, chosen}, i) => {
    if (chosen === null) return [];
    const parts = [pieces[chosen], pieces[chosen + 1], steps[i + 1].pieces[chosen]];
    const [left, right, token] = parts.map(exactLabel);
    return [{rank: ranks[chosen] ?? 0, left, right, token}];
  });
}

/** Labels of what a word is cut into in the end. */
const piecesOf = ({steps}: EncodedWord): string[] =>
  steps[steps.length - 1].pieces.map(exactLabel);
