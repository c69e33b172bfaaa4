import {UserError} from '../../foundations/user-error.ts';
import type {ModelMap} from '../graph/model-map.ts';
import type {CapturedToken} from '../text/token.ts';

/**
 * @param what - What the tokens are of, for the message.
 * @throws UserError for a token that the model's vocabulary does not have: its tokenizer is
 * another model's, or has tokens that were added for others.
 */
export function requireTokens(
  what: string,
  tokens: readonly Pick<CapturedToken, 'id' | 'text'>[],
  {inputs}: Pick<ModelMap, 'inputs'>,
): void {
  const vocab = inputs.tokens?.rows ?? 0;
  const beyond = tokens.find(({id}) => vocab > 0 && id >= vocab);
  if (!beyond) return;
  throw new UserError(
    'tokenizer-vocabulary',
    `${what} has the token ${JSON.stringify(beyond.text)}, to which tokenizer.json gives the id ${beyond.id}, but the model has ${vocab} tokens.`,
    'Put the tokenizer.json that belongs to the model beside it, or leave this token out.',
  );
}
