import {describe, expect, test} from 'vitest';

import {decoded} from '../../../data-extract/probes/decoding.ts';

// Probabilities of 1/2, 1/4, 1/8, 1/8.
const ROW = Float32Array.of(Math.log(2), Math.log(4), 0, 0);
const TOKENS = [{id: 1}, {id: 0}];
const way = (request: Parameters<typeof decoded>[2]) =>
  decoded(ROW, TOKENS, request, String);

describe('a way to choose', () => {
  test('leaves all where nothing limits it', () => {
    const {softened, softenedOthers, eligible, cumulative, ...rest} = way({});
    expect(softened.map(share => share.toFixed(4))).toEqual(['0.5000', '0.2500']);
    expect(softenedOthers).toBeCloseTo(0.25);
    expect(cumulative[1]).toBeCloseTo(0.75);
    expect(eligible).toBe(4);
    expect(rest).toMatchObject({temperature: 1, topK: null, topP: null, draws: []});
  });

  test('temperature sharpens or flattens, and nothing is lost', () => {
    // Squares of the weights: 16, 4, 1, 1.
    const {softened, softenedOthers} = way({temperature: 0.5});
    expect(softened[0]).toBeCloseTo(16 / 22, 6);
    expect(softenedOthers).toBeCloseTo(2 / 22, 6);
    expect(way({temperature: 1000}).softened[0]).toBeCloseTo(0.25, 2);
  });

  test('the best k share what they have', () => {
    const {eligible, probabilities, probabilitiesOthers} = way({topK: 2});
    expect(eligible).toBe(2);
    expect(probabilities[0]).toBeCloseTo(2 / 3, 6);
    expect(probabilities[1]).toBeCloseTo(1 / 3, 6);
    expect(probabilitiesOthers).toBeCloseTo(0, 6);
  });

  test.each([
    [0.4, 1],
    [0.6, 2],
    [0.8, 3],
    [1, 4],
  ])('up to a sum of %d: %d tokens', (topP, eligible) => {
    expect(way({topP}).eligible).toBe(eligible);
  });

  test('a seed draws the same again, from those that take part', () => {
    const {draws} = way({topK: 2, seed: 7, draws: 20});
    expect(draws).toHaveLength(20);
    expect(way({topK: 2, seed: 7, draws: 20}).draws).toEqual(draws);
    expect(new Set(draws.map(({id}) => id))).toEqual(new Set([0, 1]));
    expect(draws.every(({id, text}) => text === String(id))).toBe(true);
    expect(way({seed: 8, draws: 20}).draws).not.toEqual(way({seed: 7, draws: 20}).draws);
  });
});
