import {describe, expect, test} from 'vitest';

import {bagOfWords} from '../../../data-extract/text/bag-of-words.ts';
import {planBag} from '../../../scenes/components/bag-plan.ts';
import type {BagSizes} from '../../../scenes/components/bag-plan.ts';
import {bagRows, sharedWords} from '../../../scenes/components/bag-rows.ts';
import {Tensor} from '../../../scenes/captured/tensor.ts';
import type {CapturedBag} from '../../../scenes/captured/bag-of-words.ts';

const STAGE = {left: 96, right: 1824, top: 214, bottom: 866};

const sizes = (words: readonly number[], vocabulary: number): BagSizes => ({
  sentences: words.map(count => Array<number>(count).fill(90)),
  shared: Array.from({length: vocabulary}, (_, i) => i % 5 === 4),
  rows: words.length + 1,
  stage: STAGE,
  label: 240,
});

describe('planBag()', () => {
  test.each([
    [[2, 3], 4, 4, 0],
    [[5, 4], 7, 7, 0],
    [[30, 30], 46, 11, 36],
    [[36, 36], 11, 11, 0],
    [[36, 36], 12, 11, 2],
  ])('%j words over %i: %i places, %i words left', (words, vocabulary, places, left) => {
    const plan = planBag(sizes(words, vocabulary));
    expect(plan.slots).toHaveLength(places);
    expect(plan.left).toBe(left);
    expect(plan.slots.at(-1)?.word === null).toBe(left > 0);
    const last = plan.slots[places - 1];
    expect(last.x + last.width).toBeCloseTo(STAGE.right, 6);
    // Nothing overlaps: sentences, vocabulary, rows of counts, in this order.
    const chips = plan.chips.flat();
    expect(Math.min(...chips.map(({y}) => y))).toBe(STAGE.top);
    const lowest = Math.max(...chips.map(({y}) => y)) + plan.chipHeight;
    expect(plan.tops[0]).toBeGreaterThan(lowest + 12);
    plan.tops
      .slice(1)
      .forEach((top, i) =>
        expect(top - plan.tops[i]).toBeGreaterThanOrEqual(plan.slotHeight + 10),
      );
    expect(plan.tops[words.length + 1] + plan.slotHeight).toBeCloseTo(STAGE.bottom, 6);
    expect(plan.slotHeight).toBeGreaterThan(40);
    expect(plan.drops.at(-1)).toBeCloseTo(0, 6);
  });

  test('words that all sentences share keep their places', () => {
    const {slots} = planBag(sizes([30, 30], 46));
    expect(slots.map(({word}) => word)).toEqual([
      ...[0, 4, 9, 14, 19, 24, 29, 34, 39, 44],
      null,
    ]);
  });

  test('a sentence that takes too many lines is named', () => {
    expect(() => planBag(sizes([5, 60], 20))).toThrow('Sentence 2 is too long');
  });
});

test('rows are counted sentence by sentence, then in the shuffled order', () => {
  const {vocabulary, sentences} = bagOfWords(['a cute dog', 'my cute cat']);
  const source = {model: 'm', revision: 'r', dtype: 'counts'};
  const empty = new Tensor(new Float32Array(0), [0], ['word'], source);
  const bag: CapturedBag = {
    ...{source, vocabulary, sentences, counts: empty, cosine: empty},
    shuffled: {sentence: 1, order: [2, 0, 1], sameCounts: true, counts: empty},
  };
  expect(bagRows(bag).map(row => row.map(({term}) => term))).toEqual([
    [0, 1, 2],
    [3, 1, 4],
    [4, 3, 1],
  ]);
  expect(bagRows(bag)[2].map(({word}) => word)).toEqual([2, 0, 1]);
  expect(sharedWords(bag)).toEqual([false, true, false, false, false]);
});
