import {makeScene2D} from '@motion-canvas/2d';
import {all, delay, linear, sequence} from '@motion-canvas/core';

import {openRoundTrip} from '../captured/round-trip.ts';
import {Block} from '../components/Block.ts';
import {EmbeddingTable} from '../components/EmbeddingTable.ts';
import {Flyer} from '../components/Flyer.ts';
import {NextToken} from '../components/NextToken.ts';
import {TokenStrip} from '../components/TokenStrip.ts';
import {tokenLabel} from '../components/token-label.ts';
import {tokenGroups} from '../components/token-words.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {FRAME, LAYOUT} from '../theme/layout.ts';
import {EASE, MOVE, QUICK, SLOW, STAGGER} from '../theme/motion.ts';
import captured from './round-trip.captured';
import script from './round-trip.script';

/** Top of the text while it stands alone, and when the table is under it. */
const CENTRE = 480;
const HIGH = 262;
/** Seconds that a token takes to look up its row, and until the next one begins. */
const LOOKUP = 0.42;
/** Seconds that a token takes to find its number. */
const NUMBERING = 0.24;

export default makeScene2D(function* (view) {
  const {tokens, text, rows, table, next, source} = openRoundTrip(captured);
  const best = next.top[0];
  const answer = {...best, start: text.length, end: text.length, special: false};
  const groups = tokenGroups(tokens, text);
  const count = tokens.length;

  const lesson = useLesson(view, script, {
    characters: [...text].length,
    count,
    vocab: table.vocab,
    dModel: table.dModel,
    word: groups[0]?.text ?? '',
    pieces: groups[0] ? groups[0].end - groups[0].first : 0,
    next: {id: best.id, text: tokenLabel(best), share: best.probability},
  });

  const strip = new TokenStrip({
    ...{tokens: [...tokens, answer], source, groups},
    ...{withIds: true, lines: 4, top: CENTRE, cut: 0},
  });
  const box = {
    x: LAYOUT.marginX,
    y: 400,
    width: FRAME.width - 2 * LAYOUT.marginX,
    height: LAYOUT.stage.bottom - LAYOUT.air - 400,
  };
  const lookup = new EmbeddingTable({
    ...{tokens, rows, extra: answer, vocab: table.vocab, box},
    idAt: index => strip.idAt(index),
    words: {
      vocabulary: lesson.word('vocabulary'),
      table: lesson.word('table'),
      rows: lesson.word('rows'),
    },
  });
  const right = lookup.rowsBox;
  const block = {...right, height: 150};
  const model = new Block({
    ...{title: lesson.word('model'), role: 'attention', box: block, opacity: 0},
  });
  const out = new NextToken({
    ...{id: best.id, label: lesson.word('probability'), source},
    from: {x: block.x + block.width / 2, y: block.y + block.height},
  });
  const entry = () => lookup.entryAt(best.id);
  const back = new Flyer({
    label: `${best.id}`,
    as: 'id',
    from: () => out.idAt,
    to: entry,
  });
  const home = new Flyer({
    ...{label: tokenLabel(best), as: 'chip', from: entry},
    to: () => strip.middle(count),
  });
  // Without the token that is yet to come, the text stands in the middle.
  const [end, last] = [strip.boxes[count - 1], strip.boxes[count]];
  if (last.line === 0) strip.x((last.x + last.width - end.x - end.width) / 2);
  view.add([strip, lookup, model, out, back, home]);

  yield* lesson.cue('text');
  yield* strip.shown(count, count * STAGGER * 2, linear);

  yield* lesson.cue('tokens');
  yield* strip.cut(1, SLOW, EASE);

  if (groups.length === 0) lesson.skip('pieces');
  else {
    yield* lesson.cue('pieces');
    yield* strip.bracketed(1, MOVE, EASE);
  }

  yield* lesson.cue('ids');
  yield* strip.top(HIGH, MOVE, EASE);
  yield* lookup.listed(1, MOVE, EASE);
  yield* all(
    strip.ids(count, count * NUMBERING, linear),
    lookup.numbered(count + 1, (count + 1) * NUMBERING, linear),
  );

  yield* lesson.cue('lookup');
  yield* lookup.shown(1, MOVE, EASE);
  yield* lookup.lookedUp(count + 1, (count + 1) * LOOKUP, linear);

  yield* lesson.cue('model');
  yield* all(lookup.gone(1, SLOW, EASE), delay(QUICK, model.opacity(1, QUICK)));
  yield* out.shown(1, SLOW, EASE);

  yield* lesson.cue('back');
  yield* all(back.flown(1, SLOW), strip.x(0, SLOW, EASE));
  yield* lookup.found(1, QUICK, EASE);
  yield* home.flown(1, SLOW);
  strip.shown(count + 1);
  yield* sequence(QUICK, strip.ids(count + 1, QUICK));
  yield* lesson.finish();
});
