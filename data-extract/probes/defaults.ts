import type {ProbeRequests} from '../declare/declaration.ts';
import {didYouMean} from '../foundations/did-you-mean.ts';
import {UserError} from '../foundations/user-error.ts';

/** What each probe captures where only its name is given. */
export const DEFAULTS = {
  embeddings: {tokens: true, positions: true},
  norms: {of: ['normalized', 'scale']},
  headValues: {of: ['q', 'k', 'v', 'z']},
  attention: {pattern: true, scores: true},
  crossAttention: {pattern: true},
  outputs: {of: ['attn_out', 'mlp_out']},
  mlp: {of: ['post'], top: 10},
  router: {scores: true, probabilities: true},
  residual: {at: ['pre', 'mid', 'post']},
  encoderStates: true,
  logits: {topK: 10},
  classifier: true,
  lens: {topK: 5},
  attribution: {heads: true},
  kvCache: {},
  generation: {strategy: 'greedy', steps: 20, candidates: 5},
  modules: true,
} as const satisfies ProbeRequests;

/** What is captured where nothing is named: as much of it as the model has. */
export const DEFAULT_PROBES: ProbeRequests = {
  attention: DEFAULTS.attention,
  residual: DEFAULTS.residual,
  logits: DEFAULTS.logits,
  classifier: DEFAULTS.classifier,
};

/** Names of probes for a command line; `weights` needs more than a name. */
export const PROBE_NAMES = Object.keys(DEFAULTS);

/**
 * Probes by their names, each with its defaults.
 *
 * @throws UserError for a name that no probe has.
 */
export function probesNamed(names: readonly string[]): ProbeRequests {
  const unknown = names.find(name => !Object.hasOwn(DEFAULTS, name));
  if (unknown !== undefined) {
    throw new UserError(
      'probe',
      `--probe ${unknown} is no probe.${didYouMean(unknown, PROBE_NAMES)}`,
      `There are ${PROBE_NAMES.join(', ')}.`,
    );
  }
  return Object.fromEntries(
    names.map(name => [name, DEFAULTS[name as keyof typeof DEFAULTS]]),
  );
}
