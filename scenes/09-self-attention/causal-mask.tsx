import {makeScene2D} from '@motion-canvas/2d';
import {all, chain, waitFor} from '@motion-canvas/core';

import {openCapture} from '../captured/open-capture.ts';
import {MatrixGrid} from '../components/MatrixGrid.ts';
import {RAMP_LEGEND, RampLegend} from '../components/RampLegend.ts';
import {tokenLabel} from '../components/token-label.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {percent} from '../script/interpolate.ts';
import {FRAME, LAYOUT} from '../theme/layout.ts';
import {EASE, MOVE, QUICK, SLOW} from '../theme/motion.ts';
import declaration from './causal-mask.capture.ts';
import captured from './causal-mask.captured';
import encoderDeclaration from './causal-mask.encoder.capture.ts';
import encoderCaptured from './causal-mask.encoder.captured';
import script from './causal-mask.script';

/** Seconds for one row of a matrix to appear, be masked, or be turned into shares. */
const ROW = 0.28;

export default makeScene2D(function* (view) {
  const {tokens, heads, attention} = openCapture(declaration, captured);
  const encoder = openCapture(encoderDeclaration, encoderCaptured);
  const {layer, head, from, to} = heads.antecedent;
  const query = from ?? 0;
  const target = to ?? 0;
  const pattern = attention.pattern(layer, head);
  const {ahead} = encoder.heads;
  const count = tokens.length;

  const lesson = useLesson(view, script, {
    count,
    before: tokenLabel(tokens[query - 1]),
    after: tokenLabel(tokens[query]),
    first: pattern.at(0).data[0],
    query: tokenLabel(tokens[query]),
    visible: query + 1,
    share: pattern.at(query).data[target],
    target: tokenLabel(tokens[target]),
    ahead: ahead.score,
  });

  const right = FRAME.width - LAYOUT.marginX;
  const box = {
    x: LAYOUT.marginX,
    y: LAYOUT.stage.top,
    width: right - LAYOUT.marginX - RAMP_LEGEND.width - 2 * LAYOUT.air,
    height: LAYOUT.stage.bottom - LAYOUT.stage.top - LAYOUT.air,
  };
  const labels = tokens.map(tokenLabel);
  const own = {
    rows: labels,
    columns: labels,
    axes: {rows: lesson.word('query'), columns: lesson.word('key')},
    aheadWord: lesson.word('future'),
    box,
  };
  const scores = new MatrixGrid({
    ...own,
    values: attention.scores(layer, head),
    ramp: 'signed',
  });
  const shares = new MatrixGrid({...own, values: pattern, ramp: 'share', labels: 0});
  shares.maskedRows(count);
  const both = new MatrixGrid({
    box,
    values: encoder.attention.pattern(ahead.layer, ahead.head),
    rows: encoder.tokens.map(tokenLabel),
    columns: encoder.tokens.map(tokenLabel),
    ramp: 'share',
    labels: 0,
  });
  const legend = {left: right - RAMP_LEGEND.width, top: LAYOUT.stage.top};
  const scoreLegend = new RampLegend({
    ...legend,
    ramp: 'signed',
    label: lesson.word('score'),
    ends: scores.ends(),
    opacity: 0,
  });
  const shareLegend = new RampLegend({
    ...legend,
    ramp: 'share',
    label: lesson.word('share'),
    ends: [percent(0), percent(1)],
    opacity: 0,
  });
  view.add([scores, shares, both, scoreLegend, shareLegend]);

  yield* lesson.cue('square');
  yield* all(scores.shownRows(count, count * ROW), scoreLegend.opacity(1, QUICK));

  yield* lesson.cue('cheating');
  scores.row(query - 1);
  scores.column(query);
  yield* scores.picked(1, MOVE, EASE);
  yield* scores.spotted(1, MOVE, EASE);

  yield* lesson.cue('mask');
  yield* all(scores.maskedRows(count, count * ROW), scores.picked(0, QUICK));

  yield* lesson.cue('softmax');
  yield* all(
    shares.shownRows(count, count * ROW),
    scoreLegend.opacity(0, QUICK),
    shareLegend.opacity(1, QUICK),
  );

  yield* lesson.cue('first');
  shares.row(0);
  yield* shares.picked(1, MOVE, EASE);

  yield* lesson.cue('query');
  yield* shares.row(query, SLOW, EASE);
  shares.column(target);
  yield* shares.spotted(1, MOVE, EASE);

  yield* lesson.cue('encoder');
  yield* all(shares.picked(0, QUICK), shares.opacity(0, QUICK), scores.opacity(0, QUICK));
  yield* all(
    both.labels(1, QUICK),
    both.shownRows(encoder.tokens.length, encoder.tokens.length * ROW),
  );

  yield* lesson.cue('close');
  yield* chain(waitFor(QUICK), lesson.finish());
});
