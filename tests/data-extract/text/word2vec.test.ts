import {describe, expect, test} from 'vitest';

import {sha256} from '../../../foundations/canonical-json.ts';
import {sigmoid} from '../../../data-extract/numbers/exact-math.ts';
import {keptShare, trainWord2vec} from '../../../data-extract/text/word2vec.ts';
import type {
  Word2vecProgress,
  Word2vecSettings,
  Word2vecStep,
} from '../../../data-extract/text/word2vec.ts';

const SETTINGS: Word2vecSettings = {
  dModel: 8,
  window: 2,
  negatives: 2,
  epochs: 1,
  learningRate: 0.1,
  subsample: 0,
  spread: 0.5,
  seed: 7,
};

/** Texts over two sets of words that never meet: 0 to 3, and 4 to 7. */
const TEXTS = Array.from({length: 60}, (_, t) =>
  Int32Array.from(
    {length: 12},
    (__, i) => ((i * i + 3 * i * t + (i >> 1)) % 4) + (t % 2) * 4,
  ),
);
const COUNTS = Array.from({length: 8}, () => 90);

function train(change: Partial<Word2vecSettings> = {}): {
  vectors: Float32Array;
  steps: Word2vecStep[];
  progress: Word2vecProgress[];
} {
  let vectors = new Float32Array(0);
  const steps: Word2vecStep[] = [];
  const progress: Word2vecProgress[] = [];
  trainWord2vec(
    TEXTS,
    COUNTS,
    {...SETTINGS, ...change},
    {
      at: [0, 0.25, 0.5, 1],
      onProgress(matrices, own) {
        vectors = matrices.input.slice();
        progress.push(own);
      },
      pair: {input: 0, output: 1},
      onPair: step => steps.push(step),
    },
  );
  return {vectors, steps, progress};
}

const cosineOf = (vectors: Float32Array, a: number, b: number): number => {
  const [u, v] = [a, b].map(i => vectors.subarray(i * 8, i * 8 + 8));
  const dot = (x: Float32Array, y: Float32Array) =>
    x.reduce((sum, value, i) => sum + value * y[i], 0);
  return dot(u, v) / Math.sqrt(dot(u, u) * dot(v, v));
};

describe('trainWord2vec()', () => {
  test('comes to the same bits for the same seed, on every machine', () => {
    const {vectors} = train();
    expect(train().vectors).toEqual(vectors);
    expect(train({seed: 8}).vectors).not.toEqual(vectors);
    const hash = sha256(new Uint8Array(vectors.buffer));
    expect(hash.slice(0, 16)).toMatchInlineSnapshot(`"9cc23e90a7830ded"`);
  });

  test('words of the same texts come together, others part', () => {
    const {vectors} = train({epochs: 20});
    const pairs = [0, 1, 2, 3].flatMap(a => [0, 1, 2, 3].map(b => [a, b] as const));
    const within = pairs
      .filter(([a, b]) => a < b)
      .map(([a, b]) => cosineOf(vectors, a, b));
    const across = pairs.map(([a, b]) => cosineOf(vectors, a, b + 4));
    expect(Math.min(...within)).toBeGreaterThan(0.6);
    expect(Math.max(...across)).toBeLessThan(0.2);
  });

  test('a step moves each vector by error × learning rate × the other one', () => {
    const {steps} = train();
    expect(steps.length).toBeGreaterThan(10);
    for (const {before, after, targets, learningRate} of steps) {
      if (new Set(targets.map(({word}) => word)).size < targets.length) continue;
      const moved = before.input.slice().fill(0);
      targets.forEach(({label, dot}, k) => {
        const own = before.targets[k].reduce((s, v, i) => s + v * before.input[i], 0);
        expect(own).toBeCloseTo(dot, 5);
        const move = learningRate * (label - sigmoid(dot));
        before.targets[k].forEach((value, i) => {
          moved[i] += move * value;
          expect(after.targets[k][i]).toBeCloseTo(value + move * before.input[i], 5);
        });
      });
      before.input.forEach((value, i) =>
        expect(after.input[i]).toBeCloseTo(value + moved[i], 5),
      );
    }
  });

  test('progress comes at the shares that were asked for, with pairs and falling loss', () => {
    const {progress} = train({epochs: 20});
    expect(progress.map(({share}) => share)).toEqual([0, 0.25, 0.5, 1]);
    expect(progress[0]).toMatchObject({pairs: 0, loss: null});
    expect(progress[3].pairs).toBeGreaterThan(progress[2].pairs);
    expect(progress[3].loss).toBeLessThan(progress[1].loss ?? 0);
  });

  test('the learning rate falls in a straight line', () => {
    const rates = train().steps.map(({learningRate}) => learningRate);
    expect(rates[0]).toBeGreaterThan(0.095);
    expect(rates[rates.length - 1]).toBeLessThan(0.005);
    rates.slice(1).forEach((rate, i) => expect(rate).toBeLessThanOrEqual(rates[i]));
  });

  test('a text of one word has no pairs', () => {
    const counted: number[] = [];
    trainWord2vec([Int32Array.of(0)], [1, 1], SETTINGS, {
      at: [0, 1],
      pair: {
        input: 0,
        output: 1,
      },
      onPair: () => undefined,
      onProgress: (_, {pairs}) => counted.push(pairs),
    });
    expect(counted).toEqual([0, 0]);
  });
});

test.each([
  [0.1, 0, 1],
  [0.001, 0.001, 2],
  [0.1, 0.001, 0.11],
])('of a word with share %f, threshold %f keeps %f', (share, threshold, expected) => {
  expect(keptShare(share, threshold)).toBeCloseTo(expected, 12);
});
