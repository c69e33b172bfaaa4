import {makeScene2D} from '@motion-canvas/2d';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {AttentionArcs, SHARE_NOTES} from 'attention-in-motion/components/AttentionArcs';
import {TokenStrip} from 'attention-in-motion/components/TokenStrip';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, ask} from 'attention-in-motion/motion/acts';
import {EASE, MOVE} from 'attention-in-motion/theme/motion';

import declaration from './scene.capture.ts';
import captured from './scene.captured';
import {readScene} from './scene.facts.ts';
import script from './scene.script';

export default makeScene2D(function* (view) {
  const {tokens, source, query, row, facts} = readScene(
    openCapture(declaration, captured),
  );
  const lesson = useLesson(view, script, facts);

  yield* lesson.cue('tokens');
  const strip = lesson.stage.fill(
    new TokenStrip({tokens, source, query, notes: SHARE_NOTES}),
  );
  yield* appear(strip);

  yield* lesson.cue('look');
  yield* ask(strip);
  const queryWord = lesson.word('query');
  const arcs = lesson.stage.onTop(
    strip,
    new AttentionArcs({strip, query, row, queryWord}),
  );
  yield* appear(arcs);

  yield* lesson.cue('shares');
  yield* arcs.shares(1, MOVE, EASE);
  yield* lesson.finish();
});
