import {expect, test} from 'vitest';

import declaration from '../../../scenes/11-recent-improvements/rotary-positions.capture.ts';
import {readRotation} from '../../../scenes/11-recent-improvements/rotary-positions.facts.ts';
import {openCapture} from '../../../scenes/captured/open-capture.ts';
import {turnedProduct} from '../../../scenes/components/rope.ts';
import {capturedFiles} from '../captured-files.ts';

const captured = openCapture(
  declaration,
  await capturedFiles('11-recent-improvements/rotary-positions'),
);
const {pairs, scale, byDistance, queryVector, keyVector, at, facts} =
  readRotation(captured);
const scoreAt = (query: number, key: number): number =>
  scale * turnedProduct(queryVector.data, keyVector.data, pairs, {query, key});

test('the score under the dials is what the chart says at each distance', () => {
  byDistance.forEach((score, distance) =>
    expect(scoreAt(at.key + distance, at.key)).toBeCloseTo(score, 3),
  );
});

test('and the same wherever both stand', () => {
  expect(scoreAt(at.query, at.key)).toBeCloseTo(facts.score, 3);
  expect(scoreAt(facts.movedQuery, facts.movedKey)).toBeCloseTo(facts.score, 3);
});

test('it is the product of the vectors that the model turned', () => {
  const [q, k] = [captured.rotary.after('q').at(at.query), captured.rotary.after('k')];
  const own = k.at(at.key).data;
  const product = q.data.reduce((sum, value, i) => sum + value * own[i], 0);
  expect(product * scale).toBeCloseTo(facts.score, 3);
});

test('turning leaves every hand as long as it was', () => {
  const [before, after] = [captured.rotary.before('q'), captured.rotary.after('q')];
  for (const {a, b} of pairs) {
    const lengthOf = ({data}: {data: Float32Array}): number =>
      Math.hypot(data[a], data[b]);
    expect(lengthOf(after.at(at.query))).toBeCloseTo(lengthOf(before.at(at.query)), 4);
  }
});
