import {describe, expect, test} from 'vitest';

import {markOf, seenOf} from '../../../studio/lint/judge/contrast.ts';
import type {Pixels} from '../../../studio/lint/judge/contrast.ts';
import {areaOf, sharedArea} from '../../../studio/lint/judge/geometry.ts';
import {fillOf} from '../../../studio/lint/judge/fill.ts';
import {FILLED, judgePlay, unreadKeys} from '../../../studio/lint/judge-play.ts';
import type {Look} from '../../../studio/lint/judge-play.ts';
import {lintMoments} from '../../../studio/lint/moments.ts';
import type {PaintedText, Quad} from '../../../studio/lint/judge/record.ts';
import {judgeFrame, neededContrast} from '../../../studio/lint/judge/rules.ts';

const box = (left: number, top: number, width: number, height: number): Quad => [
  {x: left, y: top},
  {x: left + width, y: top},
  {x: left + width, y: top + height},
  {x: left, y: top + height},
];

/** A square stood on its corner, around a point. */
const diamond = (x: number, y: number, r: number): Quad => [
  {x, y: y - r},
  {x: x + r, y},
  {x, y: y + r},
  {x: x - r, y},
];

/** A text that breaks no rule. */
const text = ({
  quad = box(400, 400, 100, 30),
  ...changes
}: Partial<PaintedText> = {}): PaintedText => ({
  node: 'TokenStrip[1]',
  text: 'bird',
  family: 'Pretendard',
  weight: 500,
  size: 32,
  quad,
  seen: quad,
  alpha: 1,
  moving: false,
  contrast: 7,
  missing: null,
  ...changes,
});

const broken = (...texts: PaintedText[]): string[] =>
  judgeFrame({texts, empty: false, filled: 1}).map(({rule}) => rule);

describe('judgeFrame()', () => {
  test.each<[string, Partial<PaintedText>, string[]]>([
    ['nothing wrong', {}, []],
    ['28 px', {size: 28}, []],
    ['27 px', {size: 27}, ['text-size']],
    ['27 px on its way', {size: 27, moving: true}, []],
    [
      '22 px in the footer',
      {node: 'Frame[1]', size: 22, quad: box(96, 1010, 99, 20)},
      [],
    ],
    [
      '21 px in the footer',
      {node: 'Frame[1]', size: 21, quad: box(96, 1010, 99, 20)},
      ['text-size'],
    ],
    ['in the left margin', {quad: box(70, 400, 100, 30)}, ['safe-area']],
    ['in the right margin', {quad: box(1750, 400, 100, 30)}, ['safe-area']],
    ['at the safe edge', {quad: box(76.8, 400, 100, 30)}, []],
    ['crossing the margin on its way', {quad: box(70, 400, 100, 30), moving: true}, []],
    ['cut on the left', {quad: box(-10, 400, 100, 30)}, ['frame-cut']],
    ['cut on its way', {quad: box(-10, 400, 100, 30), moving: true}, ['frame-cut']],
    ['wholly outside', {quad: box(-200, 400, 100, 30)}, []],
    ['in the header', {quad: box(400, 180, 100, 30)}, ['zone']],
    ['in the header, by the frame', {node: 'Frame[1]', quad: box(400, 180, 100, 30)}, []],
    [
      'in the footer, by the stamp',
      {node: 'ProvenanceStamp[1]', size: 22, quad: box(1500, 1010, 300, 20)},
      [],
    ],
    ['in the caption zone', {quad: box(400, 870, 100, 30)}, ['zone']],
    ['contrast 4.5', {contrast: 4.5}, []],
    ['contrast 4.4', {contrast: 4.4}, ['contrast']],
    ['contrast 2, on its way', {contrast: 2, moving: true}, []],
    ['contrast 4.4, large', {contrast: 4.4, size: 42}, []],
    ['contrast 2.9, large', {contrast: 2.9, size: 42}, ['contrast']],
    ['covered', {contrast: null, size: 5}, []],
    [
      'in the margin, but clipped there',
      {quad: box(70, 400, 100, 30), seen: box(90, 400, 80, 30)},
      [],
    ],
    [
      'cut by the frame, and seen up to there',
      {quad: box(-10, 400, 100, 30), seen: box(0, 400, 90, 30)},
      ['frame-cut'],
    ],
    ['invisible', {alpha: 0.05, size: 5}, []],
    ['a glyph missing', {missing: 'no such glyph'}, ['glyph']],
  ])('%s', (_name, changes, rules) => {
    expect(broken(text(changes))).toEqual(rules);
  });

  test.each<[string, Partial<PaintedText>, string[]]>([
    ['half over', {quad: box(450, 400, 100, 30)}, ['overlap']],
    ['touching', {quad: box(498, 400, 100, 30)}, []],
    ['below', {quad: box(400, 431, 100, 30)}, []],
    ['over, but on its way', {quad: box(450, 400, 100, 30), moving: true}, []],
    ['over, but covered', {quad: box(450, 400, 100, 30), contrast: null}, []],
    ['over, and faded', {quad: box(450, 400, 100, 30), alpha: 0.42}, ['overlap']],
    [
      'over, but clipped',
      {quad: box(450, 400, 100, 30), seen: box(505, 400, 45, 30)},
      [],
    ],
    ['the same once more', {text: 'bird', quad: box(400, 400, 100, 30)}, []],
    [
      'the same from another node',
      {text: 'bird', node: 'B[1]', quad: box(400, 400, 100, 30)},
      ['overlap'],
    ],
    ['a slanted one beside it', {quad: diamond(530, 445, 40)}, []],
    ['a slanted one over it', {quad: diamond(500, 415, 40)}, ['overlap']],
  ])('a second text %s', (_name, changes, rules) => {
    expect(broken(text(), text({text: 'tree', ...changes}))).toEqual(rules);
  });

  test('lets two texts swap places', () => {
    const place = {quad: box(400, 400, 100, 30)};
    expect(
      broken(text({...place, alpha: 0.4}), text({...place, text: 'tree', alpha: 0.6})),
    ).toEqual([]);
  });

  test('says what is wrong, with both figures', () => {
    const [size] = judgeFrame({texts: [text({size: 20.04})], empty: false, filled: 1});
    expect(size).toMatchObject({
      value: 20,
      limit: 28,
      node: 'TokenStrip[1]',
      text: 'bird',
    });
    expect(size.message).toBe('“bird” of TokenStrip[1] is 20 px, under 28');
  });
});

test.each([
  [28, 500, 4.5],
  [41, 500, 4.5],
  [42, 500, 3],
  [32, 700, 4.5],
  [33, 700, 3],
])('%i px of weight %i needs %d:1', (size, weight, limit) => {
  expect(neededContrast(text({size, weight}))).toBe(limit);
});

describe('sharedArea()', () => {
  test.each<[string, Quad, Quad, number]>([
    ['equal boxes', box(0, 0, 10, 10), box(0, 0, 10, 10), 100],
    ['a corner', box(0, 0, 10, 10), box(5, 5, 10, 10), 25],
    ['one inside', box(0, 0, 10, 10), box(2, 2, 3, 3), 9],
    ['apart', box(0, 0, 10, 10), box(20, 0, 10, 10), 0],
    ['side by side', box(0, 0, 10, 10), box(10, 0, 10, 10), 0],
    ['a diamond inside', box(0, 0, 10, 10), diamond(5, 5, 5), 50],
    ['half a diamond', box(0, 0, 10, 10), diamond(10, 5, 5), 25],
    [
      'the other way round',
      [...box(0, 0, 10, 10)].reverse() as unknown as Quad,
      box(5, 5, 10, 10),
      25,
    ],
  ])('of %s', (_name, a, b, area) => {
    expect(sharedArea(a, b)).toBeCloseTo(area, 6);
    expect(sharedArea(b, a)).toBeCloseTo(area, 6);
  });

  test('areaOf() knows a diamond', () => {
    expect(areaOf(diamond(0, 0, 5))).toBe(50);
  });
});

describe('seenOf()', () => {
  const WHITE = 0xffffff;
  const MARK = markOf(0);
  const row = (length: number, color: number): number[] =>
    Array.from({length}, () => color);
  const pixels = (colors: number[]): Pixels => ({
    data: Uint8Array.from(colors.flatMap(c => [c >> 16, (c >> 8) & 255, c & 255, 255])),
    order: 'RGBA',
    width: colors.length,
    height: 1,
  });
  const seen = (whole: number[], bare: number[], marked: number[], size = 28) =>
    seenOf(
      {whole: pixels(whole), bare: pixels(bare), marked: pixels(marked)},
      0,
      box(0, 0, whole.length, 1),
      size,
    );

  test('compares what is painted with what is behind it', () => {
    const bare = row(3, WHITE);
    const marked = [WHITE, MARK, WHITE];
    expect(seen([WHITE, 0, WHITE], bare, marked)?.contrast).toBeCloseTo(21, 5);
    expect(seen(bare, bare, marked)?.contrast).toBe(1);
  });

  test('tells where it is seen', () => {
    const marked = [WHITE, WHITE, MARK, WHITE, MARK, WHITE];
    expect(seen(row(6, 0), row(6, WHITE), marked)?.box).toEqual({
      left: 2,
      top: 0,
      right: 5,
      bottom: 1,
    });
  });

  test('leaves out soft edges where strokes are full somewhere', () => {
    const soft = mixed(WHITE, MARK, 0.4);
    expect(seen([0xcccccc, 0], row(2, WHITE), [soft, MARK])?.contrast).toBeCloseTo(21, 5);
  });

  test('knows a text that is covered, also by another text', () => {
    expect(seen(row(2, 0), row(2, 0), row(2, 0))).toBeNull();
    expect(seen(row(2, 0), row(2, WHITE), row(2, markOf(1)))).toBeNull();
  });

  test('takes a stray pixel for nothing', () => {
    const marked = [MARK, ...row(99, WHITE)];
    expect(seen(row(100, 0), row(100, WHITE), marked)).toBeNull();
  });

  test('takes the worst tenth of a text that lies on several colours', () => {
    const on = (dark: number) => [...row(dark, 0x333333), ...row(20 - dark, WHITE)];
    expect(seen(row(20, 0), on(4), row(20, MARK))?.contrast).toBeLessThan(2);
    expect(seen(row(20, 0), on(1), row(20, MARK))?.contrast).toBeCloseTo(21, 5);
  });

  test('finds strokes too thin to fill a pixel', () => {
    const half = mixed(WHITE, MARK, 0.5);
    const found = seen([0x808080, WHITE], row(2, WHITE), [half, WHITE], 12);
    expect(found?.contrast).toBeCloseTo(3.95, 1);
    expect(seen([0x808080, WHITE], row(2, WHITE), [half, WHITE], 28)).toBeNull();
  });

  test('marks differ', () => {
    const marks = Array.from({length: 5000}, (_, i) => markOf(i));
    expect(new Set(marks).size).toBe(5000);
    expect(Math.max(...marks)).toBeLessThanOrEqual(0xffffff);
  });
});

/** A colour between two, as a soft edge has it. */
const mixed = (from: number, to: number, share: number): number =>
  [16, 8, 0].reduce((rgb, shift) => {
    const [a, b] = [from, to].map(color => (color >> shift) & 255);
    return rgb | (Math.round(a + share * (b - a)) << shift);
  }, 0);

describe('lintMoments()', () => {
  const cue = (name: string, seconds: number) => ({name, seconds, caption: ''});

  test('looks at each cue at rest, at long ones in between, and at both ends', () => {
    const opened = {frames: 300, cues: [cue('one', 0), cue('two', 2), cue('three', 8.5)]};
    expect(lintMoments(opened, 30)).toEqual([
      {cue: 'one', frame: 29, edge: 'first', rests: false, fills: false},
      {cue: 'one', frame: 58, edge: null, rests: true, fills: true},
      {cue: 'two', frame: 124, edge: null, rests: false, fills: false},
      {cue: 'two', frame: 189, edge: null, rests: false, fills: false},
      {cue: 'two', frame: 253, edge: null, rests: true, fills: true},
      {cue: 'three', frame: 299, edge: 'last', rests: true, fills: true},
    ]);
  });

  test('looks once at a scene of one picture', () => {
    expect(lintMoments({frames: 1, cues: [cue('one', 0)]}, 30)).toEqual([
      {cue: 'one', frame: 0, edge: 'first', rests: true, fills: true},
    ]);
  });

  test('a cue that is meant to leave the stage empty need not fill it', () => {
    const sparse = {...cue('one', 0), isSparse: true as const};
    const moments = lintMoments({frames: 90, cues: [sparse, cue('two', 2)]}, 30);
    expect(moments.filter(({fills}) => fills).map(own => own.cue)).toEqual(['two']);
  });
});

describe('judgePlay()', () => {
  const look = (cue: string, ...texts: PaintedText[]): Look => ({
    moment: {cue, frame: 0, edge: null, rests: true, fills: false},
    record: {texts, empty: false, filled: 1},
  });

  test('reports each finding once, with all cues at which it is seen', () => {
    const small = text({size: 20});
    const found = judgePlay([look('one', small), look('one', small), look('two', small)]);
    expect(found).toMatchObject([
      {rule: 'text-size', moment: {cue: 'one'}, alsoAt: ['two']},
    ]);
  });

  test('puts texts of one node that break a rule at one moment together', () => {
    const small = ['a', 'b', 'a', 'c'].map((word, i) =>
      text({size: 20, text: word, quad: box(400 + 200 * i, 400, 100, 30)}),
    );
    const other = text({size: 20, node: 'B[1]', quad: box(400, 600, 100, 30)});
    const found = judgePlay([
      look('one', ...small.slice(0, 3)),
      look('two', ...small, other),
    ]);
    expect(found).toMatchObject([
      {text: 'a', others: ['b'], moment: {cue: 'one'}, alsoAt: ['two']},
      {text: 'c', others: [], moment: {cue: 'two'}},
      {node: 'B[1]', moment: {cue: 'two'}},
    ]);
    expect(found[0].quads).toHaveLength(3);
  });

  test('does not excuse a full text for a faded one of the same words', () => {
    const faint = text({contrast: 2, quad: box(400, 600, 100, 30)});
    const found = judgePlay([look('one', text(), faint, faded)]);
    expect(found).toMatchObject([{rule: 'contrast', quads: [faint.quad]}]);
  });

  test('takes frames where a faded text was looked for into account', () => {
    const looks = [look('one', faded)];
    expect([...unreadKeys(looks)]).toEqual(['TokenStrip[1]|bird']);
    expect([...unreadKeys([...looks, look('two', text())])]).toEqual([]);
    expect(judgePlay(looks, [{texts: [text()], empty: false, filled: 1}])).toEqual([]);
  });

  const faded = text({alpha: 0.42, contrast: 2});
  test.each<[string, PaintedText | null, number]>([
    ['never full', null, 1],
    ['full elsewhere', text(), 0],
    ['full elsewhere, but unreadable there', text({contrast: 3}), 2],
    ['full elsewhere in another node', text({node: 'B[1]'}), 1],
  ])('holds faded text that is %s to the rule', (_name, other, count) => {
    const looks = [look('one', faded), ...(other ? [look('two', other)] : [])];
    const found = judgePlay(looks);
    expect(found.flatMap(({alsoAt}) => ['', ...alsoAt])).toHaveLength(count);
  });

  test.each(['first', 'last'] as const)('reports an empty %s picture', edge => {
    const moment = {cue: 'one', frame: 0, edge, rests: false, fills: false};
    const record = {texts: [], empty: true, filled: 0};
    expect(judgePlay([{moment, record}])).toMatchObject([{rule: 'empty'}]);
    expect(judgePlay([{moment: {...moment, edge: null}, record}])).toEqual([]);
  });

  test.each([
    ['a small picture at rest', true, 0.1, 1],
    ['one that is meant, or on its way', false, 0.1, 0],
    ['one that fills enough', true, FILLED, 0],
  ])('%s', (_name, fills, filled, count) => {
    const moment = {cue: 'one', frame: 0, edge: null, rests: true, fills};
    const found = judgePlay([{moment, record: {texts: [], empty: false, filled}}]);
    expect(found.filter(({rule}) => rule === 'sparse')).toHaveLength(count);
  });
});

describe('fillOf()', () => {
  /** A picture of 10 x 8 pixels with some of another colour. */
  const picture = (...painted: [x: number, y: number][]) => {
    const colors = new Uint32Array(80).fill(0xff112233);
    for (const [x, y] of painted) colors[y * 10 + x] = 0xffffffff;
    return {data: new Uint8ClampedArray(colors.buffer), width: 10, height: 8};
  };
  const stage = {left: 0, right: 10, top: 2, bottom: 7};

  test.each([
    ['nothing', [], {empty: true, filled: 0}],
    ['what lies outside', [[3, 1]], {empty: true, filled: 0}],
    ['one pixel', [[4, 4]], {empty: false, filled: 1 / 50}],
    [
      'two far apart',
      [
        [2, 3],
        [6, 5],
      ],
      {empty: false, filled: 15 / 50},
    ],
    [
      'from edge to edge',
      [
        [9, 2],
        [1, 6],
      ],
      {empty: false, filled: 45 / 50},
    ],
  ] as const)('%s', (_name, painted, filled) => {
    const own = painted.map(([x, y]): [number, number] => [x, y]);
    expect(fillOf(picture(...own), stage)).toEqual(filled);
  });
});
