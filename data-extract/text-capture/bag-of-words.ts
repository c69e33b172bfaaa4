import type {BagOfWordsDeclaration} from '../declare/text-declaration.ts';
import {sha256} from '../../foundations/canonical-json.ts';
import {randomNumbers} from '../numbers/random-numbers.ts';
import {bagOfWords, cosine, countsOf, shuffle} from '../text/bag-of-words.ts';
import {declarationError} from './kind.ts';
import type {TextKind} from './kind.ts';

/** Sentences as counts of words. */
export const openBagOfWords: TextKind<BagOfWordsDeclaration> = (declaration, context) => {
  const text = declaration.sentences.join('\n');
  const {vocabulary, sentences} = bagOfWords(declaration.sentences);
  sentences.forEach(({words}, i) => {
    if (words.length > 0) return;
    const remedy = 'Give it a sentence, or leave it out.';
    throw declarationError(context, `sentences[${i}]`, 'there is no word in it', remedy);
  });
  const size = vocabulary.length;
  const counts = sentences.map(({words}) => countsOf(words, size));
  return {
    inputs: {
      model: {
        id: 'bag-of-words',
        revision: null,
        files: [{path: 'text', bytes: Buffer.byteLength(text), sha256: sha256(text)}],
        dModel: size,
        vocab: size,
      },
      dtype: 'counts',
    },
    make() {
      const wanted = declaration.shuffled;
      const words = sentences[wanted?.sentence ?? 0]?.words;
      if (!words) {
        const remedy = `Give a number below ${sentences.length}.`;
        throw declarationError(context, 'shuffled.sentence', 'there is none', remedy);
      }
      const order = wanted ? shuffle(words.length, randomNumbers(wanted.seed)) : [];
      const shuffled = countsOf(
        order.map(i => words[i]),
        size,
      );
      const tensors = [
        {
          name: 'counts',
          shape: [counts.length, size],
          axes: ['sentence', 'word'],
          data: Float32Array.from(counts.flatMap(row => [...row])),
        },
        {
          name: 'cosine',
          shape: [counts.length, counts.length],
          axes: ['sentence', 'sentence'],
          data: Float32Array.from(counts.flatMap(a => counts.map(b => cosine(a, b)))),
        },
        ...(wanted
          ? [{name: 'shuffled', shape: [size], axes: ['word'], data: shuffled}]
          : []),
      ];
      const sums = counts.map((row, i) =>
        Math.abs(row.reduce((a, b) => a + b, 0) - sentences[i].words.length),
      );
      return {
        text,
        result: {
          kind: 'bag-of-words',
          vocabulary,
          sentences,
          shuffled: wanted
            ? {
                sentence: wanted.sentence,
                order,
                sameCounts: shuffled.every((n, i) => n === counts[wanted.sentence][i]),
              }
            : null,
        },
        tensors,
        checks: [{name: 'counts sum to the number of words', error: Math.max(...sums)}],
      };
    },
  };
};
