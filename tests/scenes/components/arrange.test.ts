import {describe, expect, test} from 'vitest';

import {
  arrange,
  hasPart,
  putBeside,
  putInstead,
  shareOut,
  without,
} from '../../../scenes/components/arrange.ts';
import type {Arrangement, Part} from '../../../scenes/components/arrange.ts';

type Size = number | 'rest';

const BOX = {x: 0, y: 0, width: 1000, height: 500};
const part = (width: Size, height: Size): Part => ({extent: () => ({width, height})});
const inLine = (
  axis: 'across' | 'down',
  ...parts: (Part | Arrangement<Part>)[]
): Arrangement<Part> => ({axis, gap: 20, parts});

describe('arrange()', () => {
  test('one part has all of the box', () => {
    const only = part('rest', 'rest');
    expect(arrange(only, BOX).get(only)).toEqual(BOX);
  });

  test('fixed sizes stay, the others share what is left', () => {
    const [a, b, c] = [part(100, 'rest'), part('rest', 'rest'), part('rest', 'rest')];
    const places = arrange(inLine('across', a, b, c), BOX);
    expect(places.get(a)).toEqual({x: 0, y: 0, width: 100, height: 500});
    expect(places.get(b)).toEqual({x: 120, y: 0, width: 430, height: 500});
    expect(places.get(c)).toEqual({x: 570, y: 0, width: 430, height: 500});
  });

  test('what would take too much is asked again, for what the others leave it', () => {
    const a = part(300, 'rest');
    // As text does: broken into lines, it takes what there is.
    const text: Part = {
      extent: ({width}) =>
        width < 900 ? {width: 'rest', height: 120} : {width: 900, height: 60},
    };
    const places = arrange(inLine('across', a, text), BOX);
    expect(places.get(a)).toEqual({x: 0, y: 0, width: 300, height: 500});
    expect(places.get(text)).toEqual({x: 320, y: 190, width: 680, height: 120});
  });

  test('who shares more of the rest gets more, and so does the line that it stands in', () => {
    const greedy = {...part('rest', 'rest'), share: 2};
    const [a, b] = [part('rest', 'rest'), part('rest', 'rest')];
    const width = (...parts: (Part | Arrangement<Part>)[]): number | undefined =>
      arrange(inLine('across', ...parts), BOX).get(a)?.width;
    expect(width(greedy, a)).toBeCloseTo(980 / 3);
    expect(width(a, inLine('down', b, greedy))).toBeCloseTo(980 / 3);
    expect(width(a, b)).toBeCloseTo(980 / 2);
  });

  test('where nothing takes the rest, all stand in the middle', () => {
    const [a, b] = [part(200, 100), part(400, 40)];
    const places = arrange(inLine('down', a, b), BOX);
    expect(places.get(a)).toEqual({x: 400, y: 170, width: 200, height: 100});
    expect(places.get(b)).toEqual({x: 300, y: 290, width: 400, height: 40});
  });

  test('or at the end, where the arrangement says so', () => {
    const [a, b] = [part(200, 100), part(400, 40)];
    const places = arrange({...inLine('across', a, b), pack: 'end'}, BOX);
    expect(places.get(a)).toEqual({x: 380, y: 200, width: 200, height: 100});
    expect(places.get(b)).toEqual({x: 600, y: 230, width: 400, height: 40});
    // As a part of another it takes the whole line, so that there is an end to stand at.
    const below = arrange(inLine('down', {...inLine('across', a), pack: 'end'}, b), BOX);
    expect(below.get(a)?.x).toBe(800);
  });

  test('of the rest a part gets what it needs at least', () => {
    const needy = {...part('rest', 'rest'), least: () => ({width: 600, height: 400})};
    const [a, b] = [part('rest', 'rest'), part('rest', 'rest')];
    expect(arrange(inLine('across', needy, a), BOX).get(a)?.width).toBe(380);
    expect(arrange(inLine('down', needy, a, b), BOX).get(b)?.height).toBe(30);
    const inner = inLine('across', inLine('down', needy, b), a);
    expect(arrange(inner, BOX).get(a)?.width).toBe(380);
  });

  test('an inner arrangement is as long as its parts, and as broad as the broadest', () => {
    const [a, b, c] = [part(100, 50), part(200, 80), part('rest', 'rest')];
    const places = arrange(inLine('across', inLine('down', a, b), c), BOX);
    expect(places.get(c)).toEqual({x: 220, y: 0, width: 780, height: 500});
    expect(places.get(b)?.width).toBe(200);
  });

  test('what does not fit is an error', () => {
    const whole = inLine('across', part(600, 'rest'), part(600, 'rest'));
    expect(() => arrange(whole, BOX)).toThrow(RangeError);
  });
});

test('putInstead() leaves all others where they are', () => {
  const [a, b, c] = [part(1, 1), part(2, 2), part(3, 3)];
  const whole = inLine('across', a, inLine('down', b, a));
  expect(putInstead<Part>(whole, b, c)).toEqual(
    inLine('across', a, inLine('down', c, a)),
  );
  expect(putInstead<Part>(a, a, c)).toBe(c);
});

describe('putBeside()', () => {
  const [a, b, c] = [part(1, 1), part(2, 2), part(3, 3)];
  const how = {axis: 'across', isBefore: false, gap: 20} as const;

  test('beside the only one there is', () => {
    expect(putBeside<Part>(a, [a], b, how)).toEqual(inLine('across', a, b));
    const before = putBeside<Part>(a, [a], b, {...how, isBefore: true});
    expect(before).toEqual(inLine('across', b, a));
  });

  test('in the same line where there is one, in a line of their own otherwise', () => {
    expect(putBeside(inLine('across', a, c), [a], b, how)).toEqual(
      inLine('across', a, b, c),
    );
    expect(putBeside(inLine('down', a, c), [a], b, how)).toEqual(
      inLine('down', inLine('across', a, b), c),
    );
  });

  test('beside several that lie together', () => {
    const d = part(4, 4);
    expect(putBeside(inLine('down', a, c), [c, a], b, how)).toEqual(
      inLine('across', inLine('down', a, c), b),
    );
    const whole = inLine('across', inLine('down', a, c), d);
    expect(putBeside(whole, [a, c], b, how)).toEqual(
      inLine('across', inLine('down', a, c), b, d),
    );
  });
});

test.each([
  ['one of them', (a: Part) => [a], true],
  ['those of one part', (_: Part, b: Part, c: Part) => [c, b], true],
  ['all', (a: Part, b: Part, c: Part) => [a, b, c], true],
  ['those of two parts', (a: Part, b: Part) => [a, b], false],
  ['one that is not there', () => [part(9, 9)], false],
])('%s are one part of an arrangement, or not', (_, parts, is) => {
  const [a, b, c] = [part(1, 1), part(2, 2), part(3, 3)];
  expect(hasPart(inLine('across', a, inLine('down', b, c)), parts(a, b, c))).toBe(is);
});

describe('without()', () => {
  const [a, b, c] = [part(1, 1), part(2, 2), part(3, 3)];

  test('a line of one is that one, a line of none is nothing', () => {
    const whole = inLine('down', inLine('across', a, b), c);
    expect(without(whole, new Set([b]))).toEqual(inLine('down', a, c));
    expect(without(whole, new Set([a, b]))).toBe(c);
    expect(without(whole, new Set([a, b, c]))).toBeNull();
  });
});

test.each([
  [100, [{share: 1, least: 0}], [100]],
  [
    100,
    [
      {share: 1, least: 0},
      {share: 3, least: 0},
    ],
    [25, 75],
  ],
  [
    100,
    [
      {share: 1, least: 40},
      {share: 3, least: 0},
    ],
    [40, 60],
  ],
  // What one needs may leave too little for the next.
  [
    100,
    [
      {share: 1, least: 60},
      {share: 1, least: 0},
      {share: 2, least: 25},
    ],
    [60, 40 / 3, 80 / 3],
  ],
  [
    100,
    [
      {share: 1, least: 60},
      {share: 1, least: 0},
      {share: 2, least: 30},
    ],
    [60, 10, 30],
  ],
  // Not enough for all: shares alone count.
  [
    100,
    [
      {share: 1, least: 80},
      {share: 1, least: 40},
    ],
    [50, 50],
  ],
  [100, [], []],
])('%i pixels among %j', (free, parts, sizes) => {
  shareOut(free, parts).forEach((size, i) => expect(size).toBeCloseTo(sizes[i]));
  expect(shareOut(free, parts)).toHaveLength(sizes.length);
});
