import {makeScene2D} from '@motion-canvas/2d';
import {all, chain, waitFor} from '@motion-canvas/core';

import {openCapture} from '../captured/open-capture.ts';
import {HeadMap} from '../components/HeadMap.ts';
import {LEGEND, Legend} from '../components/Legend.ts';
import {MatrixGrid} from '../components/MatrixGrid.ts';
import {columnsOf, STAGE} from '../components/box.ts';
import {tokenLabel} from '../components/token-label.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {mask, softmax} from '../motion/verbs.ts';
import {percent} from '../script/interpolate.ts';
import {LAYOUT} from '../theme/layout.ts';
import {EASE, MOVE, QUICK, SLOW} from '../theme/motion.ts';
import declaration from './causal-mask.capture.ts';
import captured from './causal-mask.captured';
import encoderDeclaration from './causal-mask.encoder.capture.ts';
import encoderCaptured from './causal-mask.encoder.captured';
import script from './causal-mask.script';

/** Seconds for one row of a matrix to appear. */
const ROW = 0.2;

export default makeScene2D(function* (view) {
  const {tokens, heads, attention} = openCapture(declaration, captured);
  const encoder = openCapture(encoderDeclaration, encoderCaptured);
  const {layer, head, query: asks, key: meant} = heads.antecedent;
  const [query, target] = [asks.index, meant.index];
  const pattern = attention.pattern(layer, head);
  const {ahead} = encoder.heads;
  const count = tokens.length;

  const lesson = useLesson(view, script, {
    count,
    before: tokenLabel(tokens[query - 1]),
    after: tokenLabel(asks),
    first: pattern.at(0).data[0],
    query: tokenLabel(asks),
    visible: query + 1,
    share: meant.share,
    target: tokenLabel(meant),
    ahead: ahead.score,
  });

  const [box, side] = columnsOf(STAGE, ['rest', LEGEND.width], 2 * LAYOUT.air);
  const labels = tokens.map(tokenLabel);
  const scores = new MatrixGrid({
    values: attention.scores(layer, head),
    shares: pattern,
    ramp: 'signed',
    ...{rows: labels, columns: labels, box},
    axes: {rows: lesson.word('query'), columns: lesson.word('key')},
    aheadWord: lesson.word('future'),
  });
  const both = new MatrixGrid({
    values: encoder.attention.pattern(ahead.layer, ahead.head),
    rows: encoder.tokens.map(tokenLabel),
    columns: encoder.tokens.map(tokenLabel),
    axes: {rows: lesson.word('query'), columns: lesson.word('key')},
    ...{ramp: 'share', box},
  });
  const map = (of: typeof attention, place: typeof ahead): HeadMap => {
    const made = new HeadMap({
      ...{layers: of.layers, heads: of.heads, box: side, shown: 1, opacity: 0},
      words: {layer: lesson.word('layer'), head: lesson.word('head')},
    });
    made.set(place);
    return made;
  };
  const ownMap = map(attention, heads.antecedent);
  const encoderMap = map(encoder.attention, ahead);
  const below = {...LEGEND, x: side.x, y: side.y + LEGEND.height + LAYOUT.air};
  const legendAt = {box: below, shown: 1, opacity: 0};
  const scoreLegend = new Legend({
    ...legendAt,
    label: lesson.word('score'),
    explains: {kind: 'ramp', ramp: 'signed', ends: scores.ends()},
  });
  const shareLegend = new Legend({
    ...legendAt,
    label: lesson.word('share'),
    explains: {kind: 'ramp', ramp: 'share', ends: [percent(0), percent(1)]},
  });
  view.add([scores, both, ownMap, encoderMap, scoreLegend, shareLegend]);

  yield* lesson.cue('square');
  yield* all(
    scores.shown(count, count * ROW),
    ownMap.opacity(1, QUICK),
    scoreLegend.opacity(1, QUICK),
  );

  yield* lesson.cue('cheating');
  scores.row(query - 1);
  scores.column(query);
  yield* scores.picked(1, MOVE, EASE);
  yield* scores.spotted(1, MOVE, EASE);

  yield* lesson.cue('mask');
  yield* all(mask(scores), scores.picked(0, QUICK), scores.spotted(0, QUICK));

  yield* lesson.cue('softmax');
  yield* all(
    softmax(scores),
    scoreLegend.opacity(0, QUICK),
    shareLegend.opacity(1, QUICK),
  );

  yield* lesson.cue('first');
  scores.row(0);
  yield* scores.picked(1, MOVE, EASE);

  yield* lesson.cue('query');
  yield* scores.row(query, SLOW, EASE);
  scores.column(target);
  yield* scores.spotted(1, MOVE, EASE);

  yield* lesson.cue('encoder');
  yield* all(scores.picked(0, QUICK), scores.opacity(0, QUICK), ownMap.opacity(0, QUICK));
  yield* all(
    encoderMap.opacity(1, QUICK),
    both.shown(encoder.tokens.length, encoder.tokens.length * ROW),
  );

  yield* lesson.cue('close');
  yield* chain(waitFor(QUICK), lesson.finish());
});
