import {describe, expect, test} from 'vitest';

import {PathData} from '../../../studio/stage/vector/path-data.ts';

const dOf = (build: (path: PathData) => void): string => {
  const path = new PathData();
  build(path);
  return path.d;
};

describe('PathData', () => {
  test.each<[string, (path: PathData) => void, string]>([
    ['lines', p => (p.moveTo(1, 2), p.lineTo(3.14159, 4)), 'M1 2L3.142 4'],
    ['a line from nowhere', p => p.lineTo(3, 4), 'M3 4'],
    ['a closed one', p => (p.moveTo(0, 0), p.lineTo(1, 0), p.closePath()), 'M0 0L1 0Z'],
    ['nothing to close', p => p.closePath(), ''],
    [
      'curves',
      p => (
        p.moveTo(0, 0),
        p.bezierCurveTo(1, 2, 3, 4, 5, 6),
        p.quadraticCurveTo(7, 8, 9, 0)
      ),
      'M0 0C1 2 3 4 5 6Q7 8 9 0',
    ],
    ['a box', p => p.rect(1, 2, 30, 40), 'M1 2h30v40h-30Z'],
    ['a quarter', p => p.arc(0, 0, 10, 0, Math.PI / 2), 'M10 0A10 10 0 0 1 0 10'],
    [
      'a quarter the other way',
      p => p.arc(0, 0, 10, 0, -Math.PI / 2, true),
      'M10 0A10 10 0 0 0 0 -10',
    ],
    [
      'three quarters, since it turns the other way',
      p => p.arc(0, 0, 10, 0, Math.PI / 2, true),
      'M10 0A10 10 0 0 0 -7.071 -7.071A10 10 0 0 0 0 10',
    ],
    [
      'a circle',
      p => p.arc(0, 0, 10, 0, 2 * Math.PI),
      'M10 0A10 10 0 0 1 -10 0A10 10 0 0 1 10 0',
    ],
    ['an empty arc', p => p.arc(0, 0, 10, 1, 1), 'M5.403 8.415A10 10 0 0 0 5.403 8.415'],
    [
      'a rounded box',
      p => p.roundRect(0, 0, 20, 10, 2),
      'M2 0L18 0A2 2 0 0 1 20 2L20 8A2 2 0 0 1 18 10L2 10A2 2 0 0 1 0 8L0 2A2 2 0 0 1 2 0ZM0 0',
    ],
    [
      'a rounded box whose corners would meet',
      p => p.roundRect(0, 0, 10, 10, 50),
      'M5 0L5 0A5 5 0 0 1 10 5L10 5A5 5 0 0 1 5 10L5 10A5 5 0 0 1 0 5L0 5A5 5 0 0 1 5 0ZM0 0',
    ],
    [
      'a rounded corner',
      p => (p.moveTo(0, 0), p.arcTo(10, 0, 10, 10, 4)),
      'M0 0L6 0A4 4 0 0 1 10 4',
    ],
    [
      'a corner that is none',
      p => (p.moveTo(0, 0), p.arcTo(10, 0, 20, 0, 4)),
      'M0 0L10 0',
    ],
  ])('tells %s', (_name, build, d) => {
    expect(dOf(build)).toBe(d);
  });

  test('goes on from data that is given', () => {
    const path = new PathData('M0 0L1 1');
    path.lineTo(2, 2);
    expect(path.d).toBe('M0 0L1 1L2 2');
  });
});
