import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';

import declaration from '../09-self-attention/relevance-scoring.capture.ts';
import captured from '../09-self-attention/relevance-scoring.captured';
import {openCapture} from '../captured/open-capture.ts';
import {dotTerms, largest} from '../captured/products.ts';
import {Tensor} from '../captured/tensor.ts';
import {ScoreTable} from '../components/ScoreTable.ts';
import {Sum} from '../components/Sum.ts';
import {bottomOf, rightOf, STAGE} from '../components/box.ts';
import {chooseKeys} from '../components/key-rows.ts';
import {tokenLabel} from '../components/token-label.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {mask, score, softmax} from '../motion/verbs.ts';
import {EASE, MOVE, QUICK, SLOW} from '../theme/motion.ts';
import script from './score-table.script';

const ROWS = 14;
/** Products that are taken together as the largest. */
const TERMS = 6;

export default makeScene2D(function* (view) {
  const {tokens, heads, attention, headValues} = openCapture(declaration, captured);
  const {layer, head, from, to} = heads.antecedent;
  const [at, target] = [from ?? 0, to ?? 0];
  const of = (part: 'q' | 'k' | 'rot_q' | 'rot_k'): Tensor =>
    headValues.head(part, layer, head);
  const turned = {query: of('rot_q').at(at), keys: of('rot_k')};
  const scaled = attention.scores(layer, head).at(at);
  const shares = attention.pattern(layer, head).at(at);
  const sums = tokens.map((_, key) => dotTerms(turned.query, turned.keys.at(key)).sum);
  const lesson = useLesson(view, script, {});
  const table = new ScoreTable({
    tokens: tokens.map(tokenLabel),
    query: at,
    keyRows: chooseKeys(shares.data, at, ROWS),
    queries: [of('q').at(at), turned.query],
    keys: [of('k'), turned.keys],
    raw: new Tensor(Float32Array.from(sums), [tokens.length], ['key'], scaled.source),
    ...{scaled, shares, box: STAGE},
    words: {
      query: lesson.word('query'),
      position: lesson.word('position'),
      keys: lesson.word('keys'),
      ...{raw: 'q · k', scaled: `÷ √${turned.query.data.length}`},
      share: lesson.word('share'),
      others: lesson.word('others'),
    },
  });
  const {terms} = dotTerms(turned.query, turned.keys.at(target));
  const main = largest(terms, TERMS).reduce((total, i) => total + terms[i], 0);
  const lineAt = (line: number) => ({
    x: rightOf(STAGE) - 560,
    y: bottomOf(STAGE) - 360 + line * 60,
  });
  const sum = new Sum({
    lines: [
      {word: lesson.word('main'), value: main, at: lineAt(0)},
      {word: lesson.word('more'), value: sums[target] - main, at: lineAt(1)},
      {word: 'q · k', value: sums[target], at: lineAt(2)},
    ],
    source: scaled.source,
  });
  view.add([table, sum]);

  yield* lesson.cue('rows');
  yield* table.shown(table.count, SLOW * 2);

  yield* lesson.cue('turned');
  yield* table.turned(1, SLOW * 2, EASE);

  yield* lesson.cue('terms');
  table.kept([table.rowOf(target)]);
  yield* all(table.picked(1, MOVE, EASE), table.columns(3, SLOW, EASE));
  yield* table.term(0.5, SLOW);
  yield* sum.shown(1, SLOW, EASE);

  yield* lesson.cue('scored');
  yield* all(sum.opacity(0, QUICK), table.term(1, SLOW));
  yield* table.picked(0, MOVE, EASE);
  yield* score(table);
  yield* table.divided(table.count, SLOW * 2);

  yield* lesson.cue('whole');
  yield* mask(table);
  yield* softmax(table);
  yield* lesson.finish();
});
