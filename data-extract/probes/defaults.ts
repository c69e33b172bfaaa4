import {didYouMean} from '../../foundations/did-you-mean.ts';
import {UserError} from '../../foundations/user-error.ts';
import {PROBES} from './all.ts';
import type {ProbeRequests} from './requests.ts';

/** What each probe captures where only its name is given. */
const DEFAULTS: ProbeRequests = Object.fromEntries(
  Object.entries(PROBES).flatMap(([name, {defaults}]) =>
    defaults === null ? [] : [[name, defaults]],
  ),
);

/** What is captured where nothing is named: as much of it as the model has. */
export const DEFAULT_PROBES: ProbeRequests = {
  attention: DEFAULTS.attention,
  residual: DEFAULTS.residual,
  logits: DEFAULTS.logits,
  classifier: DEFAULTS.classifier,
};

/** Names of probes for a command line: those that need no more than a name. */
export const PROBE_NAMES = Object.keys(DEFAULTS);

/**
 * Probes by their names, each with its defaults.
 *
 * @throws UserError for a name that no probe has, and for a probe that needs more than that.
 */
export function probesNamed(names: readonly string[]): ProbeRequests {
  const unknown = names.find(name => !Object.hasOwn(DEFAULTS, name));
  if (unknown !== undefined && Object.hasOwn(PROBES, unknown)) {
    throw new UserError(
      'probe',
      `--probe ${unknown} needs more than its name.`,
      `Ask for it in a program, capture({probes: {${unknown}: {...}}}). By name there are ${PROBE_NAMES.join(', ')}.`,
    );
  }
  if (unknown !== undefined) {
    throw new UserError(
      'probe',
      `--probe ${unknown} is no probe.${didYouMean(unknown, PROBE_NAMES)}`,
      `There are ${PROBE_NAMES.join(', ')}.`,
    );
  }
  return Object.fromEntries(
    names.map(name => [name, DEFAULTS[name as keyof ProbeRequests]]),
  );
}
