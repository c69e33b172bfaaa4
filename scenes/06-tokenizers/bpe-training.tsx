import {makeScene2D} from '@motion-canvas/2d';
import {all, linear, waitFor} from '@motion-canvas/core';
import type {ThreadGenerator} from '@motion-canvas/core';

import {openBpeTraining} from '../captured/bpe.ts';
import {COUNT_BAR_HEIGHT, CountBar} from '../components/CountBar.ts';
import {FusingText} from '../components/FusingText.ts';
import {MergeTable} from '../components/MergeTable.ts';
import {PairBars} from '../components/PairBars.ts';
import {SINGLE} from '../components/pace.ts';
import {exactLabel} from '../components/token-label.ts';
import {listed} from '../script/listed.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {FRAME, LAYOUT} from '../theme/layout.ts';
import {EASE, QUICK, SLOW} from '../theme/motion.ts';
import captured from './bpe-training.captured';
import script from './bpe-training.script';

/** Merges that are made one by one, then faster, before all the others. */
const SLOWLY = 4;
const FASTER = 20;
/** Afterwards, so many at once. */
const STRIDE = 10;
/** The most lines of the text that are drawn. */
const LINES = 4;

export default makeScene2D(function* (view) {
  const {corpus, alphabet, merges, watched, pieces, source} = openBpeTraining(captured);
  // The merge after those that are made is the first in line at the end.
  const total = merges.length - 1;
  const made = merges.slice(0, total);
  const [slowly, faster] = [Math.min(SLOWLY, total), Math.min(FASTER, total)];
  const best = merges[0].candidates[0];
  const {marginX, stage, air} = LAYOUT;
  const right = FRAME.width - marginX;
  const half = (right - marginX - 2 * air) / 2;
  const text = new FusingText({
    ...{text: watched, pieces, merges: total, source},
    ...{left: marginX, right, top: stage.top + 10, lines: LINES},
  });
  const words = wordsOf(text.pieces(total));
  const split = words.filter(word => word.length > 1).sort((a, b) => b.length - a.length);
  const shown = (text: string): string => exactLabel({text, bytes: ''});

  const lesson = useLesson(view, script, {
    alphabet: alphabet.length,
    characters: corpus.characters,
    best: {left: shown(best.left), right: shown(best.right), count: best.count},
    first: {token: shown(merges[0].token), vocab: merges[0].vocab},
    slowly: merges
      .slice(1, slowly)
      .map(({token}) => `“${shown(token)}”`)
      .join(', '),
    faster,
    merges: total,
    pieces: merges[total - 1].pieces,
    vocab: merges[total - 1].vocab,
    share: merges[total - 1].share,
    words: words.length,
    whole: words.length - split.length,
    rare: listed((split.at(0) ?? []).map(shown), ' + '),
  });

  const bottom = stage.bottom - air - COUNT_BAR_HEIGHT;
  const box = {y: text.bottom + air + 10, height: bottom - text.bottom - 2 * air - 10};
  const bars = new PairBars({
    ...{merges, heading: lesson.word('pairs')},
    box: {...box, x: marginX, width: half},
  });
  const table = new MergeTable({
    rows: made.map(({candidates: [{left, right: next}], token}, i) => ({
      ...{rank: i + 1, left: shown(left), right: shown(next), token: shown(token)},
    })),
    heading: lesson.word('merges'),
    box: {...box, x: right - half, width: half},
  });
  const size = new CountBar({
    label: lesson.word('pieces'),
    counts: [corpus.characters, ...made.map(merge => merge.pieces)],
    ...{left: marginX, top: bottom, width: half, opacity: 0},
  });
  const vocabulary = new CountBar({
    label: lesson.word('vocabulary'),
    counts: [alphabet.length, ...made.map(({vocab}) => vocab)],
    ...{left: right - half, top: bottom, width: half, opacity: 0},
  });
  const parts = [text, bars, table, size, vocabulary];
  view.add(parts);

  /** Make merges until there are so many. */
  function* mergeUntil(count: number, seconds: number): ThreadGenerator {
    yield* all(...parts.map(part => part.made(count, seconds, linear)));
    yield* waitFor(QUICK);
  }

  yield* lesson.cue('characters');
  yield* text.shown(1, SLOW * 2, linear);
  yield* all(size.opacity(1, QUICK), vocabulary.opacity(1, QUICK));

  yield* lesson.cue('pairs');
  yield* bars.grown(1, SLOW * 2, EASE);

  yield* lesson.cue('merge');
  yield* mergeUntil(1, SLOW * 2.5);

  yield* lesson.cue('again');
  yield* mergeUntil(slowly, (slowly - 1) * 1.6);

  yield* lesson.cue('faster');
  yield* mergeUntil(faster, (faster - slowly) * 0.4);

  yield* lesson.cue('all');
  for (const part of parts) part.pace = {from: faster, stride: STRIDE};
  yield* mergeUntil(total, ((total - faster) / STRIDE) * 0.45);
  for (const part of parts) part.pace = SINGLE;

  yield* lesson.cue('close');
  yield* text.sifted(1, SLOW * 2.2, EASE);
  yield* lesson.finish();
});

/** Pieces gathered into words, which begin with their spaces. */
function wordsOf(pieces: readonly string[]): string[][] {
  const words: string[][] = [];
  for (const piece of pieces) {
    if (piece.startsWith(' ') || words.length === 0) words.push([piece]);
    else words[words.length - 1].push(piece);
  }
  return words;
}
