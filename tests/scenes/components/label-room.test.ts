import {expect, test} from 'vitest';

import {labelRoom, longestRow} from '../../../scenes/components/label-room.ts';

/** Ten pixels for each character, whatever the face. */
const measure = (text: string): number => 10 * text.length;
const axes = {rows: 'query', columns: 'key'};

test.each([
  ['short labels leave room for the names of the axes', ['a', 'b'], axes, 50 + 18],
  ['long ones have their own', ['tomorrow'], axes, 80 + 18],
  ['without names labels alone count', ['a', 'b'], undefined, 10 + 18],
  ['without labels there is none', [], axes, 0],
])('%s', (_name, rows, named, left) => {
  const labels = {rows, columns: rows, ...(named ? {axes: named} : {})};
  expect(labelRoom(labels, 28, {rows: 2, columns: 2, width: 1728}, measure).left).toBe(
    left,
  );
});

test.each([
  ['a wide grid has room for the words of its rows', 1728, 'pieces of many words', 200],
  ['in a narrow one they are cut', 400, 'pieces of many words', 8.6 * 16],
  ['nor does a wide one give more than a part to them', 1728, 'o'.repeat(60), 432],
])('%s', (_name, width, label, taken) => {
  const {left} = labelRoom({rows: [label]}, 16, {rows: 1, columns: 1, width}, measure);
  expect(left).toBeCloseTo(taken + 18, 6);
  // What is written has no less room than was kept for it.
  expect(longestRow(16, width)).toBeGreaterThanOrEqual(taken);
});
