import {computed, initial, signal} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import type {Source, Tensor} from '../captured/tensor.ts';
import {figure} from '../script/numbers.ts';
import {step} from '../theme/step.ts';
import {STROKE} from '../theme/layout.ts';
import {mixColors} from '../theme/mix-colors.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {CellBitmap, paintCellGaps} from './CellBitmap.ts';
import {Picture} from './Picture.ts';
import type {PictureProps} from './Picture.ts';
import type {Box} from './box.ts';
import {paintText, withAlpha} from './paint.ts';
import {limitOf, rampTable} from './ramp.ts';
import {statesOf} from './tile-states.ts';
import type {SweepState, Visit} from './tile-states.ts';

export interface TileSweepProps extends PictureProps {
  /** Scaled scores before the mask, `[query, key]`; at most 64 of each. */
  scores: Tensor;
  /** Shares that they become, `[query, key]`: what has none is hidden. */
  pattern: Tensor;
  /** Tiles in the order in which they are visited. */
  visits: readonly Visit[];
  /** What the queries of a tile have after each visit, `[visit, row, d_head]`. */
  outputs: Tensor;
  /** Words in the scene's language. */
  words: {query: string; key: string; max: string; sum: string; output: string};
  /** What stands below the scores: how many of all are there at once. */
  readout?: (held: number, all: number) => string;
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
export class TileSweep extends Picture {
  /** How many tiles have been visited. */
  @initial(0)
  @signal()
  declare public readonly scored: SimpleSignal<number, this>;

  private readonly settings: Omit<TileSweepProps, keyof PictureProps>;
  /** Tiles that have something to see. */
  private readonly tiles: readonly Visit[];
  private readonly states: readonly SweepState[];
  private readonly tile: CellBitmap;
  private readonly output: CellBitmap;
  private readonly limit: number;

  public constructor(props: TileSweepProps) {
    const {scores, pattern, visits, outputs, words, readout, ...rest} = props;
    super(rest);
    this.settings = {scores, pattern, visits, outputs, words, readout};
    this.tiles = visits.filter(({skipped}) => !skipped);
    this.states = statesOf(visits, outputs, scores.shape[0]);
    const colors = (): Uint32Array => rampTable(this.palette, 'signed');
    this.limit = limitOf('signed', outputs.data);
    this.tile = new CellBitmap(colors).fill(
      scores.data,
      scores.shape[1],
      limitOf('signed', scores.data),
    );
    this.output = new CellBitmap(colors);
  }

  /** How many tiles `score` counts. */
  public get counts(): {scored: number} {
    return {scored: this.tiles.length};
  }

  /** Where the scores have their places. */
  @computed()
  public grid(): Box {
    const box = this.box();
    const side = Math.min(box.height - TOP - FOOT, box.width * 0.4);
    return {
      x: box.x + SIDE,
      y: box.y + TOP + (box.height - TOP - FOOT - side) / 2,
      width: side,
      height: side,
    };
  }

  /** Where the outputs so far stand. */
  public kept(): Box {
    const {output, width} = this.columns;
    return {...this.grid(), x: output, width};
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 && this.scored() > 0 ? [this.settings.scores.source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    withAlpha(context, Math.min(1, this.shown()), () => this.paintSweep(context));
  }

  private paintSweep(context: CanvasRenderingContext2D): void {
    this.paintGround(context);
    const {tiles} = this;
    const now = Math.min(tiles.length - 1, Math.floor(this.scored()));
    const arriving = step(this.scored(), now);
    // The tile before goes while the next one comes.
    if (now > 0) this.paintTile(context, tiles[now - 1], 1 - arriving);
    if (this.scored() > now) this.paintTile(context, tiles[now], arriving);
    this.paintKept(context);
    this.paintWords(context, arriving > 0 || now > 0);
  }

  /** The places of all scores, empty: what the mask hides is darker. */
  private paintGround(context: CanvasRenderingContext2D): void {
    const {palette} = this;
    const {pattern, visits} = this.settings;
    const grid = this.grid();
    const [count] = pattern.shape;
    const cell = grid.height / count;
    context.fillStyle = palette.panel;
    context.fillRect(grid.x, grid.y, grid.width, grid.height);
    context.fillStyle = mixColors(palette.ground, palette.rule, 0.55);
    for (let i = 0; i < pattern.data.length; i++) {
      if (pattern.data[i] > 0) continue;
      const [row, column] = [Math.floor(i / count), i % count];
      context.fillRect(grid.x + column * cell, grid.y + row * cell, cell, cell);
    }
    const size = {columns: count, rows: count};
    paintCellGaps(context, grid, size, Math.min(2, cell * 0.08), palette.rule);
    context.strokeStyle = palette.faint;
    context.lineWidth = 2;
    context.beginPath();
    for (const {queries, keys} of visits) {
      const [x, y] = [grid.x + keys[0] * cell, grid.y + queries[0] * cell];
      context.rect(x, y, (keys[1] - keys[0]) * cell, (queries[1] - queries[0]) * cell);
    }
    context.stroke();
  }

  private paintTile(
    context: CanvasRenderingContext2D,
    {queries: [query, below], keys: [key, after]}: Visit,
    alpha: number,
  ): void {
    const {palette} = this;
    const grid = this.grid();
    const {pattern} = this.settings;
    const [count] = pattern.shape;
    const cell = grid.height / count;
    const [queries, keys] = [below - query, after - key];
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
        const own = pattern.at(query + row).data;
        for (let column = 0; column < keys; column++) {
          if (own[key + column] <= 0) continue;
          context.rect(box.x + column * cell, box.y + row * cell, cell, cell);
        }
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
    const grid = this.grid();
    const box = this.box();
    const max = grid.x + grid.width + COLUMN.gap;
    const sum = max + COLUMN.width + 12;
    const output = sum + COLUMN.width + COLUMN.gap;
    return {max, sum, output, width: box.x + box.width - output};
  }

  private paintKept(context: CanvasRenderingContext2D): void {
    const {palette, columns, states} = this;
    const grid = this.grid();
    const {scores, outputs} = this.settings;
    const [count, width] = [scores.shape[0], outputs.shape[2]];
    const now = Math.min(states.length - 1, Math.floor(this.scored()));
    const t = step(this.scored(), now);
    const from = states[now];
    const to = states[Math.min(states.length - 1, now + 1)];
    const cells = t > 0 ? mix(from.output, to.output, t) : from.output;
    const box = this.kept();
    this.output.fill(cells, width, this.limit).paint(context, box);
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
      const most = shown.max[query];
      if (most === null) continue;
      const y = grid.y + (query + 0.5) * row + 10;
      const changed = to.sum[query] !== from.sum[query] && t > 0;
      const style = {
        family: MONO,
        size: SIZE.small,
        weight: changed ? 700 : 500,
        color: changed ? palette.ink : palette.muted,
        align: 'right',
      } as const;
      paintText(context, figure(most, 1), columns.max + COLUMN.width, y, style);
      const sum = shown.sum[query].toFixed(2);
      paintText(context, sum, columns.sum + COLUMN.width, y, style);
    }
  }

  private paintWords(context: CanvasRenderingContext2D, started: boolean): void {
    const {palette, columns} = this;
    const grid = this.grid();
    const {words, readout, scores} = this.settings;
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
    const line = readout(largestTile(this.tiles), scores.data.length);
    paintText(context, line, middle, grid.y + grid.height + 44, {
      ...head,
      align: 'center',
    });
  }
}

/** Scores of the largest tile: so many are there at once. */
const largestTile = (tiles: readonly Visit[]): number =>
  Math.max(
    ...tiles.map(({queries, keys}) => (queries[1] - queries[0]) * (keys[1] - keys[0])),
  );

function mix(from: Float32Array, to: Float32Array, t: number): Float32Array {
  return from.map((value, i) => value + (to[i] - value) * t);
}
