import {describe, expect, test} from 'vitest';

import {openModelSizes} from '../../../scenes/captured/model-sizes.ts';
import {openCapture} from '../../../scenes/captured/open-capture.ts';
import declaration from '../../../scenes/11-recent-improvements/shared-heads.capture.ts';
import {
  readHeads,
  readSharing,
} from '../../../scenes/11-recent-improvements/shared-heads.facts.ts';
import {centresOf} from '../../../scenes/11-recent-improvements/sharing-plan.ts';
import {capturedFiles} from '../captured-files.ts';

describe('where keys stand', () => {
  test.each([
    [4, 4, [0.125, 0.375, 0.625, 0.875]],
    [4, 2, [0.25, 0.25, 0.75, 0.75]],
    [4, 1, [0.5, 0.5, 0.5, 0.5]],
    [1, 1, [0.5]],
  ])('%i heads share %i', (heads, keyHeads, centres) => {
    expect(centresOf(heads, keyHeads)).toEqual(centres);
  });

  test.each([
    [6, 4],
    [4, 0],
    [4, 8],
  ])('%i heads cannot share %i', (heads, keyHeads) => {
    expect(() => centresOf(heads, keyHeads)).toThrow(RangeError);
  });
});

test('bytes go with the heads of keys', async () => {
  const files = await capturedFiles('11-recent-improvements/shared-heads.sizes');
  const {ways, facts} = readSharing(openModelSizes(files));
  expect(ways).toEqual([
    {keyHeads: 32, bytes: 524288},
    {keyHeads: 8, bytes: 131072},
    {keyHeads: 1, bytes: 16384},
  ]);
  for (const {keyHeads, bytes} of ways) {
    expect(bytes / keyHeads).toBe(facts.one);
  }
});

test('the model at hand has the heads that are told', async () => {
  const files = await capturedFiles('11-recent-improvements/shared-heads');
  const {queries, keys, values, isShared, facts} = readHeads(
    openCapture(declaration, files),
  );
  expect(keys.shape).toEqual(values.shape);
  expect(facts.each * facts.keyCount).toBe(queries.shape[0]);
  expect(isShared).toBe(true);
});
