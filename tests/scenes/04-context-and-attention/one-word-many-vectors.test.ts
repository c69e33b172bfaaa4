import {describe, expect, test} from 'vitest';

import declaration from '../../../scenes/04-context-and-attention/one-word-many-vectors.capture.ts';
import {
  likeness,
  readWord,
  withNeighbours,
} from '../../../scenes/04-context-and-attention/one-word-many-vectors.facts.ts';
import {openCapture} from '../../../scenes/captured/open-capture.ts';
import {Tensor} from '../../../scenes/captured/tensor.ts';
import {capturedFiles} from '../captured-files.ts';

const SOURCE = {model: 'a', revision: '', dtype: 'fp32'};

const open = async () =>
  openCapture(
    declaration,
    await capturedFiles('04-context-and-attention/one-word-many-vectors'),
  );

const cosine = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  const dot = (x: ArrayLike<number>, y: ArrayLike<number>): number =>
    Array.from(x).reduce((sum, value, i) => sum + value * y[i], 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
};

describe('one word, many vectors', () => {
  test('it starts at one point, with one vector', async () => {
    const {vectors, places, alike} = readWord(await open());
    const [first] = vectors;
    for (const text of [1, 2, 3]) {
      expect(first.at(text).data).toEqual(first.at(0).data);
      expect(places.at(0).at(text).data).toEqual(places.at(0).at(0).data);
    }
    expect(alike[0].same).toBeCloseTo(1, 6);
    expect(alike[0].other).toBeCloseTo(1, 6);
  });

  test('the lines are the cosines of the vectors that are drawn', async () => {
    const {vectors, alike, groups, facts, parts} = readWord(await open());
    expect(groups).toEqual([
      [0, 1],
      [2, 3],
    ]);
    vectors.forEach((row, i) => {
      const of = (a: number, b: number): number => cosine(row.at(a).data, row.at(b).data);
      expect(alike[i].same).toBeCloseTo((of(0, 1) + of(2, 3)) / 2, 4);
      const other = (of(0, 2) + of(0, 3) + of(1, 2) + of(1, 3)) / 4;
      expect(alike[i].other).toBeCloseTo(other, 4);
    });
    expect(facts.same > facts.other).toBe(parts);
    expect(vectors).toHaveLength(facts.layers + 1);
  });

  test('what names a point is the word with its neighbours', async () => {
    const {names, chips} = readWord(await open());
    expect(names).toEqual([
      'He left the',
      'She left her',
      'his left hand',
      'its left leg',
    ]);
    for (const row of chips) {
      const loud = row.filter(chip => !('isQuiet' in chip));
      expect(loud.map(({label}) => label)).toEqual(['left']);
    }
  });

  test.each([
    ['He left the park.', ' left', 'He left the'],
    // Pieces of words are none, and a mark is not crossed.
    ['Its left. Then', ' left', 'Its left'],
    ['left alone', 'left', 'left alone'],
    ['그가 떠난 공원', ' 떠난', '그가 떠난 공원'],
  ])('in %j the word %j has its neighbours', (text, word, name) => {
    const start = text.indexOf(word);
    expect(withNeighbours(text, start, start + word.length)).toBe(name);
  });

  test.each([
    [[0, 0, 1], {same: 0.2, other: 0.4}],
    [[0, 1, 1], {same: 0.5, other: 0.25}],
  ])('with senses %j', (senses, means) => {
    const alike = new Tensor(
      Float32Array.of(1, 0.2, 0.3, 0.2, 1, 0.5, 0.3, 0.5, 1),
      [3, 3],
      ['text', 'other'],
      SOURCE,
    );
    const found = likeness(alike, text => senses[text]);
    expect(found.same).toBeCloseTo(means.same, 6);
    expect(found.other).toBeCloseTo(means.other, 6);
  });
});
