import type {CapturedConfigs} from 'attention-in-motion/captured/model-sizes';
import type {Captured} from 'attention-in-motion/captured/open-capture';
import {Tensor} from 'attention-in-motion/captured/tensor';
import {spreadWeights} from 'attention-in-motion/components/expert-plan';
import {tokenLabel} from 'attention-in-motion/components/token-label';

import type declaration from './one-ffn-becomes-many.capture.ts';
import {LAYER} from './sentence.ts';

/** One layer of experts, who works on two tokens there, and what known models have. */
export function readLayer(
  {tokens, router, source}: Captured<typeof declaration>,
  known: CapturedConfigs,
) {
  const {positions, experts, topK} = router.layer(LAYER);
  const words = [...tokens.keys()].filter(token =>
    /^\s\p{L}{2,}/u.test(tokens[token].text ?? ''),
  );
  // The last of the words that has no expert in common with the first.
  const [first] = words;
  const other =
    words.findLast(token =>
      positions[token].chosen.every(own => !positions[first].chosen.includes(own)),
    ) ?? words[words.length - 1];
  const models = known.models.map(
    ({label, stamp, architecture: {experts: own, ffn}}) => ({
      label,
      stamp,
      layers: own ? own.count + own.shared : 1,
      works: own ? own.topK + own.shared : 1,
      width: own ? own.ffn : ffn,
    }),
  );
  const of = (read: (model: (typeof models)[number]) => number): Tensor =>
    Tensor.of(models.map(read), 'model', {
      ...models[models.length - 1].stamp,
      model: models.map(({stamp}) => stamp.model).join(' + '),
    });
  const [one, two] = [first, other].map(token => {
    const {chosen, weights} = positions[token];
    const spread = spreadWeights(chosen, weights, experts);
    const layer = {...source, layer: LAYER};
    return {token, chosen, weights: new Tensor(spread, [experts], ['expert'], layer)};
  });
  return {
    tokens,
    source,
    one,
    two,
    isSameSize: models[0].width === models[1].width,
    models: {
      labels: models.map(({label}) => label),
      layers: of(({layers}) => layers),
      works: of(({works}) => works),
      widths: of(({width}) => width),
    },
    facts: {
      layer: LAYER,
      experts,
      topK,
      resting: experts - topK,
      first: tokenLabel(tokens[first]),
      other: tokenLabel(tokens[other]),
      dense: models[0].label,
      sparse: models[1].label,
      each: models[1].width,
    },
  };
}
