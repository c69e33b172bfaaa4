import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {Tensor} from 'attention-in-motion/captured/tensor';
import {ExpertBank} from 'attention-in-motion/components/ExpertBank';
import {RouterFan} from 'attention-in-motion/components/RouterFan';
import {spreadWeights} from 'attention-in-motion/components/expert-plan';
import {tokenLabel} from 'attention-in-motion/components/token-label';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {merge, route, score, softmax} from 'attention-in-motion/motion/verbs';
import {EASE, MOVE, SLOW} from 'attention-in-motion/theme/motion';

import declaration from './moe.capture.ts';
import captured from './moe.captured';
import script from './router-fan.script';

const LAYER = 0;
const TOKEN = ' Lily';

export default makeScene2D(function* (view) {
  const {tokens, router, outputs, source} = openCapture(declaration, captured);
  const {positions, experts, topK} = router.layer(LAYER);
  const at = (position: number) => {
    const {chosen, weights} = positions[position];
    return {
      token: tokenLabel(tokens[position]),
      scores: router.scores(LAYER).at(position),
      shares: router.probabilities(LAYER).at(position),
      weights: new Tensor(
        spreadWeights(chosen, weights, experts),
        [experts],
        ['expert'],
        {...source, layer: LAYER},
      ),
    };
  };
  const first = tokens.findIndex(({text}) => text === TOKEN);
  const {token, scores, shares, weights} = at(first);
  const next = at(first + 1);
  const lesson = useLesson(view, script, {token, next: next.token, topK, experts});
  const output = outputs.of('mlp_out', LAYER).at(first + 1);
  const bank = new ExpertBank({
    weights,
    word: lesson.word('expert'),
    denseWord: '',
  });
  const fan = new RouterFan({
    bank,
    shown: 1,
    token,
    scores,
    shares,
    output,
    words: {
      router: lesson.word('router'),
      shape: `${output.data.length} × ${experts}`,
    },
  });
  lesson.stage.fill(fan);

  yield* lesson.cue('rest');
  yield* fan.grown(1, SLOW, EASE);

  yield* lesson.cue('score');
  yield* score(fan);

  yield* lesson.cue('softmax');
  yield* softmax(fan);

  yield* lesson.cue('route');
  yield* all(route(fan), bank.dimmed(1, MOVE, EASE));

  yield* lesson.cue('whole');
  yield* fan.normalised(1, MOVE, EASE);

  yield* lesson.cue('next');
  fan.token(next.token);
  yield* all(
    fan.scores(next.scores, SLOW, EASE),
    fan.shares(next.shares, SLOW, EASE),
    bank.weights(next.weights, SLOW, EASE),
  );

  yield* lesson.cue('merge');
  yield* merge(fan);
  yield* lesson.finish();
});
