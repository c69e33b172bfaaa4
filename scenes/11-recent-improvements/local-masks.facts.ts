import type {Captured} from 'attention-in-motion/captured/open-capture';
import {Tensor} from 'attention-in-motion/captured/tensor';
import {SEEN, countSeen, maskOf} from 'attention-in-motion/components/mask-rules';
import type {MaskRule} from 'attention-in-motion/components/mask-rules';

import type declaration from './local-masks.capture.ts';

/** Masks of so many tokens, of so many of which blocks, windows and steps are. */
const SIZE = 16;
const STEP = 4;
/** The query that is watched. */
const WATCHED = 12;
/** At most so many layers of the model stand side by side. */
const MOST = 4;

const RULES = {
  all: {kind: 'bidirectional'},
  causal: {kind: 'causal'},
  window: {kind: 'sliding-window', window: STEP},
  strided: {kind: 'strided', stride: STEP},
  fixed: {kind: 'fixed', stride: STEP, summary: 1},
} as const satisfies Record<string, MaskRule>;
type Rule = keyof typeof RULES;

/** Masks by their rules, and how many pairs each lets be seen. */
export function readRules() {
  const of = <T>(make: (mask: Tensor) => T): Record<Rule, T> => ({
    all: make(maskOf(RULES.all, SIZE)),
    causal: make(maskOf(RULES.causal, SIZE)),
    window: make(maskOf(RULES.window, SIZE)),
    strided: make(maskOf(RULES.strided, SIZE)),
    fixed: make(maskOf(RULES.fixed, SIZE)),
  });
  return {
    masks: of(mask => mask),
    watched: WATCHED,
    facts: {size: SIZE, step: STEP, seen: of(countSeen)},
  };
}

/** Which pairs the layers of a model let be seen, as the zeros of their attention tell. */
export function readWindows({
  attention,
  tokens,
  model,
  source,
}: Captured<typeof declaration>) {
  const layers = Array.from({length: Math.min(MOST, attention.layers)}, (_, layer) => {
    const pattern = attention.pattern(layer, 0);
    const {head: _head, ...source} = pattern.source;
    const seen = pattern.data.map(share => (share > 0 ? SEEN.near : SEEN.no));
    const mask = new Tensor(seen, pattern.shape, pattern.axes, source);
    const reach = reachOf(mask);
    return {
      layer,
      mask,
      ...reach,
      isLocal: Math.max(...Object.values(reach)) < far(mask),
    };
  });
  const local = layers.filter(({isLocal}) => isLocal);
  return {
    layers,
    isMixed: local.length > 0 && local.length < layers.length,
    isLocal: local.length === layers.length,
    facts: {
      shown: layers.length,
      all: model.layers,
      tokens: tokens.length,
      model: source.model ?? '',
      back: local.length > 0 ? local[0].back : 0,
      ahead: local.length > 0 ? local[0].ahead : 0,
      pairs: local.length > 0 ? countSeen(local[0].mask) : 0,
      whole: tokens.length ** 2,
      local: local.map(({layer}) => layer).join(', '),
    },
  };
}

/** The longest way that a pair can have. */
const far = ({shape: [count]}: Tensor): number => count - 1;

/** How far back and ahead of itself a token sees. */
function reachOf({data, shape: [count]}: Tensor): {back: number; ahead: number} {
  let [back, ahead] = [0, 0];
  data.forEach((seen, i) => {
    const way = Math.floor(i / count) - (i % count);
    if (seen > 0) [back, ahead] = [Math.max(back, way), Math.max(ahead, -way)];
  });
  return {back, ahead};
}
