import {describe, expect, test} from 'vitest';

import {readBlocks} from '../../../scenes/11-recent-improvements/block-since-2017.facts.ts';
import {planMorph} from '../../../scenes/11-recent-improvements/morph-plan.ts';
import {openModelSizes} from '../../../scenes/captured/model-sizes.ts';
import {bottomOf, rightOf} from '../../../scenes/components/box.ts';
import type {Box} from '../../../scenes/components/box.ts';
import {capturedFiles} from '../captured-files.ts';

const BOX = {x: 100, y: 50, width: 1000, height: 700};
const [OLD, NEW] = [0, 1].map(t => planMorph(BOX, {norms: t, positions: t}));
const meet = (a: Box, b: Box): boolean =>
  a.x < rightOf(b) && b.x < rightOf(a) && a.y < bottomOf(b) && b.y < bottomOf(a);

describe('a block that turns into another', () => {
  test('moves norms and positions, and nothing else', () => {
    const {sublayers: before, positions: _, ...was} = OLD;
    const {sublayers: after, positions: __, ...is} = NEW;
    expect(is).toEqual(was);
    after.forEach(({norm, ...rest}, i) => {
      const {norm: old, ...same} = before[i];
      expect(rest).toEqual(same);
      expect(norm).not.toEqual(old);
    });
  });

  test.each([
    ['before', OLD],
    ['after', NEW],
  ])('has no parts on one another, %s', (_, {sublayers, positions}) => {
    const boxes = [positions, ...sublayers.flatMap(({part, norm}) => [part, norm])];
    boxes.forEach((box, i) => {
      expect(box.x).toBeGreaterThanOrEqual(BOX.x);
      expect(rightOf(box)).toBeLessThanOrEqual(rightOf(BOX));
      expect(box.y).toBeGreaterThanOrEqual(BOX.y);
      expect(bottomOf(box)).toBeLessThanOrEqual(bottomOf(BOX));
      for (const other of boxes.slice(i + 1)) expect(meet(box, other)).toBe(false);
    });
  });

  test('has norms on the rail first, then in the way of the branch', () => {
    const [{x}] = OLD.rail;
    OLD.sublayers.forEach(({norm, plus}) => {
      expect(norm.x < x && x < rightOf(norm) && norm.y > plus.y).toBe(true);
    });
    NEW.sublayers.forEach(({norm, way}) => {
      const end = way[way.length - 1];
      expect(norm.x < end.x && end.x < rightOf(norm)).toBe(true);
      expect(way[1].y <= norm.y && bottomOf(norm) <= end.y).toBe(true);
    });
  });
});

test('configurations say what has changed', async () => {
  const files = await capturedFiles('11-recent-improvements/block-since-2017');
  const {was, now, changed} = readBlocks(openModelSizes(files));
  expect(changed).toEqual(['order', 'norm', 'positions', 'heads', 'gate']);
  expect(was).toMatchObject({order: 'post', norm: 'layer', sharing: 1});
  expect(now).toMatchObject({order: 'pre', norm: 'rms', sharing: 4, gate: 'gated'});
});
