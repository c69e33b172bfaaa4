import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {HeadMap} from 'attention-in-motion/components/HeadMap';
import type {HeadPlace} from 'attention-in-motion/components/HeadMap';
import {Legend} from 'attention-in-motion/components/Legend';
import {MatrixGrid} from 'attention-in-motion/components/MatrixGrid';
import type {MatrixGridProps} from 'attention-in-motion/components/MatrixGrid';
import {tokenLabel} from 'attention-in-motion/components/token-label';
import {down} from 'attention-in-motion/lesson/stage';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, pick, swap} from 'attention-in-motion/motion/acts';
import {mask, softmax} from 'attention-in-motion/motion/verbs';
import {percent} from 'attention-in-motion/script/interpolate';
import {EASE, MOVE, QUICK, SLOW} from 'attention-in-motion/theme/motion';

import declaration from './causal-mask.capture.ts';
import captured from './causal-mask.captured';
import encoderDeclaration from './causal-mask.encoder.capture.ts';
import encoderCaptured from './causal-mask.encoder.captured';
import {readMask} from './causal-mask.facts.ts';
import script from './causal-mask.script';

export default makeScene2D(function* (view) {
  const capture = openCapture(declaration, captured);
  const encoder = openCapture(encoderDeclaration, encoderCaptured);
  const told = readMask(capture, encoder);
  const {query, target, pattern} = told;
  const lesson = useLesson(view, script, told.facts);
  const {stage} = lesson;

  const gridOf = (
    {tokens}: Pick<typeof capture, 'tokens'>,
    what: Omit<MatrixGridProps, 'rows' | 'columns' | 'axes'>,
  ): MatrixGrid => {
    const labels = tokens.map(tokenLabel);
    const axes = {rows: lesson.word('query'), columns: lesson.word('key')};
    return new MatrixGrid({...what, rows: labels, columns: labels, axes});
  };
  const mapOf = (
    {attention}: Pick<typeof capture, 'attention'>,
    place: HeadPlace,
  ): HeadMap => {
    const map = new HeadMap({
      layers: attention.layers,
      heads: attention.heads,
      words: {
        layer: lesson.word('layer'),
        head: lesson.word('head'),
      },
    });
    map.set(place);
    return map;
  };

  yield* lesson.cue('square');
  const scores = gridOf(capture, {
    values: told.scores,
    shares: pattern,
    ramp: 'signed',
    aheadWord: lesson.word('future'),
  });
  const map = mapOf(capture, capture.heads.antecedent);
  const legend = new Legend({
    label: lesson.word('score'),
    explains: {kind: 'ramp', ramp: 'signed', ends: scores.ends()},
  });
  stage.columns(scores, down(map, legend));
  yield* appear([scores, map, legend]);

  yield* lesson.cue('cheating');
  scores.row(query - 1);
  scores.column(query);
  yield* pick(scores);
  yield* scores.spotted(1, MOVE, EASE);

  yield* lesson.cue('mask');
  yield* all(mask(scores), scores.picked(0, QUICK), scores.spotted(0, QUICK));

  yield* lesson.cue('softmax');
  const shares = new Legend({
    label: lesson.word('share'),
    explains: {kind: 'ramp', ramp: 'share', ends: [percent(0), percent(1)]},
  });
  yield* all(softmax(scores), swap(legend, shares));

  yield* lesson.cue('first');
  scores.row(0);
  yield* pick(scores);

  yield* lesson.cue('query');
  yield* scores.row(query, SLOW, EASE);
  scores.column(target);
  yield* scores.spotted(1, MOVE, EASE);

  yield* lesson.cue('encoder');
  const both = gridOf(encoder, {values: told.both, ramp: 'share'});
  yield* all(swap(scores, both), swap(map, mapOf(encoder, encoder.heads.ahead)));

  yield* lesson.cue('close');
  yield* lesson.finish();
});
