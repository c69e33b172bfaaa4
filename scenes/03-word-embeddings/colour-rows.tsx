import {makeScene2D} from '@motion-canvas/2d';
import {all, linear, sequence, waitFor} from '@motion-canvas/core';

import {openWordVectors} from '../captured/word-vectors.ts';
import {ColourRow, WIDE_CELLS} from '../components/ColourRow.ts';
import {LEGEND, Legend} from '../components/Legend.ts';
import {Note} from '../components/Note.ts';
import {RankedList} from '../components/RankedList.ts';
import {robustLimit} from '../components/row-cells.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {FRAME, LAYOUT} from '../theme/layout.ts';
import {EASE, MOVE, QUICK, SLOW} from '../theme/motion.ts';
import captured from './colour-rows.captured';
import script from './colour-rows.script';

const ROW = {labelLeft: LAYOUT.marginX, left: 330, width: 1350, height: 72} as const;
/** Tops of a row by itself, of three rows that are compared, and of rows that are summed. */
const ALONE = 400;
const COMPARED = [250, 370, 490] as const;
const SUMMED = {first: 214, pitch: 88} as const;
/** Seconds in which a sum runs over all numbers. */
const SWEEP = 3;

export default makeScene2D(function* (view) {
  const vectors = openWordVectors(captured);
  const [word, near, far] = vectors.words;
  const {terms, all: ranked, others, sums} = vectors.analogy('sum');
  const inputs = terms.map(term => term.word);
  const before = vectors.nearest(word).find(entry => entry.word === others[0].word);
  const lesson = useLesson(view, script, {
    ...{word, near, far, size: vectors.size, dModel: vectors.dModel, wide: WIDE_CELLS},
    cosine: {near: vectors.cosine(word, near), far: vectors.cosine(word, far)},
    expression: terms
      .map(({word: own, sign}, i) => `${i === 0 ? '' : sign > 0 ? ' + ' : ' − '}${own}`)
      .join(''),
    first: ranked[0].word,
    other: {word: others[0].word, before: before?.cosine ?? 0, after: others[0].cosine},
  });

  const limit = robustLimit(vectors.words.map(own => vectors.vector(own).data));
  const row = (own: string, sign?: '+' | '−'): ColourRow =>
    new ColourRow({
      ...{...ROW, label: own, sign, limit, top: ALONE, values: [vectors.vector(own)]},
      figure: own === word ? '' : vectors.cosine(word, own).toFixed(3),
    });
  const base = row(word);
  const compared = [row(near), row(far)];
  const added = terms.slice(1).map(term => row(term.word, term.sign > 0 ? '+' : '−'));
  const tops = Array.from({length: terms.length + 1}, (_, i) => {
    const apart = i === terms.length ? 20 : 0;
    return SUMMED.first + i * SUMMED.pitch + apart;
  });
  const result = new ColourRow({
    ...{...ROW, label: lesson.word('sum'), sign: '=', limit, values: sums},
    ...{top: tops[terms.length], outlineFrom: tops[0]},
  });
  const ends = [`≤ −${limit.toFixed(1)}`, `≥ +${limit.toFixed(1)}`] as const;
  const legend = new Legend({
    label: lesson.word('legend'),
    explains: {kind: 'ramp', ramp: 'signed', ends},
    ...{box: {x: ROW.left, y: 650, ...LEGEND}, shown: 1, opacity: 0},
  });
  const note = new Note({
    text: () => lesson.word(base.zoomed() < 0.5 ? 'some' : 'every'),
    ...{at: ROW.left + ROW.width, align: 'right', opacity: 0},
    baseline: ALONE + ROW.height + 46,
  });
  const top = tops[terms.length] + ROW.height + 40;
  const box = {y: top, height: LAYOUT.stage.bottom - top, width: 800};
  const list = new RankedList({
    ...{words: ranked, struck: inputs, source: vectors.source},
    heading: lesson.word('all'),
    box: {...box, x: LAYOUT.marginX},
  });
  const without = new RankedList({
    ...{words: others, before, source: vectors.source},
    heading: lesson.word('others'),
    box: {...box, x: FRAME.width - LAYOUT.marginX - 800},
  });
  view.add([legend, note, base, ...compared, ...added, result, list, without]);

  yield* lesson.cue('numbers');
  base.zoomed(0).coloured(0);
  yield* all(base.shown(1, SLOW * 2.6, linear), note.opacity(1, SLOW));

  yield* lesson.cue('colours');
  yield* all(base.coloured(1, SLOW * 2.5, linear), legend.opacity(1, SLOW));

  yield* lesson.cue('every');
  yield* base.zoomed(1, SLOW * 3, EASE);

  yield* lesson.cue('near');
  compared.forEach((own, i) => own.top(COMPARED[i + 1]));
  yield* all(base.top(COMPARED[0], MOVE, EASE), note.opacity(0, QUICK));
  yield* compared[0].shown(1, SLOW * 1.5, linear);
  yield* compared[0].figured(1, QUICK);

  yield* lesson.cue('far');
  yield* compared[1].shown(1, SLOW, linear);
  yield* compared[1].figured(1, QUICK);

  yield* lesson.cue('terms');
  yield* all(...compared.map(own => own.opacity(0, QUICK)), legend.opacity(0, QUICK));
  yield* base.top(tops[0], MOVE, EASE);
  added.forEach((own, i) => own.top(tops[i + 1]));
  yield* sequence(QUICK, ...added.map(own => own.shown(1, SLOW, linear)));

  yield* lesson.cue('sum');
  yield* result.shown(1, SLOW, linear);
  for (let stage = 1; stage < terms.length; stage++) {
    yield* result.stage(stage, SWEEP, linear);
  }
  yield* waitFor(QUICK);

  const isInput = inputs.includes(ranked[0].word);
  lesson.skip(isInput ? 'straight' : 'itself');
  yield* lesson.cue(isInput ? 'itself' : 'straight');
  yield* list.shown(list.count, list.count * QUICK, linear);
  yield* list.first(1, MOVE, EASE);

  yield* lesson.cue('others');
  yield* all(list.crossed(1, MOVE, EASE), list.first(0, MOVE, EASE));
  yield* without.shown(without.count, without.count * QUICK, linear);
  yield* without.first(1, MOVE, EASE);

  if (before) {
    yield* lesson.cue('already');
    yield* waitFor(SLOW);
    yield* without.marked(1, SLOW, EASE);
  } else lesson.skip('already');
  yield* lesson.finish();
});
