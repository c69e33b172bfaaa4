import {describe, expect, test} from 'vitest';

import {shelfPlan} from '../../../scenes/components/shelf-plan.ts';

const BOX = {x: 200, y: 250, width: 1600, height: 560};

describe('shelfPlan()', () => {
  test.each([
    {boards: 1, tokens: 5, width: 32, label: 100, per: 1, upright: true},
    {boards: 4, tokens: 14, width: 32, label: 100, per: 1, upright: true},
    {boards: 4, tokens: 14, width: 64, label: 200, per: 2, upright: false},
    {boards: 8, tokens: 64, width: 128, label: 100, per: 11, upright: false},
  ])(
    '$boards boards of $tokens tokens: $per of $width numbers a cell',
    ({per, upright, ...size}) => {
      const plan = shelfPlan(size, BOX);
      expect(plan).toMatchObject({per, upright});
      expect(plan.tops).toHaveLength(size.boards);
      expect(plan.left + plan.column * size.tokens).toBeCloseTo(1800);
      expect(2 * plan.strip).toBeLessThan(plan.column);
      expect(plan.tops[0]).toBeGreaterThanOrEqual(250);
      const bottom = (plan.tops.at(-1) ?? 0) + plan.height;
      expect(bottom).toBeLessThanOrEqual(810);
      expect(plan.height).toBeGreaterThan(0);
    },
  );
});
