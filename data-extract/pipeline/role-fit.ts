import type {CaptureFile} from '../capture/format.ts';
import type {Role} from '../course/roles.ts';
import {UserError} from '../../foundations/user-error.ts';

/** What scenes say of the models in a role: whether a token sees those after it. */
const SEES_LATER: Partial<Record<Role, boolean>> = {
  decoder: false,
  moe: false,
  'moe-unbalanced': false,
  encoder: true,
};

/**
 * Refuse a model in a role that it cannot play, as its captured attention tells: captions
 * of a decoder say that no token looks ahead. A capture without attention tells nothing.
 * Pure.
 *
 * @throws UserError that names model and role.
 */
export function requireFit(
  role: Role,
  {id, tokens, results, provenance}: CaptureFile,
): void {
  const wanted = SEES_LATER[role];
  const layers = results.attention?.layers ?? [];
  // A single token has none after it.
  if (wanted === undefined || layers.length === 0 || tokens.length < 2) return;
  const sees = layers.some(({causal}) => !causal);
  if (sees === wanted) return;
  throw new UserError(
    'role',
    `${provenance.model.id} cannot play the role "${role}" in ${id}: its tokens ${sees ? 'see' : 'do not see'} those after them.`,
    wanted
      ? 'Give an encoder, such as BERT.'
      : 'Give a decoder, such as GPT or Llama models are.',
  );
}
