import {expect, test} from 'vitest';

import declaration from '../../../scenes/11-recent-improvements/flash-tiles.capture.ts';
import {readTiles} from '../../../scenes/11-recent-improvements/flash-tiles.facts.ts';
import {openCapture} from '../../../scenes/captured/open-capture.ts';
import {statesOf} from '../../../scenes/components/tile-states.ts';
import {capturedFiles} from '../captured-files.ts';

const {visits, outputs, scores, pattern, result, atOnce, difference, facts} = readTiles(
  openCapture(declaration, await capturedFiles('11-recent-improvements/flash-tiles')),
);
const states = statesOf(visits, outputs, scores.shape[0]);

test('what stands beside the last tile is what the model made at once', () => {
  const {output} = states[states.length - 1];
  expect(output).toEqual(result.data);
  output.forEach((value, i) => {
    expect(Math.abs(value - atOnce.data[i])).toBeLessThan(Number(facts.bound));
    expect(difference.data[i]).toBeCloseTo(value - atOnce.data[i], 10);
  });
});

test('the running maximum never falls, and ends at the largest score that is seen', () => {
  for (let query = 0; query < scores.shape[0]; query++) {
    const course = states.map(({max}) => max[query]).filter(max => max !== null);
    expect(course).toEqual([...course].sort((a, b) => a - b));
    const own = scores.at(query).data.filter((_, key) => pattern.at(query).data[key] > 0);
    expect(course.at(-1)).toBeCloseTo(Math.max(...own), 5);
  }
});

test('every score is in one tile', () => {
  const area = visits.reduce(
    (sum, {queries, keys}) => sum + (queries[1] - queries[0]) * (keys[1] - keys[0]),
    0,
  );
  expect(area).toBe(facts.whole);
  expect(facts.visited + facts.skipped).toBe(visits.length);
});
