import {makeScene2D} from '@motion-canvas/2d';
import {all, delay, linear} from '@motion-canvas/core';

import {openRoundTrip} from '../captured/round-trip.ts';
import {Block} from '../components/Block.ts';
import {EmbeddingTable} from '../components/EmbeddingTable.ts';
import {bottomOf, STAGE} from '../components/box.ts';
import {NEXT_TOKEN_HEIGHT, NextToken} from '../components/NextToken.ts';
import {TokenStrip} from '../components/TokenStrip.ts';
import {tokenLabel} from '../components/token-label.ts';
import {tokenGroups} from '../components/token-words.ts';
import {append, lookup} from '../motion/verbs.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {FRAME, LAYOUT} from '../theme/layout.ts';
import {EASE, MOVE, QUICK, SLOW, STAGGER} from '../theme/motion.ts';
import files from './round-trip.captured';
import script from './round-trip.script';

/** The model's box in pixels; its width where it stands beside what it says. */
const BLOCK = {width: 280, height: 150};
/** Seconds that a token takes to find its number. */
const NUMBERING = 0.24;

export default makeScene2D(function* (view) {
  const captured = openRoundTrip(files);
  const {tokens, text, rows, next, source} = captured;
  const {vocab, dModel} = captured.table;
  const best = next.top[0];
  const answer = {...best, start: text.length, end: text.length, special: false};
  const groups = tokenGroups(tokens, text);
  const count = tokens.length;

  const lesson = useLesson(view, script, {
    characters: [...text].length,
    count,
    vocab,
    dModel,
    word: groups[0]?.text ?? '',
    pieces: groups[0] ? groups[0].end - groups[0].first : 0,
    next: {id: best.id, text: tokenLabel(best), share: best.probability},
  });

  const strip: TokenStrip = new TokenStrip({
    ...{tokens: [...tokens, answer], source, groups},
    joining: {count: 1, from: () => table.entryAt(best.id)},
    ...{withIds: true, cut: 0},
  });
  const {height} = strip.extent(STAGE);
  const high = {...STAGE, height: height === 'rest' ? STAGE.height : height};
  const top = bottomOf(high) + LAYOUT.air;
  const box = {
    x: LAYOUT.marginX,
    y: top,
    width: FRAME.width - 2 * LAYOUT.marginX,
    height: LAYOUT.stage.bottom - LAYOUT.air - top,
  };
  const table: EmbeddingTable = new EmbeddingTable({
    ...{tokens, rows, vocab, box},
    extra: {...answer, from: () => out.idAt},
    idAt: index => strip.noteAt(index),
    words: {
      vocabulary: lesson.word('vocabulary'),
      table: lesson.word('table'),
      rows: lesson.word('rows'),
    },
  });
  // Under a long text, the model stands beside what it says instead of above it.
  const right = table.rowsBox;
  const room = box.y + box.height - right.y;
  const isLow = room < BLOCK.height + NEXT_TOKEN_HEIGHT;
  const block = isLow
    ? {...right, width: BLOCK.width, height: Math.min(BLOCK.height, room)}
    : {...right, height: BLOCK.height};
  const model = new Block({
    ...{title: lesson.word('model'), role: 'attention', box: block, shown: 1, opacity: 0},
  });
  const out = new NextToken({
    ...{id: best.id, label: lesson.word('probability'), source},
    ...(isLow
      ? {
          towards: 'right',
          from: {x: block.x + block.width, y: block.y + block.height / 2},
        }
      : {from: {x: block.x + block.width / 2, y: block.y + block.height}}),
  });
  view.add([strip, table, model, out]);

  yield* lesson.cue('text');
  yield* strip.shown(count, count * STAGGER * 3, linear);

  yield* lesson.cue('tokens');
  yield* strip.cut(1, SLOW * 2.3, EASE);

  if (strip.groups.length === 0) lesson.skip('pieces');
  else {
    yield* lesson.cue('pieces');
    yield* strip.bracketed(1, SLOW * 1.2, EASE);
  }

  yield* lesson.cue('ids');
  yield* strip.box(high, MOVE, EASE);
  yield* table.listed(1, MOVE, EASE);
  yield* all(
    strip.ids(count, count * NUMBERING, linear),
    table.numbered(count, count * NUMBERING, linear),
  );

  yield* lesson.cue('lookup');
  yield* table.shown(1, MOVE, EASE);
  yield* lookup(table);

  yield* lesson.cue('model');
  yield* all(table.gone(1, SLOW, EASE), delay(QUICK, model.opacity(1, QUICK)));
  yield* out.shown(1, SLOW, EASE);

  yield* lesson.cue('back');
  yield* table.found(1, SLOW * 2, linear);
  yield* append(strip);
  yield* strip.ids(count + 1, QUICK);
  yield* lesson.finish();
});
