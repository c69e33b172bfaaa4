import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import type {Source, Tensor} from '../captured/tensor.ts';
import {step} from '../theme/step.ts';
import {STROKE} from '../theme/layout.ts';
import {mixColors} from '../theme/mix-colors.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {CellBitmap, paintCellGaps} from './CellBitmap.ts';
import {Painted} from './Painted.ts';
import type {Box} from './box.ts';
import {paintText, withAlpha} from './paint.ts';
import {limitOf, rampTable} from './ramp.ts';
import {largestDifference, sweepTiles} from './tile-sweep.ts';
import type {Sweep, Tile} from './tile-sweep.ts';

export interface TileSweepProps extends NodeProps {
  /** Scaled scores before the mask, `[query, key]`; at most 64 of each. */
  scores: Tensor;
  /** `[key, d_head]`. */
  values: Tensor;
  /** The model's own output, `[query, d_head]`, to compare with. */
  expected: Tensor;
  /** How many queries, and keys, a tile has. */
  block: number;
  /** Words in the scene's language. */
  words: {query: string; key: string; max: string; sum: string; output: string};
  /** What stands below the scores: how many of all are there at once. */
  readout?: (held: number, all: number) => string;
  /** Room for everything, in frame coordinates. */
  box: Box;
}

const TOP = 52;
const SIDE = 52;
const FOOT = 56;
const COLUMN = {width: 110, gap: 48} as const;
/** Rows from this height on carry figures. */
const READABLE = 30;

/**
 * Attention without the score matrix: one tile of scores is there at a time. Beside it
 * stands what is kept of every query: its largest score, its sum, and its output so far.
 *
 * @category Attention
 */
export class TileSweep extends Painted {
  /** How many tiles have been visited. */
  @initial(0)
  @signal()
  declare public readonly scored: SimpleSignal<number, this>;

  private readonly settings: Omit<TileSweepProps, keyof NodeProps>;
  private readonly sweep: Sweep;
  private readonly grid: Box;
  private readonly tile: CellBitmap;
  private readonly output: CellBitmap;
  private readonly limits: {scores: number; output: number};

  public constructor(props: TileSweepProps) {
    const {scores, values, expected, block, words, readout, box, ...rest} = props;
    super(rest);
    this.settings = {scores, values, expected, block, words, readout, box};
    this.sweep = sweepTiles(scores, values, block);
    const side = Math.min(box.height - TOP - FOOT, box.width * 0.4);
    this.grid = {
      x: box.x + SIDE,
      y: box.y + TOP + (box.height - TOP - FOOT - side) / 2,
      width: side,
      height: side,
    };
    const colors = rampTable(this.palette, 'signed');
    this.limits = {
      scores: limitOf('signed', scores.data),
      output: limitOf('signed', expected.data),
    };
    this.tile = new CellBitmap(colors).fill(
      scores.data,
      scores.shape[1],
      this.limits.scores,
    );
    this.output = new CellBitmap(colors);
  }

  /** Number of tiles. */
  public get count(): number {
    return this.sweep.tiles.length;
  }

  /** Largest difference between the last outputs and the model's own. */
  public get error(): number {
    const last = this.sweep.states[this.count];
    return largestDifference(last.output, this.settings.expected.data);
  }

  public override sources(): readonly Source[] {
    return this.scored() > 0 ? [this.settings.scores.source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    this.paintGround(context);
    const {tiles} = this.sweep;
    const now = Math.min(this.count - 1, Math.floor(this.scored()));
    const arriving = step(this.scored(), now);
    // The tile before goes while the next one comes.
    if (now > 0) this.paintTile(context, tiles[now - 1], 1 - arriving);
    if (this.scored() > now) this.paintTile(context, tiles[now], arriving);
    this.paintKept(context);
    this.paintWords(context, arriving > 0 || now > 0);
  }

  /** The places of all scores, empty: what the mask hides is darker. */
  private paintGround(context: CanvasRenderingContext2D): void {
    const {palette, grid} = this;
    const [count] = this.settings.scores.shape;
    const cell = grid.height / count;
    context.fillStyle = palette.panel;
    context.fillRect(grid.x, grid.y, grid.width, grid.height);
    context.fillStyle = mixColors(palette.ground, palette.rule, 0.55);
    for (let row = 0; row < count; row++) {
      const left = grid.x + (row + 1) * cell;
      const width = grid.x + grid.width - left;
      context.fillRect(left, grid.y + row * cell, width, cell);
    }
    const size = {columns: count, rows: count};
    paintCellGaps(context, grid, size, Math.min(2, cell * 0.08), palette.rule);
    const tiles = Math.ceil(count / this.settings.block);
    context.strokeStyle = palette.faint;
    context.lineWidth = 2;
    context.beginPath();
    for (let i = 0; i <= tiles; i++) {
      const at = Math.min(count, i * this.settings.block) * cell;
      context.moveTo(grid.x + at, grid.y);
      context.lineTo(grid.x + at, grid.y + grid.height);
      context.moveTo(grid.x, grid.y + at);
      context.lineTo(grid.x + grid.width, grid.y + at);
    }
    context.stroke();
  }

  private paintTile(
    context: CanvasRenderingContext2D,
    {query, key, queries, keys}: Tile,
    alpha: number,
  ): void {
    const {palette, grid} = this;
    const [count] = this.settings.scores.shape;
    const cell = grid.height / count;
    const box = {
      x: grid.x + key * cell,
      y: grid.y + query * cell,
      width: keys * cell,
      height: queries * cell,
    };
    withAlpha(context, alpha, () => {
      context.save();
      context.beginPath();
      for (let row = 0; row < queries; row++) {
        const seen = Math.min(keys, query + row - key + 1);
        if (seen > 0) context.rect(box.x, box.y + row * cell, seen * cell, cell);
      }
      context.clip();
      this.tile.paint(context, box, {
        column: key,
        row: query,
        columns: keys,
        rows: queries,
      });
      const gap = Math.min(4, cell * 0.1);
      paintCellGaps(context, box, {columns: keys, rows: queries}, gap, palette.panel);
      context.restore();
      context.strokeStyle = palette.roles.score.stroke;
      context.lineWidth = STROKE.selected;
      context.strokeRect(box.x, box.y, box.width, box.height);
      // Which queries and keys are multiplied: bars along the edges.
      context.fillStyle = palette.roles.query.stroke;
      context.fillRect(grid.x - 14, box.y, 8, box.height);
      context.fillStyle = palette.roles.key.stroke;
      context.fillRect(box.x, grid.y - 14, box.width, 8);
    });
  }

  private get columns(): {max: number; sum: number; output: number; width: number} {
    const {grid} = this;
    const {box} = this.settings;
    const max = grid.x + grid.width + COLUMN.gap;
    const sum = max + COLUMN.width + 12;
    const output = sum + COLUMN.width + COLUMN.gap;
    return {max, sum, output, width: box.x + box.width - output};
  }

  private paintKept(context: CanvasRenderingContext2D): void {
    const {palette, grid, columns} = this;
    const {states} = this.sweep;
    const {values} = this.settings;
    const [count, width] = [this.settings.scores.shape[0], values.shape[1]];
    const now = Math.min(this.count, Math.floor(this.scored()));
    const t = step(this.scored(), now);
    const from = states[now];
    const to = states[Math.min(this.count, now + 1)];
    const cells = t > 0 ? mix(from.output, to.output, t) : from.output;
    const box = {...grid, x: columns.output, width: columns.width};
    this.output.fill(cells, width, this.limits.output).paint(context, box);
    const row = grid.height / count;
    const gap = Math.min(6, row * 0.16);
    const size = {columns: width, rows: count};
    paintCellGaps(context, box, {...size, columns: 1}, gap, palette.ground);
    paintCellGaps(context, box, {...size, rows: 1}, 1.5, palette.ground);
    const {stroke} = palette.roles.attention;
    context.strokeStyle = stroke;
    context.lineWidth = STROKE.rest;
    context.strokeRect(box.x, box.y, box.width, box.height);
    if (row < READABLE) return;
    const shown = t > 0.5 ? to : from;
    for (let query = 0; query < count; query++) {
      if (shown.sum[query] === 0) continue;
      const y = grid.y + (query + 0.5) * row + 10;
      const changed = to.sum[query] !== from.sum[query] && t > 0;
      const style = {
        family: MONO,
        size: SIZE.small,
        weight: changed ? 700 : 500,
        color: changed ? palette.ink : palette.muted,
        align: 'right',
      } as const;
      const max = shown.max[query].toFixed(1).replace('-', '\u2212');
      paintText(context, max, columns.max + COLUMN.width, y, style);
      const sum = shown.sum[query].toFixed(2);
      paintText(context, sum, columns.sum + COLUMN.width, y, style);
    }
  }

  private paintWords(context: CanvasRenderingContext2D, started: boolean): void {
    const {palette, grid, columns} = this;
    const {words, readout, block, scores} = this.settings;
    const style = {family: SANS, size: SIZE.small, weight: 600} as const;
    const top = grid.y - 24;
    const middle = grid.x + grid.width / 2;
    paintText(context, words.key, middle, top, {
      ...style,
      color: palette.roles.key.text,
      align: 'center',
    });
    context.save();
    context.translate(grid.x - 24, grid.y + grid.height / 2);
    context.rotate(-Math.PI / 2);
    const {text} = palette.roles.query;
    paintText(context, words.query, 0, 0, {...style, color: text, align: 'center'});
    context.restore();
    const head = {...style, color: palette.muted};
    for (const name of ['max', 'sum'] as const) {
      const right = columns[name] + COLUMN.width;
      paintText(context, words[name], right, top, {...head, align: 'right'});
    }
    paintText(context, words.output, columns.output, top, {
      ...head,
      color: palette.roles.attention.text,
    });
    if (!readout || !started) return;
    const line = readout(block ** 2, scores.data.length);
    paintText(context, line, middle, grid.y + grid.height + 44, {
      ...head,
      align: 'center',
    });
  }
}

function mix(from: Float32Array, to: Float32Array, t: number): Float32Array {
  return from.map((value, i) => value + (to[i] - value) * t);
}
