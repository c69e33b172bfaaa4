import {decodeError} from '../checks/decode-error.ts';
import type {TokensDeclaration} from '../declare/text-declaration.ts';
import type {TokenizedText} from '../text/text-results.ts';
import {countTokens, spanOfPart, tokensIn} from '../text/tokenized.ts';
import {declarationError} from './kind.ts';
import type {TextKind} from './kind.ts';
import {factsOf, openTokenizers, tokenizerInputs} from './tokenizers.ts';

/** A text as several tokenizers cut it. */
export const openTokens: TextKind<TokensDeclaration> = async (
  {text, tokenizers, specialTokens = true, parts: wanted = {}},
  context,
) => {
  if (text === '') {
    throw declarationError(context, 'text', 'it is empty', 'Give it a text.');
  }
  const parts = Object.fromEntries(
    Object.entries(wanted).map(([name, part]) => {
      try {
        return [name, spanOfPart(text, part)];
      } catch (error) {
        const remedy = 'Take a part that stands in the text.';
        throw declarationError(
          context,
          `parts.${name}`,
          (error as Error).message,
          remedy,
        );
      }
    }),
  );
  const opened = await openTokenizers(tokenizers, context);
  return {
    inputs: tokenizerInputs(opened, text),
    make() {
      const all = opened.map((one): TokenizedText => {
        const tokens = one.tokenizer.encode(text, {specialTokens});
        return {
          ...factsOf(one),
          tokens,
          ...countTokens(tokens, text),
          parts: Object.fromEntries(
            Object.entries(parts).map(([name, span]) => [name, tokensIn(tokens, span)]),
          ),
        };
      });
      return {
        text,
        tokens: all.length === 1 ? all[0].tokens : [],
        result: {kind: 'tokens', tokenizers: all, parts},
        tensors: [],
        checks: all.map(({name, tokens}) => ({
          name: `${name}: decoded bytes = text`,
          error: decodeError(text, tokens),
        })),
      };
    },
  };
};
