import type {Word2vecDeclaration} from '../declare/vector-declaration.ts';
import {readCorpus} from '../text/corpus.ts';
import {VectorTable} from '../text/vectors/vector-table.ts';
import {numbersOf, vocabularyOf} from '../text/vocabulary.ts';
import type {Vocabulary} from '../text/vocabulary.ts';
import {trainWord2vec} from '../text/word2vec.ts';
import type {Word2vecSettings, Word2vecStep} from '../text/word2vec.ts';
import {requirePositive, requireWhole, requireWords} from './fields.ts';
import {declarationError} from './kind.ts';
import type {TextContext, TextKind} from './kind.ts';
import {StartRows} from './word2vec-start.ts';
import {traceSteps} from './word2vec-trace.ts';
import {WordWays} from './word2vec-ways.ts';

/** How many nearest words of the traced input are kept. */
const NEAREST = 8;

/** Word vectors trained with word2vec. */
export const openWord2vec: TextKind<Word2vecDeclaration> = async (
  declaration,
  context,
) => {
  const settings = settingsOf(declaration, context);
  const corpus = await readCorpus(declaration.corpus, context.root);
  const vocabulary = vocabularyOf(corpus.documents, declaration.corpus.minCount ?? 1);
  requireKnown(declaration, vocabulary, context);
  const {dModel} = settings;
  return {
    inputs: {
      model: {
        id: 'word2vec',
        revision: null,
        files: [corpus.file],
        dModel,
        vocab: vocabulary.words.length,
      },
      dtype: 'fp32',
    },
    make() {
      const {trace, map} = declaration;
      const ways = new WordWays(map, vocabulary, dModel);
      const start = new StartRows(trace, map.groups, vocabulary, dModel);
      const steps: Word2vecStep[] = [];
      let [times, pairs] = [0, 0];
      let final = new Float32Array(0);
      trainWord2vec(
        corpus.documents.map(document => numbersOf(document, vocabulary)),
        vocabulary.counts,
        settings,
        {
          at: shares(map.snapshots),
          onProgress(matrices, progress) {
            if (progress.share === 0) start.take(matrices);
            ways.take(matrices.input, progress);
            [pairs, final] = [progress.pairs, matrices.input.slice()];
          },
          pair: {
            input: vocabulary.indexOf(trace.input),
            output: vocabulary.indexOf(trace.output),
          },
          onPair(step) {
            steps[Math.min(1, times)] = step;
            times++;
          },
        },
      );
      if (times < 2) {
        const problem = `"${trace.output}" stands near "${trace.input}" ${times} times`;
        throw declarationError(context, 'trace', problem, 'Take a more frequent pair.');
      }
      const traced = traceSteps(steps, vocabulary.words, dModel);
      const drawn = ways.draw();
      const table = new VectorTable(vocabulary.words, final, dModel);
      const {path} = declaration.corpus;
      return {
        text: `${trace.input} ${trace.output}`,
        result: {
          kind: 'word2vec',
          corpus: {path, documents: corpus.documents.length, words: vocabulary.total},
          vocab: vocabulary.words.length,
          dModel,
          window: settings.window,
          negatives: settings.negatives,
          seed: settings.seed,
          pairs,
          trace: {input: trace.input, output: trace.output, times, steps: traced.steps},
          nearest: table.nearest(table.row(trace.input), NEAREST, [trace.input]),
          start: start.words,
          snapshots: drawn.snapshots,
          map: drawn.map,
        },
        tensors: [start.tensor(), ...traced.tensors, drawn.tensor],
        checks: [...traced.checks, ...drawn.checks],
      };
    },
  };
};

/** Shares of the text at which positions are kept: closer at the start. */
const shares = (count: number): number[] =>
  Array.from({length: count}, (_, i) => (i / (count - 1)) * (i / (count - 1)));

function settingsOf(
  declaration: Word2vecDeclaration,
  context: TextContext,
): Word2vecSettings {
  const {dModel, window, negatives, seed, map} = declaration;
  const {epochs = 1, learningRate = 0.05, subsample = 1e-3, spread = 0.5} = declaration;
  requireWhole(context, {dModel, window, negatives, epochs}, 1);
  requireWhole(context, {'map.snapshots': map.snapshots, dModel}, 2);
  requireWhole(context, {'map.others': map.others ?? 0}, 0);
  requirePositive(context, {learningRate, spread});
  return {
    dModel,
    window,
    negatives,
    epochs,
    learningRate,
    subsample,
    spread,
    seed,
  };
}

function requireKnown(
  {trace, map}: Word2vecDeclaration,
  vocabulary: Vocabulary,
  context: TextContext,
): void {
  const check = (field: string, words: readonly string[]): void =>
    requireWords(
      context,
      field,
      words,
      word => vocabulary.indexOf(word) >= 0,
      'the vocabulary of the corpus',
    );
  check('trace', [trace.input, trace.output]);
  const groups = Object.entries(map.groups);
  for (const [name, words] of groups) check(`map.groups.${name}`, words);
  if (groups.length < 2 || groups.some(([, words]) => words.length < 2)) {
    const remedy = 'Give at least two groups of at least two words.';
    throw declarationError(context, 'map.groups', 'they are too few', remedy);
  }
}
