import {makeScene2D} from '@motion-canvas/2d';

import {openCapture} from '../captured/open-capture.ts';
import {AttentionArcs, SHARE_NOTES} from '../components/AttentionArcs.ts';
import {TokenStrip} from '../components/TokenStrip.ts';
import {tokenLabel} from '../components/token-label.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {appear, ask} from '../motion/acts.ts';
import {EASE, MOVE} from '../theme/motion.ts';
import declaration from './scene.capture.ts';
import captured from './scene.captured';
import script from './scene.script';

export default makeScene2D(function* (view) {
  const {tokens, heads, attention, source} = openCapture(declaration, captured);
  const {layer, head} = heads.before;
  const query = tokens.length - 1;
  const row = attention.pattern(layer, head).at(query);

  const lesson = useLesson(view, script, {
    count: tokens.length,
    query: tokenLabel(tokens[query]),
    before: {token: tokenLabel(tokens[query - 1]), share: row.data[query - 1]},
  });

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
