import {linear} from '@motion-canvas/core';

import {Tensor} from '../../scenes/captured/tensor.ts';
import {ExpertBank} from '../../scenes/components/ExpertBank.ts';
import {ExpertBins} from '../../scenes/components/ExpertBins.ts';
import {RouteGrid} from '../../scenes/components/RouteGrid.ts';
import {RouterFan} from '../../scenes/components/RouterFan.ts';
import {SECONDS} from './paint-case.ts';
import type {PaintCase} from './paint-case.ts';
import {SOURCE, values, words} from './values.ts';

/** Weights of two experts out of many. */
const weights = (experts: number): Tensor => {
  const data = new Float32Array(experts);
  data[1] = 0.6;
  data[experts - 2] = 0.4;
  return new Tensor(data, [experts], ['expert'], SOURCE);
};

/** Two experts of eight for each of some tokens. */
const chosen = (count: number): number[][] =>
  Array.from({length: count}, (_, i) => [(i * 3) % 8, (i * 5 + 1) % 8]);

export const EXPERT_CASES = {
  ExpertBank: () => {
    const bank = new ExpertBank({
      weights: weights(64),
      word: 'expert',
      denseWord: 'feed-forward',
      shown: 1,
      split: 0,
    });
    return {nodes: [bank], play: () => bank.split(1, SECONDS, linear)};
  },

  RouterFan: () => {
    const own = weights(12);
    const bank = new ExpertBank({
      weights: own,
      word: 'expert',
      denseWord: '',
    });
    const fan = new RouterFan({
      bank,
      shown: 1,
      token: 'bird',
      scores: values([12], 1),
      shares: own,
      words: {router: 'router', shape: '128 × 12'},
    });
    fan.scored(1);
    return {nodes: [fan], play: () => fan.grown(1, SECONDS, linear)};
  },

  ExpertBins: () => {
    const bins = new ExpertBins({
      tokens: words(96),
      choices: chosen(96),
      experts: 8,
      source: SOURCE,
      words: {expert: 'expert'},
      shown: 1,
    });
    bins.routed(48);
    return {nodes: [bins], play: () => bins.routed(96, SECONDS, linear)};
  },

  RouteGrid: () => {
    const grid = new RouteGrid({
      tokens: words(96),
      routes: Array.from({length: 96}, (_, token) =>
        Array.from({length: 5}, (_, layer) => ({
          chosen: [(token * 3 + layer) % 8, (token + 5 * layer + 1) % 8],
          weights: [0.7, 0.3],
        })),
      ),
      experts: 8,
      source: SOURCE,
      words: {layer: 'layer', expert: 'experts', all: '96 tokens'},
      shown: 1,
    });
    grid.others(1);
    return {nodes: [grid], play: () => grid.routed(5, SECONDS, linear)};
  },
} satisfies Record<string, PaintCase>;
