import {expect, test} from 'vitest';

import type {ChunkRecord} from '../../../../studio/render/draw/chunk-cache.ts';
import {tornUnits} from '../../../../studio/render/draw/seams.ts';
import type {RenderUnit} from '../../../../studio/render/plan/unit.ts';

type Chunk = [from: number, to: number, first: string | null, next?: string | null];

type Known = Pick<ChunkRecord, 'hashes' | 'next'>;

/** A unit whose chunks begin with a frame and look ahead to another. */
function torn(...chunks: Chunk[]): boolean {
  const planned = chunks.map(([from, to]) => ({from, to, key: `${from}`}));
  const records = new Map(
    chunks.flatMap(([from, , first, next = null]) =>
      first === null
        ? []
        : [[`${from}`, {hashes: [first, 'x'], next}] as [string, Known]],
    ),
  );
  const unit = {chunks: planned} as unknown as RenderUnit;
  return tornUnits([unit], records).length > 0;
}

test.each<[Chunk[], boolean]>([
  [
    [
      [0, 2, 'a', 'b'],
      [2, 4, 'b'],
    ],
    false,
  ],
  [
    [
      [0, 2, 'a', 'b'],
      [2, 4, 'c'],
    ],
    true,
  ],
  [
    [
      [0, 2, 'a', 'b'],
      [2, 4, 'b', 'c'],
      [4, 6, 'd'],
    ],
    true,
  ],
  // Nothing is known of what would have come next, or of what came.
  [
    [
      [0, 2, 'a'],
      [2, 4, 'b'],
    ],
    false,
  ],
  [
    [
      [0, 2, 'a', 'b'],
      [2, 4, null],
    ],
    false,
  ],
  // Chunks that do not touch.
  [
    [
      [0, 2, 'a', 'b'],
      [4, 6, 'c'],
    ],
    false,
  ],
])('%j is torn: %s', (chunks, expected) => {
  expect(torn(...chunks)).toBe(expected);
});
