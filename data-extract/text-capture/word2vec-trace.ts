import {sigmoid} from '../numbers/exact-math.ts';
import type {Word2vecTrace} from '../text/vector-results.ts';
import type {Word2vecStep} from '../text/word2vec.ts';
import type {NamedValues, TextValues} from './kind.ts';

/** Steps of a training as a capture keeps them, and whether they add up. */
export function traceSteps(
  steps: readonly Word2vecStep[],
  words: readonly string[],
  dModel: number,
): {steps: Word2vecTrace[]; tensors: NamedValues[]; checks: TextValues['checks']} {
  const targets = steps[0].targets.length;
  const inputs = steps.flatMap(({before, after}) => [before.input, after.input]);
  const outputs = steps.flatMap(({before, after}) => [
    ...before.targets,
    ...after.targets,
  ]);
  return {
    steps: steps.map(step => ({
      pair: step.pair,
      learningRate: step.learningRate,
      targets: step.targets.map(({word, label, dot}, k) => {
        const dotAfter = dotOf(step.after.input, step.after.targets[k]);
        return {
          word: words[word],
          label,
          dot,
          sigmoid: sigmoid(dot),
          error: label - sigmoid(dot),
          dotAfter,
          sigmoidAfter: sigmoid(dotAfter),
        };
      }),
    })),
    tensors: [
      {
        name: 'trace.input',
        shape: [steps.length, 2, dModel],
        axes: ['step', 'when', 'd_model'],
        data: joined(inputs),
      },
      {
        name: 'trace.targets',
        shape: [steps.length, 2, targets, dModel],
        axes: ['step', 'when', 'target', 'd_model'],
        data: joined(outputs),
      },
      {
        name: 'trace.products',
        shape: [steps.length, targets, dModel],
        axes: ['step', 'target', 'd_model'],
        data: joined(steps.flatMap(productsOf)),
      },
    ],
    checks: [
      {name: 'dot product = input · target', error: worst(steps, dotError)},
      {name: 'products sum to the dot product', error: worst(steps, productError)},
      {
        name: 'change = error × learning rate × other vector',
        error: worst(steps, moveError),
      },
    ],
  };
}

const worst = (
  steps: readonly Word2vecStep[],
  error: (step: Word2vecStep, target: number) => number,
): number =>
  Math.max(...steps.flatMap(step => firstTargets(step).map(k => error(step, k))));

/** A word that is drawn twice has changed before its second turn; only the first is checked. */
function firstTargets({targets}: Word2vecStep): number[] {
  const words = targets.map(({word}) => word);
  return [...words.keys()].filter(
    k => words.filter(word => word === words[k]).length === 1,
  );
}

const dotError = ({before, targets}: Word2vecStep, k: number): number =>
  Math.abs(dotOf(before.input, before.targets[k]) - targets[k].dot);

const productError = (step: Word2vecStep, k: number): number =>
  Math.abs(
    productsOf(step)[k].reduce((sum, value) => sum + value, 0) - step.targets[k].dot,
  );

function moveError(step: Word2vecStep, k: number): number {
  const {before, after, learningRate} = step;
  const {label, dot} = step.targets[k];
  const move = learningRate * (label - sigmoid(dot));
  const wrong = [...before.input].map((value, i) =>
    Math.abs(before.targets[k][i] + move * value - after.targets[k][i]),
  );
  return Math.max(...wrong);
}

/** What the input and each target make number by number, before the step. */
const productsOf = ({before: {input, targets}}: Word2vecStep): Float32Array[] =>
  targets.map(target => target.map((value, i) => value * input[i]));

const dotOf = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, i) => sum + value * b[i], 0);

function joined(rows: readonly Float32Array[]): Float32Array {
  return Float32Array.from(rows.flatMap(row => [...row]));
}
