import {describe, expect, test} from 'vitest';

import declaration from '../../../scenes/07-architecture/open-the-box.capture.ts';
import {readBox} from '../../../scenes/07-architecture/open-the-box.facts.ts';
import {openCapture} from '../../../scenes/captured/open-capture.ts';
import {capturedFiles} from '../captured-files.ts';

const open = async () =>
  openCapture(declaration, await capturedFiles('07-architecture/open-the-box'));

describe('open the box', () => {
  test('what the bars show is all there is', async () => {
    const capture = await open();
    const {shares, parameters, facts} = readBox(capture);
    expect(shares.data.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
    expect(parameters.data.reduce((sum, count) => sum + count, 0)).toBe(facts.total);
    expect(facts.share).toBeCloseTo(
      Math.exp(
        capture.logits.positions[facts.count - 1].top[0].logit -
          capture.logits.positions[facts.count - 1].logsumexp,
      ),
      5,
    );
  });

  test('each token has the row of its id', async () => {
    const {tokens, last, embedded, after, layers} = readBox(await open());
    const row = (position: number): number[] => [...embedded.values.at(position).data];
    tokens.forEach(({id}, i) =>
      expect(row(i)).toEqual(row(tokens.findIndex(token => token.id === id))),
    );
    expect(after).toHaveLength(layers);
    for (const {values, limit} of [embedded, ...after]) {
      expect(values.shape).toEqual([tokens.length, embedded.values.shape[1]]);
      expect(Math.max(...values.at(last).data.map(Math.abs))).toBe(limit);
    }
  });

  test.each([
    [{head: 5}, {isTied: false, inBlocks: 0.8, parts: 7, feeds: 'mlp'}],
    [{head: undefined}, {isTied: true, inBlocks: 40 / 45, parts: 7, feeds: 'mlp'}],
    [
      {head: 5, experts: 50},
      {isTied: false, inBlocks: 0.9, parts: 8, feeds: 'either'},
    ],
    [
      {head: 5, experts: 50, mlp: undefined},
      {isTied: false, inBlocks: 70 / 80, parts: 7, feeds: 'experts'},
    ],
  ])('parts of another model: %o', async (other, told) => {
    const capture = await open();
    const byComponent = {
      embedding: 2,
      attention: 15,
      mlp: 20,
      router: 5,
      norm: 2,
      other: 1,
      ...other,
    };
    const total = Object.values<number | undefined>(byComponent).reduce<number>(
      (sum, own) => sum + (own ?? 0),
      0,
    );
    const kept = Object.entries(byComponent).filter(([, count]) => count !== undefined);
    const parameters = {total, byComponent: Object.fromEntries(kept)};
    const box = readBox({
      ...capture,
      modules: {...capture.modules, parameters},
    } as typeof capture);
    expect(box.isTied).toBe(told.isTied);
    expect(box.facts.inBlocks).toBeCloseTo(told.inBlocks, 6);
    expect(box.sizes).toHaveLength(told.parts);
    expect(box.feeds).toBe(told.feeds);
  });
});
