import {makeScene2D} from '@motion-canvas/2d';

import declaration from '../09-self-attention/combine-values.capture.ts';
import captured from '../09-self-attention/combine-values.captured';
import {openCapture} from '../captured/open-capture.ts';
import {ValueTable} from '../components/ValueTable.ts';
import {STAGE} from '../components/box.ts';
import {chooseKeys} from '../components/key-rows.ts';
import {tokenLabel} from '../components/token-label.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {fade, merge} from '../motion/verbs.ts';
import {EASE, SLOW} from '../theme/motion.ts';
import script from './value-table.script';

const ROWS = 14;

export default makeScene2D(function* (view) {
  const {tokens, heads, attention, headValues} = openCapture(declaration, captured);
  const {layer, head, query} = heads.antecedent;
  const at = query.index;
  const shares = attention.pattern(layer, head).at(at);
  const lesson = useLesson(view, script, {});
  const table = new ValueTable({
    tokens: tokens.map(tokenLabel),
    query: at,
    keyRows: chooseKeys(shares.data, at, ROWS),
    ...{shares, values: headValues.head('v', layer, head), box: STAGE},
    sum: headValues.head('z', layer, head).at(at),
    words: {
      shares: lesson.word('shares'),
      values: lesson.word('values'),
      sum: lesson.word('sum'),
      others: lesson.word('others'),
    },
  });
  view.add(table);

  yield* lesson.cue('shares');
  yield* table.shown(table.rows, SLOW * 2);

  yield* lesson.cue('values');
  yield* table.opened(1, SLOW, EASE);
  yield* table.valued(table.rows, SLOW * 2);

  yield* lesson.cue('whole');
  yield* fade(table);

  yield* lesson.cue('merge');
  yield* merge(table, {seconds: SLOW * 2});
  yield* lesson.finish();
});
