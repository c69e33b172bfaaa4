import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';

import {Tensor} from '../captured/tensor.ts';
import {ExpertBank} from '../components/ExpertBank.ts';
import {RouterFan} from '../components/RouterFan.ts';
import {spreadWeights} from '../components/expert-plan.ts';
import {fanPlan} from '../components/fan-plan.ts';
import {tokenLabel} from '../components/token-label.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {merge, route, score, softmax} from '../motion/verbs.ts';
import {EASE, MOVE, SLOW} from '../theme/motion.ts';
import captured from './moe.captured';
import {openValues} from './open-values.ts';
import script from './router-fan.script';
import {STAGE} from './stage.ts';

const LAYER = 0;
const TOKEN = ' Lily';

export default makeScene2D(function* (view) {
  const {capture, tensor, source} = openValues(captured);
  const {router} = capture.results;
  if (!router) throw new Error(`Capture ${capture.id} has no router.`);
  const {positions, experts, topK} = router.layers[LAYER];
  const at = (position: number) => {
    const {chosen, weights} = positions[position];
    return {
      token: tokenLabel(capture.tokens[position]),
      scores: tensor(`blocks.${LAYER}.mlp.hook_router_scores`, {layer: LAYER}).at(
        position,
      ),
      shares: tensor(`blocks.${LAYER}.mlp.hook_router_probs`, {layer: LAYER}).at(
        position,
      ),
      weights: new Tensor(
        spreadWeights(chosen, weights, experts),
        [experts],
        ['expert'],
        {...source, layer: LAYER},
      ),
    };
  };
  const first = capture.tokens.findIndex(({text}) => text === TOKEN);
  const {token, scores, shares, weights} = at(first);
  const next = at(first + 1);
  const lesson = useLesson(view, script, {token, next: next.token, topK, experts});
  const plan = fanPlan(STAGE);
  const bank = new ExpertBank({
    weights,
    word: lesson.word('expert'),
    denseWord: '',
    box: plan.experts,
  });
  const fan = new RouterFan({
    bank,
    plan,
    token,
    scores,
    shares,
    output: tensor(`blocks.${LAYER}.hook_mlp_out`, {layer: LAYER}).at(first + 1),
    words: {
      router: lesson.word('router'),
      shape: `${capture.provenance.model.dModel} × ${experts}`,
    },
  });
  view.add([fan, bank]);

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
