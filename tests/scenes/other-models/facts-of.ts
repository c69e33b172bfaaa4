import {BOTH_SIDES} from './facts/both-sides.ts';
import {DECODER} from './facts/decoder.ts';
import {EXPERTS} from './facts/experts.ts';
import type {FactsOf} from './facts/facts-of-scene.ts';
import {UP_CLOSE} from './facts/up-close.ts';

/** Scenes that ask a model, each with what its captions may name. */
export const FACTS_OF: FactsOf = {
  ...BOTH_SIDES,
  ...DECODER,
  ...UP_CLOSE,
  ...EXPERTS,
};
