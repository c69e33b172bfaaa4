import {describe, expect, test} from 'vitest';

import {noteLines} from '../../../scenes/figures/note-lines.ts';
import {NOTE_LINE, planHalves, planWhole} from '../../../scenes/figures/side-plan.ts';
import {FRAME, LAYOUT} from '../../../scenes/theme/layout.ts';

const CASES = [true, false].flatMap(isBare =>
  [true, false].flatMap(isTitled =>
    [0, 1, 3].map(noteLines => ({isBare, isTitled, noteLines})),
  ),
);

describe('planHalves()', () => {
  test.each(CASES)('%j', how => {
    const [left, right] = planHalves(how);
    expect({...right, stage: {...right.stage, x: left.stage.x}}).toEqual(left);
    expect(left.stage.x).toBe(LAYOUT.marginX);
    expect(left.stage.x + left.stage.width).toBeLessThan(right.stage.x);
    expect(right.stage.x + right.stage.width).toBe(FRAME.width - LAYOUT.marginX);
    // From top to bottom, nothing on anything else.
    const {name, title, stage, note, stamp} = left;
    const bottom = stage.y + stage.height;
    const firstNote = note - (how.noteLines - 1) * 36;
    const order = [name, title, stage.y, bottom, firstNote - 28, stamp];
    expect([...order].sort((a, b) => a - b)).toEqual(order);
    expect(stamp).toBeLessThanOrEqual(FRAME.height * (1 - LAYOUT.safeMargin));
    if (!how.isBare) expect(stamp).toBeLessThan(LAYOUT.ruleY);
    expect(stage.height).toBeGreaterThan(480);
  });

  test('one picture has all of the room', () => {
    const [{stage}] = planHalves(CASES[0]);
    const whole = planWhole({isBare: true, noteLines: 0});
    expect(whole.width).toBeGreaterThan(2 * stage.width);
    expect(whole.height).toBeGreaterThan(stage.height);
  });

  test('but for each line of its notes', () => {
    const heights = [0, 1, 2, 3].map(
      noteLines => planWhole({isBare: false, noteLines}).height,
    );
    const taken = heights.slice(1).map((height, i) => heights[i] - height);
    expect(taken[0]).toBeGreaterThan(NOTE_LINE);
    expect(taken.slice(1)).toEqual([NOTE_LINE, NOTE_LINE]);
  });
});

describe('noteLines()', () => {
  const lines = (...notes: string[]) => noteLines(notes, 10, text => text.length);

  test.each([
    [[], []],
    [['one'], ['one']],
    [['one', 'two'], ['one · two']],
    [
      ['one', 'two', 'three'],
      ['one · two', 'three'],
    ],
    [['one two three four'], ['one two', 'three four']],
    [
      ['ab', 'one two three', 'c'],
      ['ab · one', 'two three', 'c'],
    ],
  ])('%j', (notes, broken) => {
    expect(lines(...notes)).toEqual(broken);
  });
});
