import {Circle, Rect} from '@motion-canvas/2d';
import {all, linear} from '@motion-canvas/core';

import type {CapturedToken} from '../../data-extract/text/token.ts';
import {AttentionArcs} from '../../scenes/components/AttentionArcs.ts';
import {Bars} from '../../scenes/components/Bars.ts';
import {Cells} from '../../scenes/components/Cells.ts';
import {Figures} from '../../scenes/components/Figures.ts';
import {HeadGrid} from '../../scenes/components/HeadGrid.ts';
import {KvShelf} from '../../scenes/components/KvShelf.ts';
import {MaskGrid} from '../../scenes/components/MaskGrid.ts';
import {MatrixGrid} from '../../scenes/components/MatrixGrid.ts';
import {Names} from '../../scenes/components/Names.ts';
import {Points} from '../../scenes/components/Points.ts';
import {Rows} from '../../scenes/components/Rows.ts';
import {TileSweep} from '../../scenes/components/TileSweep.ts';
import {TokenStrip} from '../../scenes/components/TokenStrip.ts';
import {VectorRow} from '../../scenes/components/VectorRow.ts';
import {maskOf} from '../../scenes/components/mask-rules.ts';
import type {Visit} from '../../scenes/components/tile-states.ts';
import {rampColor} from '../../scenes/components/ramp.ts';
import {STAGE} from '../../scenes/components/box.ts';
import {withDecimals} from '../../scenes/script/numbers.ts';
import {usePalette} from '../../scenes/theme/theme.ts';
import {EXPERT_CASES} from './expert-cases.ts';
import {MODEL_CASES} from './model-cases.ts';
import {SECONDS} from './paint-case.ts';
import type {PaintCase} from './paint-case.ts';
import type {CaseName} from './list.ts';
import {patterns, SOURCE, values, words} from './values.ts';

const SIDE = 64;

export const CASES: Readonly<Record<CaseName, PaintCase>> = {
  'empty frame': () => {
    const dot = new Circle({size: 4, fill: '#888888'});
    return {nodes: [dot], play: () => dot.x(500, SECONDS, linear)};
  },

  'a node per cell': () => {
    const palette = usePalette();
    const cells = values([SIDE, SIDE], 1).data;
    const cell = STAGE.height / SIDE;
    const nodes = Array.from(
      cells,
      (value, i) =>
        new Rect({
          x: ((i % SIDE) - SIDE / 2) * cell,
          y: (Math.floor(i / SIDE) - SIDE / 2) * cell,
          size: cell - 1,
          fill: rampColor(palette, 'signed', value),
        }),
    );
    const next = values([SIDE, SIDE], 2).data;
    return {
      nodes,
      play: () =>
        all(
          ...nodes.map((node, i) =>
            node.fill(rampColor(palette, 'signed', next[i]), SECONDS, linear),
          ),
        ),
    };
  },

  MatrixGrid: () => {
    const grid = new MatrixGrid({
      values: values([SIDE, SIDE], 1),
      ramp: 'signed',
      box: STAGE,
    });
    grid.shown(SIDE);
    return {
      nodes: [grid],
      play: () => grid.values(values([SIDE, SIDE], 2), SECONDS, linear),
    };
  },

  MaskGrid: () => {
    const grid = new MaskGrid({
      mask: maskOf({kind: 'causal'}, SIDE),
      axes: {
        rows: 'query',
        columns: 'key',
      },
      box: STAGE,
      shown: SIDE,
    });
    grid.masked(SIDE);
    const next = maskOf({kind: 'strided', stride: 8}, SIDE);
    return {nodes: [grid], play: () => grid.mask(next, SECONDS, linear)};
  },

  HeadGrid: () => {
    const grid = new HeadGrid({
      patterns: Array.from({length: 12}, (_, i) => patterns([12, 32, 32], i)),
      words: {layer: 'layer', head: 'head'},
      box: STAGE,
    });
    grid.shown(grid.count);
    grid.standing([40]);
    return {nodes: [grid], play: () => grid.picked(1, SECONDS, linear)};
  },

  VectorRow: () => {
    const rows = [260, 420, 580, 740].map(
      (top, i) =>
        new VectorRow({
          values: values([256], i),
          label: 'a vector',
          box: {...STAGE, y: top - 48, height: 152},
        }),
    );
    for (const row of rows) row.shown(1);
    const play = () =>
      all(...rows.map((row, i) => row.values(values([256], i + 9), SECONDS, linear)));
    return {nodes: rows, play};
  },

  Rows: () => {
    const [rows, width] = [17, 192];
    const cells = new Cells({values: values([rows, width], 1)});
    const figures = new Figures({values: values([rows], 2)});
    const bars = new Bars({
      values: values([rows], 3),
      limit: 'largest',
      write: withDecimals(2),
    });
    const names = new Names({names: Array.from({length: rows}, (_, i) => `row ${i}`)});
    const table = new Rows({
      of: rows,
      shown: rows,
      box: STAGE,
      children: [names, cells, figures, bars],
    });
    return {
      nodes: [table],
      play: () =>
        all(
          cells.values(values([rows, width], 4), SECONDS, linear),
          figures.values(values([rows], 5), SECONDS, linear),
          bars.values(values([rows], 6), SECONDS, linear),
        ),
    };
  },

  AttentionArcs: () => {
    const strip = new TokenStrip({
      tokens: tokens(18),
      source: SOURCE,
      query: 17,
      box: {...STAGE, y: 640, height: 226},
    });
    strip.shown(18);
    const arcs = new AttentionArcs({
      strip,
      query: 17,
      row: patterns([18, 18], 1).at(17),
      box: STAGE,
      queryWord: 'query',
    });
    arcs.shares(1);
    return {nodes: [strip, arcs], play: () => arcs.shown(1, SECONDS, linear)};
  },

  TokenStrip: () => {
    const strip = new TokenStrip({
      tokens: tokens(96),
      source: SOURCE,
      box: STAGE,
    });
    strip.shown(48);
    return {nodes: [strip], play: () => strip.shown(96, SECONDS, linear)};
  },

  KvShelf: () => {
    const shelf = new KvShelf({
      boards: Array.from({length: 8}, (_, i) => ({
        label: `layer ${i}`,
        keys: values([64, 128], i),
        values: values([64, 128], i + 50),
      })),
      tokens: words(64),
      words: {key: 'key', value: 'value'},
      box: STAGE,
    });
    shelf.cached(32);
    return {nodes: [shelf], play: () => shelf.cached(64, SECONDS, linear)};
  },

  TileSweep: () => {
    const visits = tilesOf(64, 16);
    const sweep = new TileSweep({
      scores: values([64, 64], 1),
      pattern: maskOf({kind: 'causal'}, 64),
      visits,
      outputs: values([visits.length, 16, 64], 2),
      words: {
        query: 'query',
        key: 'key',
        max: 'max',
        sum: 'sum',
        output: 'output',
      },
      box: STAGE,
      shown: 1,
    });
    return {
      nodes: [sweep],
      play: () => sweep.scored(sweep.counts.scored, SECONDS, linear),
    };
  },

  Points: () => {
    const places = values([2000, 2], 1);
    const names = Array.from({length: 2000}, (_, i) => `word ${i}`);
    const near = Array.from({length: 12}, (_, i) => i);
    const map = new Points({names, places, loud: near, box: STAGE});
    map.shown(map.count);
    map.labelled(1);
    return {nodes: [map], play: () => map.sight({on: near}, SECONDS, linear)};
  },

  ...EXPERT_CASES,
  ...MODEL_CASES,
};

/** A tile for each block of queries and of keys, none of them passed by. */
const tilesOf = (count: number, block: number): Visit[] =>
  Array.from({length: (count / block) ** 2}, (_, i): Visit => {
    const [query, key] = [Math.floor((i * block) / count), i % (count / block)];
    return {
      queries: [query * block, (query + 1) * block],
      keys: [key * block, (key + 1) * block],
      skipped: false,
      max: Array.from({length: block}, () => 1),
      sum: Array.from({length: block}, () => 1),
    };
  });

const tokens = (count: number): CapturedToken[] =>
  words(count).map((word, id) => ({
    id,
    text: ` ${word}`,
    bytes: '',
    start: id,
    end: id + 1,
    special: false,
  }));
