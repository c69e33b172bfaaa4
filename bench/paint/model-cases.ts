import {linear} from '@motion-canvas/core';

import type {ModuleNode} from '../../data-extract/capture/format.ts';
import {CodePanel} from '../../scenes/components/CodePanel.ts';
import {ModuleBoxes} from '../../scenes/components/ModuleBoxes.ts';
import {ModuleTree} from '../../scenes/components/ModuleTree.ts';
import {ParameterBlocks} from '../../scenes/components/ParameterBlocks.ts';
import {RopeDials} from '../../scenes/components/RopeDials.ts';
import {Stack} from '../../scenes/components/Stack.ts';
import {Stopwatch} from '../../scenes/components/Stopwatch.ts';
import {STAGE} from '../../scenes/components/box.ts';
import {SECONDS} from './paint-case.ts';
import type {PaintCase} from './paint-case.ts';
import {SOURCE, values, words} from './values.ts';

const LAYER: ModuleNode[] = ['q_proj', 'k_proj', 'v_proj', 'o_proj', 'mlp', 'norm'].map(
  name => ({
    name,
    parameters: 1_000_000,
    shape: null,
    children: [
      {name: 'weight', parameters: 1_000_000, shape: [1000, 1000], children: []},
    ],
  }),
);
const TREE: ModuleNode = {
  name: 'model',
  parameters: 192_000_000,
  shape: null,
  children: Array.from({length: 32}, (_, i) => ({
    name: `${i}`,
    parameters: 6_000_000,
    shape: null,
    children: LAYER,
  })),
};
const WORDS = {total: 'in all', active: 'active', unit: 'parameters'};

export const MODEL_CASES = {
  RopeDials: () => {
    const dials = new RopeDials({
      queryVector: values([64], 1),
      keyVector: values([64], 2),
      pairs: Array.from({length: 32}, (_, i) => ({
        a: i,
        b: i + 32,
        frequency: 1e4 ** (-i / 32),
      })),
      factor: 0.125,
      queryAt: 0,
      keyAt: 0,
      words: {query: 'query', key: 'key', distance: 'far', score: 'score', turn: 'turn'},
      box: STAGE,
    });
    dials.shown(16);
    dials.scored(1);
    return {nodes: [dials], play: () => dials.queryAt(60, SECONDS, linear)};
  },

  Stack: () => {
    const stack = new Stack({
      layers: 8,
      source: SOURCE,
      parts: [
        {label: 'attention', role: 'attention'},
        {label: 'feed-forward', role: 'feedForward'},
      ],
      word: 'layer',
      box: {...STAGE, width: 900},
    });
    return {nodes: [stack], play: () => stack.zoomed(1, SECONDS, linear)};
  },

  ModuleTree: () => {
    const tree = new ModuleTree({
      tree: TREE,
      source: SOURCE,
      words: {parameters: 'parameters'},
      box: STAGE,
    });
    tree.shown(tree.lines.length);
    return {nodes: [tree], play: () => tree.folded(1, SECONDS, linear)};
  },

  ModuleBoxes: () => {
    const tree = new ModuleTree({tree: TREE, source: SOURCE});
    const boxes = new ModuleBoxes({
      lines: tree.lines,
      source: SOURCE,
      box: STAGE,
      from: index => tree.boxOf(index),
    });
    return {nodes: [boxes], play: () => boxes.shown(boxes.count, SECONDS, linear)};
  },

  ParameterBlocks: () => {
    const blocks = new ParameterBlocks({
      groups: [
        {label: 'attention', role: 'attention', count: 200},
        {label: 'experts', role: 'expert', count: 220, active: 60},
      ],
      source: SOURCE,
      words: WORDS,
      box: STAGE,
    });
    blocks.shown(1);
    return {nodes: [blocks], play: () => blocks.active(1, SECONDS, linear)};
  },

  Stopwatch: () => {
    const watch = new Stopwatch({
      runs: [1, 2, 3].map(seed => {
        const times = values([48], seed);
        times.data.forEach((value, i) => (times.data[i] = Math.abs(value) + 1));
        return {label: `run ${seed}`, times};
      }),
      tokens: words(48),
      words: {first: 'first token', unit: 'ms'},
      shown: 1,
    });
    return {nodes: [watch], play: () => watch.time(1, SECONDS, linear)};
  },

  CodePanel: () => {
    const code = new CodePanel({
      code: Array.from(
        {length: 13},
        () => `for x in y: ${'model.lm_head(x) + '.repeat(3)}0`,
      ).join('\n'),
      roles: {lm_head: 'head'},
      box: STAGE,
    });
    return {nodes: [code], play: () => code.shown(code.count, SECONDS, linear)};
  },
} satisfies Record<string, PaintCase>;
