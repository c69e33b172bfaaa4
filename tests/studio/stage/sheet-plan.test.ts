import {describe, expect, test} from 'vitest';

import {planSheet} from '../../../studio/stage/sheet-plan.ts';

const row = (count: number) => ({
  heading: 'D1',
  labels: Array.from({length: count}, (_, i) => `cue ${i}`),
});

describe('planSheet()', () => {
  test.each([
    [480, 4],
    [192, 9],
    [960, 2],
    [1920, 1],
    [2400, 1],
  ])('puts pictures %i wide into %i columns', (width, columns) => {
    const {rows} = planSheet([row(20)], {width, height: 100});
    const first = rows[0].pictures[0].picture;
    expect(rows[0].pictures.filter(({picture}) => picture.y === first.y)).toHaveLength(
      columns,
    );
  });

  test('lets nothing overlap and nothing leave the sheet', () => {
    const picture = {width: 480, height: 270};
    for (const counts of [[1], [4, 4], [9, 3, 1], [0, 5]]) {
      const {width, height, rows} = planSheet(counts.map(row), picture);
      let bottom = 0;
      for (const {heading, pictures} of rows) {
        expect(heading.y - 26).toBeGreaterThanOrEqual(bottom);
        bottom = heading.y;
        const seen = new Set<string>();
        for (const {picture: place, label} of pictures) {
          expect(place.y).toBeGreaterThan(heading.y);
          expect(place.x + picture.width).toBeLessThan(width);
          expect(label.y - 20).toBeGreaterThanOrEqual(place.y + picture.height);
          bottom = Math.max(bottom, label.y);
          seen.add(`${place.x},${place.y}`);
        }
        expect(seen.size).toBe(pictures.length);
      }
      expect(bottom).toBeLessThan(height);
    }
  });
});
