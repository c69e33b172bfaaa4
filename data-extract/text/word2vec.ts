import {logLoss, sigmoid} from '../numbers/exact-math.ts';
import {randomNumbers} from '../numbers/random-numbers.ts';
import {negativeSampler} from './negative-sampler.ts';
import {neighboursOf} from './skip-gram.ts';

/** How word2vec is trained: skip-gram with negative sampling. */
export interface Word2vecSettings {
  /** Numbers per vector. */
  dModel: number;
  /** Most words to each side; every place draws its own width, from 1 on. */
  window: number;
  /** Sampled words per pair. */
  negatives: number;
  /** How often the text is read. */
  epochs: number;
  /** At the start; it falls in a straight line to a ten-thousandth of it. */
  learningRate: number;
  /** Words with a larger share of the text are left out now and then; 0 keeps all. */
  subsample: number;
  /** Vectors start with numbers drawn evenly between -spread and spread. */
  spread: number;
  seed: number;
}

/** Both matrices, `[word, d_model]`. They go on changing: copy what must stay. */
export interface Word2vecMatrices {
  /** E: the vectors of words that are given; what is used in the end. */
  input: Float32Array;
  /** C: the vectors of words that are to be guessed. */
  output: Float32Array;
}

/** How far training has come. */
export interface Word2vecProgress {
  /** Share of the text that has been read, 0 to 1. */
  share: number;
  /** Pairs so far. */
  pairs: number;
  /** Mean loss of a pair with its negatives since the last progress, `null` before the first. */
  loss: number | null;
}

/** One pair, before and after it has changed its vectors. */
export interface Word2vecStep {
  /** Which pair of the training it is, from 1. */
  pair: number;
  learningRate: number;
  input: number;
  /** The right answer first, then the sampled words. */
  targets: {word: number; label: 0 | 1; dot: number}[];
  /** Vectors before and after: of the input, and of the targets. */
  before: {input: Float32Array; targets: Float32Array[]};
  after: {input: Float32Array; targets: Float32Array[]};
}

/** What of a training is kept. */
export interface Word2vecWatch {
  /** Called at each of these shares of the text, ascending, 0 and 1 included. */
  at: readonly number[];
  onProgress(matrices: Word2vecMatrices, progress: Word2vecProgress): void;
  /** Called whenever this pair is trained. */
  pair: {input: number; output: number};
  onPair(step: Word2vecStep): void;
}

/**
 * Train word vectors.
 *
 * @param texts - Words of each text by number.
 * @param counts - How often each word occurs.
 * @remarks
 * Only additions, multiplications, divisions and square roots, rounded to single precision
 * where they are stored, and random numbers that depend on the seed alone: every machine
 * and every JavaScript engine comes to the same bits.
 */
export function trainWord2vec(
  texts: readonly Int32Array[],
  counts: readonly number[],
  settings: Word2vecSettings,
  watch: Word2vecWatch,
): void {
  const {dModel, negatives, epochs, spread} = settings;
  const random = randomNumbers(settings.seed);
  const matrix = (): Float32Array =>
    Float32Array.from(
      {length: counts.length * dModel},
      () => (2 * random() - 1) * spread,
    );
  const matrices = {input: matrix(), output: matrix()};
  const sampler = negativeSampler(counts);
  const total = counts.reduce((a, b) => a + b, 0);
  const keep = counts.map(count => keptShare(count / total, settings.subsample));
  const targets = new Int32Array(negatives + 1);
  const change = new Float64Array(dModel);
  let [pairs, loss, lastPairs, next] = [0, 0, 0, 0];

  const report = (share: number): void => {
    while (next < watch.at.length && watch.at[next] <= share) {
      const mean = pairs > lastPairs ? loss / (pairs - lastPairs) : null;
      watch.onProgress(matrices, {share: watch.at[next], pairs, loss: mean});
      [loss, lastPairs, next] = [0, pairs, next + 1];
    }
  };

  report(0);
  let read = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const text of texts) {
      const words = text.filter(word => keep[word] >= 1 || random() < keep[word]);
      for (let place = 0; place < words.length; place++) {
        const share = (read + (text.length * place) / words.length) / (total * epochs);
        const rate = settings.learningRate * Math.max(1e-4, 1 - share);
        const width = 1 + Math.floor(random() * settings.window);
        for (const neighbour of neighboursOf(place, words.length, width)) {
          targets[0] = words[neighbour];
          for (let k = 1; k <= negatives; k++) {
            targets[k] = sampler.draw(targets[0], random);
          }
          pairs++;
          const input = words[place];
          const {pair} = watch;
          if (input === pair.input && targets[0] === pair.output) {
            const before = copyRows(matrices, dModel, input, targets);
            const dots: number[] = [];
            loss += learn(matrices, dModel, input, targets, rate, change, dots);
            watch.onPair({
              pair: pairs,
              learningRate: rate,
              input,
              targets: dots.map((dot, k) => ({
                word: targets[k],
                label: k === 0 ? 1 : 0,
                dot,
              })),
              before,
              after: copyRows(matrices, dModel, input, targets),
            });
          } else {
            loss += learn(matrices, dModel, input, targets, rate, change, null);
          }
        }
        report(share);
      }
      read += text.length;
    }
  }
  report(1);
}

/** Probability that a word with this share of the text is kept, as in word2vec. */
export const keptShare = (share: number, threshold: number): number =>
  threshold <= 0 ? 1 : Math.sqrt(threshold / share) + threshold / share;

/**
 * One pair: every target's vector and the input's move by the error of the guess.
 *
 * @param change - Room for the input's change.
 * @param dots - Takes the dot products where it is given.
 * @returns The loss.
 */
function learn(
  {input: e, output: c}: Word2vecMatrices,
  dModel: number,
  input: number,
  targets: Int32Array,
  rate: number,
  change: Float64Array,
  dots: number[] | null,
): number {
  const from = input * dModel;
  let loss = 0;
  change.fill(0);
  for (let k = 0; k < targets.length; k++) {
    const to = targets[k] * dModel;
    let dot = 0;
    for (let i = 0; i < dModel; i++) dot += e[from + i] * c[to + i];
    dots?.push(dot);
    loss += logLoss(k === 0 ? dot : -dot);
    const move = ((k === 0 ? 1 : 0) - sigmoid(dot)) * rate;
    for (let i = 0; i < dModel; i++) {
      change[i] += move * c[to + i];
      c[to + i] += move * e[from + i];
    }
  }
  for (let i = 0; i < dModel; i++) e[from + i] += change[i];
  return loss;
}

function copyRows(
  {input, output}: Word2vecMatrices,
  dModel: number,
  word: number,
  targets: Int32Array,
): Word2vecStep['before'] {
  const row = (matrix: Float32Array, index: number): Float32Array =>
    matrix.slice(index * dModel, (index + 1) * dModel);
  return {input: row(input, word), targets: [...targets].map(k => row(output, k))};
}
