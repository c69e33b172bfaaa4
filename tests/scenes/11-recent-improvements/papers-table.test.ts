import {describe, expect, test} from 'vitest';

import {
  NUMBERS,
  readTable,
} from '../../../scenes/11-recent-improvements/papers-table.facts.ts';
import {openModelSizes} from '../../../scenes/captured/model-sizes.ts';
import {capturedFiles} from '../captured-files.ts';

const table = readTable(
  openModelSizes(await capturedFiles('11-recent-improvements/papers-table')),
);

test('the row is that of the paper', () => {
  expect([...table.numbers.data]).toEqual([32, 4096, 128256, 32, 8, 14336]);
});

describe('a number lands in the parts that it sizes', () => {
  test.each([
    ['layers', []],
    ['dModel', ['embedding', 'attention', 'mlp', 'head']],
    ['vocab', ['embedding', 'head']],
    ['heads', ['attention']],
    ['keyHeads', ['attention']],
    ['ffn', ['mlp']],
  ] as const)('%s', (name, parts) => {
    expect(table.partsOf(name)).toEqual(parts);
  });

  test('and is asked for until then', () => {
    expect(table.shapeOf('mlp', new Set())).toBe('? → ? → ?');
    expect(table.shapeOf('mlp', new Set(['dModel']))).toBe('4,096 → ? → 4,096');
    expect(table.shapeOf('mlp', new Set(NUMBERS))).toBe('4,096 → 14,336 → 4,096');
  });
});

test('parts come to the parameters that are told', () => {
  const {each, times, totals, names} = table.sized;
  totals.data.forEach((total, i) =>
    expect(total / (each.data[i] * times.data[i])).toBeCloseTo(1, 6),
  );
  expect(totals.data.reduce((sum, own) => sum + own, 0) / table.facts.total).toBeCloseTo(
    1,
    6,
  );
  expect(table.facts.total).toBe(8_030_261_248);
  expect(names).toContain('mlp');
});
