import {decodeError} from '../checks/decode-error.ts';
import type {TradeOffDeclaration} from '../declare/text-declaration.ts';
import type {TradeOffResult} from '../text/text-results.ts';
import {countTokens} from '../text/tokenized.ts';
import {declarationError} from './kind.ts';
import type {TextKind} from './kind.ts';
import {factsOf, openTokenizers, tokenizerInputs} from './tokenizers.ts';

/** Length of texts and size of the table of vectors, by tokenizer. */
export const openTradeOff: TextKind<TradeOffDeclaration> = async (
  {tokenizers, texts, dModel},
  context,
) => {
  const named = Object.entries(texts);
  if (named.length === 0 || named.some(([, text]) => text === '')) {
    throw declarationError(context, 'texts', 'one is empty', 'Give at least one text.');
  }
  if (!Number.isInteger(dModel) || dModel < 1) {
    const remedy = 'Give a whole number above 0.';
    throw declarationError(context, 'dModel', `${dModel} is none`, remedy);
  }
  const opened = await openTokenizers(tokenizers, context);
  const text = named.map(([, one]) => one).join('\n');
  const inputs = tokenizerInputs(opened, text);
  return {
    inputs: {...inputs, model: {...inputs.model, dModel}},
    make() {
      const checks: {name: string; error: number}[] = [];
      const rows = opened.map((one): TradeOffResult['rows'][number] => ({
        ...factsOf(one),
        tableParameters: one.tokenizer.vocabSize * dModel,
        tokens: Object.fromEntries(
          named.map(([name, part]) => {
            const tokens = one.tokenizer.encode(part, {specialTokens: false});
            const {count, unknown} = countTokens(tokens, part);
            checks.push({
              name: `${one.name}: decoded bytes = ${name}`,
              error: decodeError(part, tokens),
            });
            const bytesPerToken = Buffer.byteLength(part) / count;
            return [name, {count, unknown, bytesPerToken}];
          }),
        ),
      }));
      return {
        text,
        result: {
          kind: 'vocabulary-trade-off',
          dModel,
          texts: Object.fromEntries(
            named.map(([name, part]) => [
              name,
              {text: part, characters: [...part].length, bytes: Buffer.byteLength(part)},
            ]),
          ),
          rows: rows.sort((a, b) => a.vocab - b.vocab),
        },
        tensors: [],
        checks,
      };
    },
  };
};
