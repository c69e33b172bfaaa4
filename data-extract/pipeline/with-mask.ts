import type {CaptureDeclaration} from '../declare/declaration.ts';
import {UserError} from '../../foundations/user-error.ts';
import type {HeadRule, TokenQuery} from '../stage/head-rule.ts';

/**
 * A declaration in which the model's own mask token stands wherever `mask` does. Pure.
 *
 * @param own - The mask token of the model, `null` where it has none.
 * @throws UserError where the model has none, or no text has what `mask` says.
 */
export function withMask(
  id: string,
  declaration: CaptureDeclaration,
  own: string | null,
): CaptureDeclaration {
  const {mask, text, pair, target, heads} = declaration;
  if (mask === undefined) return declaration;
  const parts = typeof text === 'string' ? [text] : text.map(({content}) => content);
  const all = [...parts, pair ?? '', target ?? ''];
  if (mask === '' || !all.some(part => part.includes(mask))) {
    throw new UserError(
      'declaration',
      `Capture ${id} has the mask "${mask}", which stands in none of its texts.`,
      'Write it where a token is to be hidden, or leave mask out.',
    );
  }
  if (own === null) {
    throw new UserError(
      'mask-token',
      `Capture ${id} hides a token, but its model's tokenizer has no mask token.`,
      'Choose a model that fills holes; tokenizer_config.json names its token as mask_token.',
    );
  }
  const filled = (part: string): string => part.replaceAll(mask, () => own);
  const named = (query: TokenQuery): TokenQuery =>
    query.token === mask ? {...query, token: own} : query;
  const ruled = (rule: HeadRule): HeadRule =>
    rule.rule === 'most-mass'
      ? {...rule, from: named(rule.from), to: named(rule.to)}
      : rule;
  return {
    ...declaration,
    text:
      typeof text === 'string'
        ? filled(text)
        : text.map(message => ({...message, content: filled(message.content)})),
    ...(pair === undefined ? {} : {pair: filled(pair)}),
    ...(target === undefined ? {} : {target: filled(target)}),
    ...(heads === undefined
      ? {}
      : {
          heads: Object.fromEntries(
            Object.entries(heads).map(([name, rule]) => [name, ruled(rule)]),
          ),
        }),
  };
}
