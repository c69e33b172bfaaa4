import {expect, test} from 'vitest';

import declaration from '../../../scenes/11-recent-improvements/local-masks.capture.ts';
import {
  readRules,
  readWindows,
} from '../../../scenes/11-recent-improvements/local-masks.facts.ts';
import {openCapture} from '../../../scenes/captured/open-capture.ts';
import {capturedFiles} from '../captured-files.ts';

const captured = openCapture(
  declaration,
  await capturedFiles('11-recent-improvements/local-masks'),
);

test('layers are local and global as the configuration of the model says', () => {
  const {layers, isMixed, facts} = readWindows(captured);
  expect(isMixed).toBe(true);
  expect(layers.map(({isLocal}) => isLocal)).toEqual([false, true, false]);
  // local_attention is 4: two tokens to either side.
  expect(layers[1]).toMatchObject({back: 2, ahead: 2});
  const count = facts.tokens;
  expect(facts.pairs).toBe(5 * count - 6);
});

test('what is hidden has no weight, and the rest of a row sums to 1', () => {
  for (const {layer, mask} of readWindows(captured).layers) {
    const pattern = captured.attention.pattern(layer, 0);
    pattern.data.forEach((share, i) => expect(share > 0).toBe(mask.data[i] > 0));
    for (let query = 0; query < pattern.shape[0]; query++) {
      const sum = pattern.at(query).data.reduce((all, share) => all + share, 0);
      expect(sum).toBeCloseTo(1, 5);
    }
  }
});

test('rules leave the pairs that captions name', () => {
  const {facts, masks} = readRules();
  expect(facts.seen).toEqual({
    all: 256,
    causal: 136,
    window: 58,
    strided: 82,
    fixed: 64,
  });
  expect(masks.causal.shape).toEqual([facts.size, facts.size]);
});

test('with a strided mask nothing is more than two steps away', () => {
  const {masks, facts} = readRules();
  const {size} = facts;
  const sees = (query: number, key: number): boolean =>
    masks.strided.data[query * size + key] > 0;
  for (let query = 0; query < size; query++) {
    for (let key = 0; key <= query; key++) {
      const over = Array.from({length: size}, (_, i) => i);
      const isNear = over.some(between => sees(query, between) && sees(between, key));
      expect(isNear).toBe(true);
    }
  }
});
