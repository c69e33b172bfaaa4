import {makeScene2D} from '@motion-canvas/2d';

import {openCapture} from '../captured/open-capture.ts';
import {AttentionArcs} from '../components/AttentionArcs.ts';
import {TokenStrip} from '../components/TokenStrip.ts';
import {tokenLabel} from '../components/token-label.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {LAYOUT} from '../theme/layout.ts';
import {EASE, MOVE, SLOW, STAGGER} from '../theme/motion.ts';
import declaration from './scene.capture.ts';
import captured from './scene.captured';
import script from './scene.script';

/** Where the sentence stands alone, and where it makes room for the arcs. */
const CENTRE = 480;
const LOW = 700;

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

  const strip = new TokenStrip({tokens, source, query, top: CENTRE});
  const arcs = new AttentionArcs({
    strip,
    query,
    row,
    ceiling: LAYOUT.stage.top + LAYOUT.air,
    queryWord: lesson.word('query'),
  });
  view.add([arcs, strip]);

  yield* lesson.cue('tokens');
  yield* strip.shown(tokens.length, tokens.length * STAGGER * 2);

  yield* lesson.cue('look');
  yield* strip.asking(1, MOVE, EASE);
  yield* strip.top(LOW, MOVE, EASE);
  yield* arcs.grown(1, SLOW, EASE);

  yield* lesson.cue('shares');
  yield* arcs.shares(1, MOVE, EASE);
  yield* lesson.finish();
});
