import {expect, test} from 'vitest';

import {openCapture} from '../../../scenes/captured/open-capture.ts';
import {defineCapture} from '../../../data-extract/declare/declaration.ts';
import {filesOf} from '../capture-for-test.ts';

const TEXT = 'Lily saw a little bird in the tree. It was sad.';

test('the rotation of a head is that of its configuration; tiles make what the model made', async () => {
  const declaration = defineCapture({
    role: 'decoder',
    text: TEXT,
    probes: {
      rotary: {head: 'own', offsets: 12},
      tiles: {head: 'own', queries: 4, keys: 5},
      headSteps: {heads: ['own'], of: ['raw']},
    },
    heads: {
      own: {
        rule: 'most-mass',
        from: {token: 'It'},
        to: {token: 'bird'},
      },
    },
  });
  const files = await filesOf(declaration);
  const {rotary, tiles, headSteps, heads} = openCapture(declaration, files);
  expect(rotary).toMatchObject({pairing: 'halves', still: [], layer: heads.own.layer});
  expect(rotary.pairs).toHaveLength(16);
  rotary.pairs.forEach(({frequency}, i) =>
    expect(Math.abs(frequency / 10000 ** (-i / 16) - 1)).toBeLessThan(5e-3),
  );
  expect(Math.abs((rotary.base ?? 0) / 10000 - 1)).toBeLessThan(0.05);
  const {query, key} = heads.own;
  const raw = headSteps.of('own').raw().at(query.index).data[key.index];
  expect(rotary.scores).toHaveLength(13);
  expect(rotary.scores[query.index - key.index] / raw).toBeCloseTo(1, 3);
  expect(rotary.before('q').shape).toEqual([14, 32]);
  expect([...rotary.after('q').at(0).data]).toEqual([...rotary.before('q').at(0).data]);
  expect(tiles).toMatchObject({size: {queries: 4, keys: 5}, held: 20, whole: 14 * 14});
  expect(tiles.error).toBeLessThan(1e-5);
  expect(tiles.visits).toHaveLength(4 * 3);
  expect(tiles.outputs().shape).toEqual([12, 4, 32]);
  expect(tiles.result().shape).toEqual([14, 32]);
  expect(tiles.scores().source).toMatchObject({layer: heads.own.layer});
  expect(files.capture.invariants.map(({name}) => name)).toContain(
    'turned q x turned k goes by their distance',
  );
});
