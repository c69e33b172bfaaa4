import {expect, test} from 'vitest';

import {GAP} from '../../../scenes/components/arrange.ts';
import {labelRoom, labelSize} from '../../../scenes/components/label-room.ts';
import {gridPlan} from '../../../scenes/components/matrix-plan.ts';
import {LEAST_LABEL, MOST_ROWS} from '../../../scenes/figures/attention.facts.ts';
import {planHalves, planWhole} from '../../../scenes/figures/side-plan.ts';

/** What legends take beside a grid, and below one of two. */
const [PANEL, LINE] = [340, 44];
const TOKEN = 'E0 A4 A8';

const roomOf = (isBare: boolean, isWhole: boolean, noteLines: number) => {
  if (isWhole) {
    const box = planWhole({isBare, noteLines});
    return {...box, width: box.width - PANEL - GAP};
  }
  const [{stage}] = planHalves({isBare, isTitled: true, noteLines});
  return {...stage, height: stage.height - LINE - GAP};
};

test.each(
  [true, false].flatMap(isBare =>
    [true, false].flatMap(isWhole =>
      (isWhole ? [0, 1, 2, 3, 4] : [0, 1, 2, 3, 4, 5]).map(
        lines => [isBare, isWhole, lines] as const,
      ),
    ),
  ),
)('the largest grid has its labels: bare %s, whole %s, %d lines of notes', (...how) => {
  const [, isWhole] = how;
  const box = roomOf(...how);
  const rows = MOST_ROWS[isWhole ? 'whole' : 'half'];
  const tokens = Array.from({length: rows}, () => TOKEN);
  const labels = {rows: tokens, columns: tokens, axes: {rows: 'query', columns: 'key'}};
  const shape = {rows, columns: rows, width: box.width};
  const widthOf = (text: string, _: string, size: number): number =>
    text.length * size * 0.6;
  const room = labelRoom(labels, LEAST_LABEL, shape, widthOf);
  const plan = gridPlan({rows, columns: rows}, box, room, undefined, LEAST_LABEL);
  expect(plan.labelled).toBe(true);
});

test.each([
  ['few rows', {rows: 3, columns: 3}, 12, 40],
  ['few rows below many columns', {rows: 3, columns: 28}, 12, 24],
  ['as many of both', {rows: 17, columns: 17}, 12, 23],
  ['the most', {rows: 32, columns: 32}, 12, 13],
  ['those that are looked at from afar', {rows: 17, columns: 17}, undefined, 28],
])('labels of a grid are as large as they can be: %s', (_, shape, least, size) => {
  const box = {width: 1370, height: 710};
  expect(Math.round(labelSize(shape, box, least))).toBe(size);
});
