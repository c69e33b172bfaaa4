import type {CaptureFiles} from 'attention-in-motion/captured/open-capture';
import {Tensor} from 'attention-in-motion/captured/tensor';
import type {Source} from 'attention-in-motion/captured/tensor';
import {openWord2vec} from 'attention-in-motion/captured/word2vec';
import type {CapturedStep} from 'attention-in-motion/captured/word2vec';
import {figure, group} from 'attention-in-motion/script/numbers';

import {robustLimit} from './row-cells.ts';

/** A training from its first matrices to its last map, and what captions say of it. */
export function readTraining(files: CaptureFiles) {
  const training = openWord2vec(files);
  const {trace, snapshots, map, start, source, vocab, dModel} = training;
  const {first, last} = trace;
  const end = snapshots[snapshots.length - 1];
  const told = ({targets: [target]}: CapturedStep) => ({
    guess: figure(target.sigmoid, 2),
    after: figure(target.sigmoidAfter, 2),
  });
  const vectors = [first, last].flatMap(({input, outputs}) => [input, ...outputs]);
  const rest = Array.from({length: vocab}, (_, i) => i).slice(start.words.length);
  return {
    start,
    source,
    snapshots,
    rest,
    shape: `${group(vocab)} \u00D7 ${dModel}`,
    limit: robustLimit(vectors.map(({before}) => before.data)),
    first: meetingOf(trace.input, first, source),
    last: meetingOf(trace.input, last, source),
    map: {
      names: map.words.map(({text}) => text),
      places: map.places,
      groups: map.groups.map(name =>
        [...map.words.keys()].filter(word => map.words[word].group === name),
      ),
    },
    facts: {
      input: trace.input,
      output: trace.output,
      times: trace.times,
      vocab,
      dModel,
      pairs: training.pairs,
      corpus: training.corpus.words,
      draws: first.targets.length - 1,
      rest: rest.length,
      first: told(first),
      last: told(last),
      within: figure(end.within, 2),
      between: figure(end.between, 2),
    },
  };
}

/** One pair of the training with its draws. */
export type Meeting = ReturnType<typeof meetingOf>;

/** A pair before it is trained and after it; row 0 is the input, the targets follow. */
function meetingOf(
  word: string,
  {input, outputs, products, targets}: CapturedStep,
  source: Source,
) {
  // Of the input there is no guess.
  const figures = (of: readonly number[]): Tensor =>
    Tensor.of([NaN, ...of], 'word', source);
  const rows = [input, ...outputs];
  const none = Tensor.of(
    [...input.before.data].map(() => 0),
    'd_model',
    source,
  );
  return {
    names: [word, ...targets.map(target => target.word)],
    // Of the input there are no products either.
    products: Tensor.stack([none, ...targets.map((_, k) => products.at(k))], 'word'),
    answers: figures(targets.map(({label}) => label)),
    before: {
      input: input.before,
      vectors: Tensor.stack(
        rows.map(({before}) => before),
        'word',
      ),
      dots: figures(targets.map(({dot}) => dot)),
      guesses: figures(targets.map(({sigmoid}) => sigmoid)),
      errors: figures(targets.map(({error}) => error)),
    },
    after: {
      input: input.after,
      vectors: Tensor.stack(
        rows.map(({after}) => after),
        'word',
      ),
      dots: figures(targets.map(({dotAfter}) => dotAfter)),
      guesses: figures(targets.map(({sigmoidAfter}) => sigmoidAfter)),
      errors: figures(targets.map(({label, sigmoidAfter}) => label - sigmoidAfter)),
    },
  };
}

/** Pairs that were trained at a moment between two snapshots. */
export function pairsAt(snapshots: readonly {pairs: number}[], moment: number): number {
  const before = Math.min(snapshots.length - 1, Math.floor(moment));
  const after = Math.min(snapshots.length - 1, before + 1);
  const {pairs} = snapshots[before];
  return pairs + (snapshots[after].pairs - pairs) * (moment - before);
}
