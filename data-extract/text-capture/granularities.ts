import {Buffer} from 'node:buffer';

import type {GranularitiesDeclaration} from '../declare/text-declaration.ts';
import {countWords, readCorpus} from '../text/corpus.ts';
import {cutBytes, cutCharacters, cutWords} from '../text/granularities.ts';
import type {GranularityLevel, TextPiece} from '../text/text-results.ts';
import type {TextKind} from './kind.ts';
import {factsOf, openTokenizers, tokenizerInputs} from './tokenizers.ts';

/** One text as words, pieces of words, characters and bytes. */
export const openGranularities: TextKind<GranularitiesDeclaration> = async (
  {text, words, tokenizer: role},
  context,
) => {
  const corpus = await readCorpus(words, context.root);
  const opened = await openTokenizers([role], context);
  const [{tokenizer}] = opened;
  const inputs = tokenizerInputs(opened, text);
  return {
    inputs: {
      ...inputs,
      model: {...inputs.model, files: [...inputs.model.files, corpus.file]},
    },
    make() {
      const counted = countWords(corpus.documents);
      const known = new Set(counted.slice(0, words.size).map(([word]) => word));
      const tokens = tokenizer.encode(text, {specialTokens: false});
      const subwords = tokens.map(
        ({text: own, bytes, start, end, unknown = false}): TextPiece => ({
          text: own,
          bytes,
          start,
          end,
          unknown,
        }),
      );
      const level = (
        name: GranularityLevel['level'],
        pieces: TextPiece[],
        vocab: number,
      ): GranularityLevel => ({
        level: name,
        count: pieces.length,
        unknown: pieces.filter(({unknown}) => unknown).length,
        pieces,
        vocab,
      });
      const alphabet = new Set<string>();
      // One after the other: an array of all of them would be as large as the corpus many times over.
      for (const document of corpus.documents)
        for (const character of document) alphabet.add(character);
      const characters = cutCharacters(text, alphabet);
      const bytes = cutBytes(text);
      const levels = [
        level('words', cutWords(text, known), known.size),
        level('subwords', subwords, tokenizer.vocabSize),
        level('characters', characters, alphabet.size),
        level('bytes', bytes, 256),
      ];
      const joined = (pieces: readonly TextPiece[]): string =>
        Buffer.from(pieces.map(piece => piece.bytes).join(''), 'hex').toString('utf8');
      return {
        text,
        tokens,
        result: {
          kind: 'granularities',
          levels,
          words: {size: known.size, distinct: counted.length, from: words.path},
          tokenizer: factsOf(opened[0]),
        },
        tensors: [],
        checks: [characters, bytes].map(pieces => ({
          name: `${pieces === bytes ? 'bytes' : 'characters'} join to the text`,
          error: joined(pieces) === text ? 0 : Infinity,
        })),
      };
    },
  };
};
