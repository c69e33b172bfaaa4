import {HubApiError} from '@huggingface/hub';

import {UserError} from '../../../foundations/user-error.ts';
import type {HubSettings} from './settings.ts';

/**
 * What a refused request means for the user.
 *
 * @param what - What was asked for, e.g. `org/name@main` or a file of it.
 */
export function refused(
  status: number,
  what: string,
  {endpoint, token}: HubSettings,
): UserError {
  if (status === 401 || status === 403) {
    return new UserError(
      'hub-access',
      `${what} is private or gated: ${endpoint} answered ${status}.`,
      token === null
        ? 'Accept its terms on its page, and set HF_TOKEN to a token of your account.'
        : 'The token has no access: accept the terms on its page, or use another token.',
    );
  }
  if (status === 404) {
    return new UserError(
      'hub-missing',
      `${what} is not on ${endpoint}.`,
      token === null
        ? 'Correct the name or the revision; a private repository needs HF_TOKEN.'
        : 'Correct the name or the revision.',
    );
  }
  return new UserError(
    'hub-error',
    `${what}: ${endpoint} answered ${status}.`,
    'Try again later; what is downloaded so far is kept.',
  );
}

/** The hub could not be asked. */
export function unreachable(
  what: string,
  reason: string,
  {endpoint, offline}: HubSettings,
): UserError {
  return new UserError(
    'hub-unreachable',
    offline
      ? `${what} is not in the cache, and HF_HUB_OFFLINE forbids asking for it.`
      : `${what} cannot be had from ${endpoint}: ${reason}.`,
    'Connect and run it again, set HF_ENDPOINT to a mirror, or give a folder with the model as {path: "..."}.',
  );
}

/** Turn what a library of the hub throws into a message for the user. */
export function hubError(error: unknown, what: string, settings: HubSettings): Error {
  if (error instanceof UserError) return error;
  if (error instanceof HubApiError) return refused(error.statusCode, what, settings);
  return unreachable(what, reasonOf(error), settings);
}

/** `fetch` hides what happened in its error's cause. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const {cause} = error;
  return cause instanceof Error ? cause.message || String(cause) : error.message;
}
