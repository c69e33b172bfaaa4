import {expect, test} from 'vitest';

import {labelRoom} from '../../../scenes/components/label-room.ts';

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
  expect(labelRoom(labels, 28, {rows: 2, columns: 2}, measure).left).toBe(left);
});
