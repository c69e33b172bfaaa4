import {makeScene2D} from '@motion-canvas/2d';
import {all, linear} from '@motion-canvas/core';

import roundTrip from '../06-tokenizers/round-trip.captured';
import {openRoundTrip} from '../captured/round-trip.ts';
import {EmbeddingTable} from '../components/EmbeddingTable.ts';
import {NextToken} from '../components/NextToken.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {lookup} from '../motion/verbs.ts';
import {EASE, MOVE, SLOW} from '../theme/motion.ts';
import script from './embedding-table.script';
import {STAGE} from '../components/box.ts';

export default makeScene2D(function* (view) {
  const {tokens, text, rows, next, table: size, source} = openRoundTrip(roundTrip);
  const [best] = next.top;
  const answer = {...best, start: text.length, end: text.length, special: false};
  const lesson = useLesson(view, script, {});
  const table: EmbeddingTable = new EmbeddingTable({
    tokens,
    rows,
    vocab: size.vocab,
    box: STAGE,
    extra: {...answer, from: () => out.idAt},
    idAt: () => ({x: STAGE.x + STAGE.width / 2, y: STAGE.y}),
    words: {
      vocabulary: lesson.word('vocabulary'),
      table: lesson.word('table'),
      rows: lesson.word('rows'),
    },
  });
  const {x, y, width} = table.rowsBox;
  const out = new NextToken({
    id: best.id,
    label: lesson.word('probability'),
    source,
    from: {x: x + width / 2, y: y + 150},
  });
  view.add([table, out]);

  yield* lesson.cue('listed');
  yield* table.listed(1, MOVE, EASE);

  yield* lesson.cue('numbered');
  yield* table.numbered(tokens.length, SLOW * 2, linear);
  yield* table.shown(1, MOVE, EASE);

  yield* lesson.cue('whole');
  yield* lookup(table);

  yield* lesson.cue('next');
  yield* all(table.gone(1, SLOW, EASE), out.shown(1, SLOW, EASE));
  yield* table.found(1, SLOW * 2, linear);
  yield* lesson.finish();
});
