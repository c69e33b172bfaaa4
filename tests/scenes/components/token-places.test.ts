import {describe, expect, test} from 'vitest';

import {placeChips, placeRunning} from '../../../scenes/components/token-places.ts';
import {tokenGroups} from '../../../scenes/components/token-words.ts';

const EDGES = {left: 96, right: 1824};

describe('placeChips()', () => {
  test.each([
    [[], 1, 0],
    [[100], 1, 1],
    [Array<number>(5).fill(80), 1, 1],
    [Array<number>(14).fill(80), 1, 1],
    [Array<number>(60).fill(70), 5, 4],
    [[...Array<number>(30).fill(20), 900, ...Array<number>(29).fill(20)], 4, 3],
  ])('%j within %i lines takes %i', (widths, lines, taken) => {
    const boxes = placeChips(widths, {...EDGES, lines}) ?? [];
    expect(new Set(boxes.map(({line}) => line)).size).toBe(taken);
    expect(boxes).toHaveLength(widths.length);
    boxes.forEach((box, i) => {
      expect(box.x).toBeGreaterThanOrEqual(EDGES.left - 1e-6);
      expect(box.x + box.width).toBeLessThanOrEqual(EDGES.right + 1e-6);
      expect(box.width).toBeGreaterThanOrEqual(widths[i] + 24);
      const before = boxes[i - 1];
      if (before?.line === box.line) {
        expect(box.x - before.x - before.width).toBeGreaterThanOrEqual(8 - 1e-6);
      }
    });
  });

  test('lines are centred and about equally long', () => {
    const boxes = placeChips(Array<number>(40).fill(60), {...EDGES, lines: 3}) ?? [];
    const lengths = [0, 1].map(n => boxes.filter(({line}) => line === n).length);
    expect(Math.abs(lengths[0] - lengths[1])).toBeLessThanOrEqual(2);
    expect(boxes[0].x - EDGES.left).toBeCloseTo(
      EDGES.right - (boxes[lengths[0] - 1].x + boxes[lengths[0] - 1].width),
    );
  });

  test.each([
    [Array<number>(60).fill(70), 1],
    [Array<number>(60).fill(70), 2],
    [[2000], 9],
  ])('%j does not fit into %i lines', (widths, lines) => {
    expect(placeChips(widths, {...EDGES, lines})).toBeNull();
  });
});

test('running text stands together in the middle of its chips', () => {
  const boxes = [
    {x: 100, width: 100, line: 0},
    {x: 220, width: 100, line: 0},
    {x: 100, width: 100, line: 1},
  ];
  const widths = [
    {before: 0, own: 40},
    {before: 10, own: 50},
    {before: 10, own: 20},
  ];
  expect(placeRunning(widths, boxes)).toEqual([160, 210, 145]);
});

describe('tokenGroups()', () => {
  const tokens = (...texts: string[]) => {
    let end = 0;
    return texts.map(text => {
      const start = end;
      end += text.length;
      return {start, end, special: false};
    });
  };
  test.each([
    ['the oak tree', tokens('the', ' o', 'ak', ' tree'), [['oak', 1, 3]]],
    ['a cat.', tokens('a', ' cat', '.'), []],
    ['Shawshank!', tokens('Sh', 'aw', 'shank', '!'), [['Shawshank', 0, 3]]],
    [
      '그는 갔다',
      tokens('그', '는', ' 갔', '다'),
      [
        ['그는', 0, 2],
        ['갔다', 2, 4],
      ],
    ],
    // Pieces that reach over the end of a word are no pieces of it.
    ['ab cd', tokens('a', 'b c', 'd'), []],
  ] as const)('%j', (text, pieces, groups) => {
    expect(tokenGroups(pieces, text).map(g => [g.text, g.first, g.end])).toEqual(groups);
  });

  test('the bytes of one character belong together', () => {
    const bytes = [0, 0, 0, 0].map(() => ({start: 2, end: 4, special: false}));
    expect(tokenGroups([{start: 0, end: 2, special: false}, ...bytes], 'a 🎵')).toEqual([
      {first: 1, end: 5, text: '🎵'},
    ]);
  });
});
