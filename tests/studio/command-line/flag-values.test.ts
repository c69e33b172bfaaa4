import {describe, expect, test} from 'vitest';

import {readIds, readSize} from '../../../studio/command-line/flag-values.ts';

describe('readIds()', () => {
  test.each([
    ['5', [5]],
    ['5,3,9', [5, 3, 9]],
    [' 5, 3 ,0', [5, 3, 0]],
  ])('%s', (given, ids) => {
    expect(readIds('--ids', given)).toEqual(ids);
  });

  test.each([
    ['1,x,3', 'x'],
    ['1,,3', 'nothing'],
    ['1,', 'nothing'],
    ['-1', '-1'],
    ['0.5', '0.5'],
    ['1e3', '1e3'],
    ['0x10', '0x10'],
  ])('%s is refused', (given, wrong) => {
    expect(() => readIds('--target-ids', given)).toThrow(
      `--target-ids ${given}: ${wrong} is no token id.`,
    );
  });
});

test.each(['10x10', '1280', '7681x16', '-20x20', '20x20.5', 'axb'])(
  'a size of %s is refused, with what may be given',
  given => {
    const remedy = expect.stringContaining('from 16 to 7680') as string;
    expect(() => readSize('--size', given)).toThrow(
      expect.objectContaining({message: `--size ${given} is no size.`, remedy}),
    );
  },
);
