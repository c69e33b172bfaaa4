import type {SkipGramDeclaration} from '../declare/vector-declaration.ts';
import {sha256} from '../../foundations/canonical-json.ts';
import {randomNumbers} from '../numbers/random-numbers.ts';
import {wordsOf} from '../text/bag-of-words.ts';
import {readCorpus} from '../text/corpus.ts';
import {negativeSampler} from '../text/negative-sampler.ts';
import {neighboursOf, skipGramPairs} from '../text/skip-gram.ts';
import type {SkipGramExample} from '../text/vector-results.ts';
import {vocabularyOf} from '../text/vocabulary.ts';
import {requireWhole} from './fields.ts';
import {declarationError} from './kind.ts';
import type {TextKind} from './kind.ts';

/** The examples that skip-gram makes of a text, with negatives. */
export const openSkipGram: TextKind<SkipGramDeclaration> = async (
  {text, window, negatives, seed, corpus: request},
  context,
) => {
  const words = wordsOf(text);
  if (words.length < 2) {
    const remedy = 'Give a text of at least two words.';
    throw declarationError(context, 'text', 'there are no two words in it', remedy);
  }
  requireWhole(context, {window, negatives}, 1);
  const corpus = request ? await readCorpus(request, context.root) : null;
  const own = {path: 'text', bytes: Buffer.byteLength(text), sha256: sha256(text)};
  return {
    inputs: {
      model: {
        id: 'skip-gram',
        revision: null,
        files: corpus ? [own, corpus.file] : [own],
        dModel: 0,
        vocab: 0,
      },
      dtype: `seed ${seed}`,
    },
    make() {
      const documents = corpus?.documents ?? [text];
      const vocabulary = vocabularyOf(documents, request?.minCount ?? 1);
      if (vocabulary.words.length < 2) {
        const remedy = 'Name a longer text, or a lower minCount.';
        throw declarationError(context, 'corpus', 'it has no two words', remedy);
      }
      const terms = words.map(word => word.text.toLowerCase());
      const sampler = negativeSampler(vocabulary.counts);
      const random = randomNumbers(seed);
      const pairs = skipGramPairs(words.length, window).map((pair): SkipGramExample => {
        const output = vocabulary.indexOf(terms[pair.output]);
        const draws = Array.from({length: negatives}, () => sampler.draw(output, random));
        return {...pair, negatives: draws.map(word => vocabulary.words[word])};
      });
      const clashes = pairs.flatMap(({input, negatives: drawn}, pair) => {
        const near = neighboursOf(input, words.length, window).map(i => terms[i]);
        return drawn.flatMap((word, draw) => (near.includes(word) ? [{pair, draw}] : []));
      });
      const isRight = pairs.some(pair => pair.negatives.includes(terms[pair.output]));
      return {
        text,
        result: {
          kind: 'skip-gram',
          words: words.map(word => ({...word})),
          window,
          pairs,
          vocabulary: {
            from: request?.path ?? null,
            words: vocabulary.total,
            distinct: vocabulary.words.length,
            shares: [...new Set([0, ...terms.map(term => vocabulary.indexOf(term))])]
              .filter(word => word >= 0)
              .sort((one, other) => one - other)
              .map(word => ({
                word: vocabulary.words[word],
                share: vocabulary.counts[word] / vocabulary.total,
                drawn: sampler.share(word),
              })),
          },
          clashes,
          counts: {
            draws: negatives,
            rows: pairs.length * (1 + negatives),
            first: pairs.filter(({input}) => input === pairs[0].input).length,
          },
        },
        tensors: [],
        checks: [
          {name: 'no negative is the right answer', error: isRight ? Infinity : 0},
        ],
      };
    },
  };
};
