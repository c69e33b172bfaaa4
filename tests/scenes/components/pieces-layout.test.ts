import {describe, expect, test} from 'vitest';

import {
  heightOfText,
  layoutText,
  planText,
} from '../../../scenes/components/pieces-layout.ts';
import type {TextRequest} from '../../../scenes/components/pieces-layout.ts';
import type {Piece} from '../../../scenes/components/pieces-plan.ts';

const ROOM = {x: 96, y: 190, width: 1728, height: 676};
const widthOf = (label: string): number => 0.6 * label.length;

function cut(...labels: string[]): Piece[] {
  let start = 0;
  return labels.map(label => {
    const piece = {label, start, end: start + label.length};
    start = piece.end;
    return piece;
  });
}

const request = (cuts: TextRequest['cuts'], more: Partial<TextRequest> = {}) => ({
  cuts,
  isBySpan: false,
  hasJoints: false,
  hasNotes: false,
  hasHead: false,
  ...more,
});

const plan = (cuts: TextRequest['cuts'], more: Partial<TextRequest> = {}) =>
  planText(request(cuts, more), widthOf, ROOM.width);

describe('layoutText()', () => {
  const word = [cut(...'squirrel'), cut('squ', 'ir', 'rel')];
  const sentence = [cut(...Array.from({length: 30}, () => '·word').join(''))];
  test.each([
    ['a word', word, {}],
    ['a word with numbers and a line above', word, {hasJoints: true, hasHead: true}],
    ['many words', sentence, {}],
    ['spans', word, {isBySpan: true, hasHead: true}],
  ])('%s stays in its room, however small', (_, cuts, more) => {
    for (const height of [676, 300, 160]) {
      const room = {...ROOM, height};
      const {boxesOf, numbers, size} = layoutText(plan(cuts, more), room);
      expect(size).toBeGreaterThan(0);
      for (const box of cuts.flatMap((__, i) => boxesOf(i))) {
        expect(box.x).toBeGreaterThanOrEqual(room.x - 0.01);
        expect(box.x + box.width).toBeLessThanOrEqual(room.x + room.width + 0.01);
        expect(box.y).toBeGreaterThanOrEqual(room.y - 0.01);
        expect(box.y + box.height).toBeLessThanOrEqual(room.y + height + 0.01);
      }
      if ('hasJoints' in more) expect(numbers).toBeLessThanOrEqual(room.y + height);
    }
  });

  test('few pieces are large, many small', () => {
    const size = (cuts: TextRequest['cuts']): number => layoutText(plan(cuts), ROOM).size;
    expect(size(word)).toBe(84);
    expect(size(sentence)).toBeGreaterThanOrEqual(28);
    expect(size(sentence)).toBeLessThan(50);
  });

  test('spans of one text lie below each other', () => {
    const layout = layoutText(plan(word, {isBySpan: true}), ROOM);
    const [bytes, pieces] = [layout.boxesOf(0), layout.boxesOf(1)];
    expect(pieces[1].x).toBeCloseTo(bytes[3].x);
    expect(pieces[0].x + pieces[0].width).toBeCloseTo(bytes[2].x + bytes[2].width);
  });

  test('what stands for no text is there, before what follows', () => {
    const none = {label: '', start: 0, end: 0, isSpecial: true as const};
    const [mark, first] = layoutText(
      plan([[none, ...cut('ab')]], {isBySpan: true}),
      ROOM,
    ).boxesOf(0);
    expect(mark.width).toBeGreaterThan(0);
    expect(mark.x + mark.width).toBeLessThan(first.x);
  });

  test('a word that is not cut yet is larger than its pieces', () => {
    const whole = [{label: 'squirrel', start: 0, end: 8, isPlain: true as const}];
    const {boxesOf, size} = layoutText(plan([whole, ...word]), ROOM);
    expect(boxesOf(0)[0].height).toBeGreaterThan(1.9 * size);
  });
});

test.each([false, true])(
  'beside others a text has the size that it shall, numbers %s',
  hasJoints => {
    const own = plan([cut(...'squirrel')], {hasJoints, hasHead: true});
    const height = heightOfText(own, 40, ROOM.width);
    const {size} = layoutText(own, {...ROOM, height});
    if (hasJoints) expect(size).toBeGreaterThanOrEqual(40);
    else expect(size).toBeCloseTo(40);
  },
);

test('a word that is too long for one line is refused, with the remedy', () => {
  const long = [cut(...'x'.repeat(40))];
  expect(() => plan(long, {hasJoints: true})).toThrow(
    'A word of 40 bytes is too long for one line; use a shorter one in the capture declaration.',
  );
});
