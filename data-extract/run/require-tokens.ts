import {UserError} from '../../foundations/user-error.ts';
import type {ModelMap} from '../graph/model-map.ts';
import type {CapturedToken} from '../text/token.ts';

/** How many tokens the vocabulary of a model has, as far as its graph tells. */
const vocabularyOf = ({inputs}: Pick<ModelMap, 'inputs'>): number =>
  inputs.tokens?.rows || Infinity;

/** @throws UserError for an id that the model's vocabulary does not have. */
export function requireIds(ids: readonly number[], map: Pick<ModelMap, 'inputs'>): void {
  const vocab = vocabularyOf(map);
  const beyond = ids.find(id => id >= vocab);
  if (beyond === undefined) return;
  throw new UserError(
    'capture-request',
    `The model has no token ${beyond}: its vocabulary has ${vocab}.`,
    `Give ids from 0 to ${vocab - 1}.`,
  );
}

/**
 * @param what - What the tokens are of, for the message.
 * @throws UserError for a token that the model's vocabulary does not have: its tokenizer is
 * another model's, or has tokens that were added for others.
 */
export function requireTokens(
  what: string,
  tokens: readonly Pick<CapturedToken, 'id' | 'text'>[],
  map: Pick<ModelMap, 'inputs'>,
): void {
  const vocab = vocabularyOf(map);
  const beyond = tokens.find(({id}) => id >= vocab);
  if (!beyond) return;
  throw new UserError(
    'tokenizer-vocabulary',
    `${what} has the token ${JSON.stringify(beyond.text)}, to which tokenizer.json gives the id ${beyond.id}, but the model has ${vocab} tokens.`,
    'Put the tokenizer.json that belongs to the model beside it, or leave this token out.',
  );
}
