import type {CaptureFiles} from 'attention-in-motion/captured/open-capture';
import {openSkipGram} from 'attention-in-motion/captured/skip-gram';
import {Tensor} from 'attention-in-motion/captured/tensor';
import type {Chip} from 'attention-in-motion/components/Chips';

/** Rows of the table that are in sight. */
export const ROWS = 9;

/**
 * The examples that a text makes: a row for each pair, then one for each draw. Once there
 * is room for the draws, they stand below their pairs.
 */
export function readDataset(files: CaptureFiles) {
  const {words, window, pairs, vocabulary, clashes, counts, source} = openSkipGram(files);
  const {draws} = counts;
  const wordOf = (index: number): string => words[index].text.toLowerCase();
  const drawn = pairs.flatMap(({input, negatives}, pair) =>
    negatives.map((word, draw) => ({input, word, pair, draw})),
  );
  const chip = (label: string): Chip[] => [{label}];
  const clash = clashes.length > 0 ? clashes[0] : null;
  const {shares} = vocabulary;
  const [frequent, rare] = [shares[0], shares[shares.length - 1]];
  const compared = [0, Math.floor(shares.length / 2), shares.length - 1];
  const told = [...new Set(compared)].map(i => shares[i]);
  return {
    words: words.map(({text}) => text),
    window,
    pairs,
    drawn,
    draws,
    firstPairs: counts.first,
    source,
    centres: pairs.map(({input}) => input),
    inputs: [...pairs, ...drawn].map(({input}) => chip(wordOf(input))),
    outputs: [
      ...pairs.map(({output}) => chip(wordOf(output))),
      ...drawn.map(({word}) => chip(word)),
    ],
    answers: [
      ...pairs.map((): Chip[] => [{label: '1', role: 'residual'}]),
      ...drawn.map((): Chip[] => [{label: '0', isQuiet: true}]),
    ],
    /** Place of each row once there is room for the draws. */
    apart: [
      ...pairs.map((_, pair) => pair * (1 + draws)),
      ...drawn.map(({pair, draw}) => pair * (1 + draws) + 1 + draw),
    ],
    clash: clash ? pairs.length + clash.pair * draws + clash.draw : null,
    shares: {
      words: told.map(({word}) => word),
      text: Tensor.of(
        told.map(({share}) => share),
        'word',
        source,
      ),
      draws: Tensor.of(
        told.map(own => own.drawn),
        'word',
        source,
      ),
      most: Math.max(...told.flatMap(own => [own.share, own.drawn])),
      areEven: frequent.drawn < frequent.share && rare.drawn > rare.share,
    },
    vocabulary: {
      size: vocabulary.distinct,
      word: vocabulary.from === null ? 'own' : 'corpus',
    },
    facts: {
      window,
      words: words.length,
      pairs: pairs.length,
      draws,
      rows: counts.rows,
      frequent: frequent.word,
      clash: {
        input: clash ? words[pairs[clash.pair].input].text : '',
        word: clash ? pairs[clash.pair].negatives[clash.draw] : '',
      },
    },
  };
}
