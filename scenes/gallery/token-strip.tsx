import {makeScene2D} from '@motion-canvas/2d';
import {all, linear} from '@motion-canvas/core';
import {openRoundTrip} from 'attention-in-motion/captured/round-trip';
import {TokenStrip} from 'attention-in-motion/components/TokenStrip';
import {STAGE} from 'attention-in-motion/components/box';
import {tokenGroups} from 'attention-in-motion/components/token-words';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {ask, pick} from 'attention-in-motion/motion/acts';
import {append} from 'attention-in-motion/motion/verbs';
import {FRAME} from 'attention-in-motion/theme/layout';
import {EASE, MOVE, QUICK, SLOW, STAGGER} from 'attention-in-motion/theme/motion';

import roundTrip from '../06-tokenizers/round-trip.captured';
import script from './token-strip.script';

export default makeScene2D(function* (view) {
  const {tokens, text, next, source} = openRoundTrip(roundTrip);
  const [best] = next.top;
  const answer = {...best, start: text.length, end: text.length, special: false};
  const count = tokens.length;
  const lesson = useLesson(view, script, {count});
  const strip = new TokenStrip({
    tokens: [...tokens, answer],
    source,
    groups: tokenGroups(tokens, text),
    query: 5,
    joining: {count: 1, from: () => ({x: FRAME.width / 2, y: STAGE.y + STAGE.height})},
    withIds: true,
    box: STAGE,
  });
  strip.cut(0);
  view.add(strip);

  yield* lesson.cue('text');
  yield* strip.shown(count, count * STAGGER, linear);

  yield* lesson.cue('cut');
  yield* strip.cut(1, SLOW, EASE);

  yield* lesson.cue('whole');
  yield* strip.bracketed(1, MOVE, EASE);
  yield* strip.ids(count, count * STAGGER, linear);

  yield* lesson.cue('asking');
  yield* all(strip.bracketed(0, QUICK), strip.ids(0, QUICK));
  yield* all(ask(strip), strip.masked(1, MOVE, EASE));

  yield* lesson.cue('append');
  yield* all(strip.asking(0, MOVE, EASE), strip.masked(0, MOVE, EASE));
  yield* append(strip);

  yield* lesson.cue('picked');
  yield* pick(strip, 1, 2);
  yield* lesson.finish();
});
