import type {BpeTrainingDeclaration} from '../declare/text-declaration.ts';
import {
  countCharacters,
  countPieces,
  mergePair,
  piecesBeforeMerging,
  trainBpe,
} from '../text/bpe-training.ts';
import {readCorpus} from '../text/corpus.ts';
import type {BpeMerge, BpeTrainingResult} from '../text/text-results.ts';
import {declarationError} from './kind.ts';
import type {TextKind} from './kind.ts';

/** Byte pairs merged one after the other, from characters on. */
export const openBpeTraining: TextKind<BpeTrainingDeclaration> = async (
  {corpus: request, merges: limit, candidates, watch},
  context,
) => {
  for (const [field, value] of Object.entries({merges: limit, candidates})) {
    if (Number.isInteger(value) && value > 0) continue;
    const remedy = 'Give a whole number above 0.';
    throw declarationError(context, field, `${value} is none`, remedy);
  }
  const corpus = await readCorpus(request, context.root);
  const words = countPieces(corpus.documents);
  const alphabet = countCharacters(words);
  const characters = alphabet.reduce((sum, {count}) => sum + count, 0);
  return {
    inputs: {
      model: {
        id: 'bpe-training',
        revision: null,
        files: [corpus.file],
        dModel: 0,
        vocab: alphabet.length + limit,
      },
      dtype: 'counts',
    },
    make() {
      const merges = trainBpe(words, limit, candidates);
      const states = watchMerges(watch, merges);
      const last = merges[merges.length - 1];
      const saved = merges.reduce((sum, {merged}) => sum + merged, 0);
      const joined = states.every(({pieces}) => pieces.join('') === watch);
      return {
        text: watch,
        result: {
          kind: 'bpe-training',
          corpus: {
            path: request.path,
            documents: corpus.documents.length,
            characters,
            words: words.reduce((sum, {count}) => sum + count, 0),
            distinctWords: words.length,
          },
          alphabet,
          merges,
          watch: {text: watch, states},
        },
        tensors: [],
        checks: [
          {name: 'pieces of the watched text join to it', error: joined ? 0 : Infinity},
          {
            name: 'merges account for the length of the corpus',
            error: Math.abs(characters - saved - (last?.pieces ?? characters)),
          },
        ],
      };
    },
  };
};

/** Pieces of a text at the start and after each merge that changed them. */
function watchMerges(
  text: string,
  merges: readonly BpeMerge[],
): BpeTrainingResult['watch']['states'] {
  let words = piecesBeforeMerging(text).map(word => [...word]);
  const states = [{merges: 0, pieces: words.flat()}];
  merges.forEach(({candidates: [{left, right}]}, i) => {
    words = words.map(word => mergePair(word, left, right));
    const pieces = words.flat();
    if (pieces.length < states[states.length - 1].pieces.length) {
      states.push({merges: i + 1, pieces});
    }
  });
  return states;
}
