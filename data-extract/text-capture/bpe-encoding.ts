import type {BpeEncodingDeclaration} from '../declare/text-declaration.ts';
import {encodingSteps} from '../text/bpe-encoding.ts';
import type {EncodedWord} from '../text/text-results.ts';
import {declarationError} from './kind.ts';
import type {TextKind} from './kind.ts';
import {factsOf, openTokenizers, tokenizerInputs} from './tokenizers.ts';

/** Words cut by the ranks of a byte-pair vocabulary, step by step. */
export const openBpeEncoding: TextKind<BpeEncodingDeclaration> = async (
  {tokenizer: role, words},
  context,
) => {
  if (words.length === 0 || words.includes('')) {
    throw declarationError(context, 'words', 'one is empty', 'Give at least one word.');
  }
  const opened = await openTokenizers([role], context);
  const [{tokenizer}] = opened;
  const {rankOf} = tokenizer;
  if (!rankOf) {
    const remedy = 'Take one that merges bytes by rank, e.g. tokenizer:gpt2.';
    throw declarationError(context, 'tokenizer', `${role} has no ranks`, remedy);
  }
  return {
    inputs: tokenizerInputs(opened, words.join('\n')),
    make() {
      const checks: {name: string; error: number}[] = [];
      const encoded = words.map((text): EncodedWord => {
        const tokens = tokenizer.encode(text, {specialTokens: false});
        const steps = encodingSteps(Buffer.from(text, 'utf8').toString('hex'), rankOf);
        const last = steps[steps.length - 1].pieces.map(({bytes}) => bytes);
        const same = String(last) === String(tokens.map(({bytes}) => bytes));
        checks.push({
          name: `"${text}" ends as the tokenizer cuts it`,
          error: same ? 0 : Infinity,
        });
        return {text, steps, ids: tokens.map(({id}) => id), isWhole: tokens.length === 1};
      });
      return {
        text: words.join('\n'),
        result: {kind: 'bpe-encoding', tokenizer: factsOf(opened[0]), words: encoded},
        tensors: [],
        checks,
      };
    },
  };
};
