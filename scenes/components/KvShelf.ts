import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import type {Source, Tensor} from '../captured/tensor.ts';
import {step} from '../theme/step.ts';
import {FADED, RADIUS, STROKE} from '../theme/layout.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {CellBitmap} from './CellBitmap.ts';
import {Painted} from './Painted.ts';
import type {Box} from './box.ts';
import {paintBox, paintText, textWidth, withAlpha} from './paint.ts';
import {limitOf, rampTable} from './ramp.ts';
import {pool} from './pool.ts';
import {BOARD, shelfPlan} from './shelf-plan.ts';
import type {ShelfPlan} from './shelf-plan.ts';

/** Keys and values of one head in one layer, `[position, d_head]` each. */
export interface ShelfBoard {
  /** What stands before it, e.g. the layer. */
  label: string;
  keys: Tensor;
  values: Tensor;
}

export interface KvShelfProps extends NodeProps {
  /** The boards, from the top. */
  boards: readonly ShelfBoard[];
  /** Labels of the tokens, one per position. */
  tokens: readonly string[];
  /** Words in the scene's language. */
  words: {key: string; value: string};
  /** What stands at the right of the legend for so many tokens, e.g. their bytes. */
  readout?: (tokens: number) => string;
  /** Room for everything, in frame coordinates. */
  box: Box;
}

const LABEL_AIR = 28;
const LEGEND = {height: 56, swatch: 28} as const;
/** How far above its place a pair comes into sight. */
const DROP = 70;
/** Narrower strips have square corners: hundreds of round ones take long to paint. */
const ROUNDED = 24;
/** Outline of a key that is read. */
const READ = STROKE.selected + 1;

/**
 * The cache of keys and values: a board per layer or head, on which every token leaves
 * the pair of vectors that later tokens will read. Keys stand left in a pair, values
 * right; their numbers are coloured by sign and size. Full colour is the largest size
 * among the keys, or among the values, of a board.
 *
 * @category Attention
 */
export class KvShelf extends Painted {
  /** How many tokens have left their pairs; fractions let the next ones drop. */
  @initial(0)
  @signal()
  declare public readonly cached: SimpleSignal<number, this>;

  /** How many tokens' keys a new query has read, from the left. */
  @initial(0)
  @signal()
  declare public readonly read: SimpleSignal<number, this>;

  /** Index of the board that stands out, `null` for none. */
  @initial(null)
  @signal()
  declare public readonly board: SimpleSignal<number | null, this>;

  /** 0 to 1: how far the others have faded. */
  @initial(0)
  @signal()
  declare public readonly picked: SimpleSignal<number, this>;

  private readonly settings: Omit<KvShelfProps, keyof NodeProps>;
  private readonly plan: ShelfPlan;
  private readonly bitmaps: readonly {keys: CellBitmap; values: CellBitmap}[];

  public constructor({boards, tokens, words, readout, box, ...props}: KvShelfProps) {
    super(props);
    this.settings = {boards, tokens, words, readout, box};
    const labels = tokens.map(label => textWidth(label, MONO, SIZE.small, 500));
    const names = boards.map(({label}) => textWidth(label, SANS, SIZE.small, 600));
    const room = Math.max(0, ...names) + LABEL_AIR;
    const size = {
      boards: boards.length,
      tokens: tokens.length,
      width: boards[0].keys.shape[1],
      label: Math.max(...labels),
    };
    const place = (top: number): ShelfPlan =>
      shelfPlan(size, {
        x: box.x + room,
        y: box.y + top,
        width: box.width - room,
        height: box.height - top - LEGEND.height,
      });
    const upright = place(SIZE.small + 26);
    this.plan = upright.upright ? upright : place(size.label * SLANT.sin + SIZE.small);
    this.bitmaps = boards.map(board => this.bitmapsOf(board));
  }

  /** Number of tokens. */
  public get count(): number {
    return this.settings.tokens.length;
  }

  public override sources(): readonly Source[] {
    if (this.cached() <= 0) return [];
    const {boards} = this.settings;
    const board = this.picked() > 0.5 ? this.board() : null;
    return (board === null ? boards : [boards[board]]).map(({keys}) => keys.source);
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    this.settings.boards.forEach((_, board) => {
      const faded = board === this.board() || this.board() === null ? 0 : this.picked();
      withAlpha(context, 1 - (1 - FADED) * faded, () => this.paintBoard(context, board));
    });
    this.paintTokens(context);
    this.paintLegend(context);
  }

  private paintBoard(context: CanvasRenderingContext2D, board: number): void {
    const {palette, plan} = this;
    const {label} = this.settings.boards[board];
    const top = plan.tops[board];
    const ground = {x: plan.left, y: top + plan.height + 4, height: BOARD};
    paintText(context, label, plan.left - LABEL_AIR, top + plan.height / 2 + 10, {
      family: SANS,
      size: SIZE.small,
      weight: 600,
      color: palette.muted,
      align: 'right',
    });
    const box = {...ground, width: plan.column * this.count};
    paintBox(context, box, BOARD / 2, palette.faint, null, 0);
    for (let token = 0; token < Math.ceil(this.cached()); token++) {
      const t = step(this.cached(), token);
      withAlpha(context, Math.min(1, t * 2), () =>
        this.paintPair(context, board, token, top - (1 - t) * DROP),
      );
    }
  }

  private paintPair(
    context: CanvasRenderingContext2D,
    board: number,
    token: number,
    y: number,
  ): void {
    const {plan} = this;
    const {key, value, query} = this.palette.roles;
    const {keys, values} = this.bitmaps[board];
    const asked = board === this.board() || this.board() === null;
    const middle = plan.left + (token + 0.5) * plan.column;
    const strip = {y, width: plan.strip, height: plan.height};
    const left = {...strip, x: middle - plan.strip - 1};
    const right = {...strip, x: middle + 1};
    const rows = Math.ceil(this.settings.boards[board].keys.shape[1] / plan.per);
    const range = {column: token, row: 0, columns: 1, rows};
    keys.paint(context, left, range);
    values.paint(context, right, range);
    this.outline(context, right, value.stroke, STROKE.rest);
    this.outline(context, left, key.stroke, STROKE.rest);
    withAlpha(context, asked ? step(this.read(), token) : 0, () =>
      this.outline(context, left, query.stroke, READ),
    );
  }

  private outline(
    context: CanvasRenderingContext2D,
    box: Box,
    color: string,
    width: number,
  ): void {
    if (this.plan.strip >= ROUNDED) {
      paintBox(context, box, RADIUS.cell, null, color, width);
      return;
    }
    context.strokeStyle = color;
    context.lineWidth = width;
    context.strokeRect(box.x, box.y, box.width, box.height);
  }

  private paintTokens(context: CanvasRenderingContext2D): void {
    const {plan} = this;
    if (!plan.upright && plan.column < SIZE.small) return;
    this.settings.tokens.forEach((label, token) => {
      const x = plan.left + (token + 0.5) * plan.column;
      withAlpha(context, step(this.cached(), token), () => {
        context.save();
        context.translate(plan.upright ? x : x - 8, plan.tops[0] - 22);
        if (!plan.upright) context.rotate(-SLANT.angle);
        paintText(context, label, 0, 0, {
          family: MONO,
          size: SIZE.small,
          weight: 500,
          color: this.palette.roles.token.text,
          align: plan.upright ? 'center' : 'left',
        });
        context.restore();
      });
    });
  }

  /** What left and right strips are, and how many numbers they stand for. */
  private paintLegend(context: CanvasRenderingContext2D): void {
    const {palette, plan} = this;
    const {boards, box, words, readout} = this.settings;
    const width = boards[0].keys.shape[1];
    const size =
      plan.per === 1 ? `${width}` : `${Math.ceil(width / plan.per)} / ${width}`;
    const baseline = box.y + box.height - 8;
    const style = {family: SANS, size: SIZE.small, weight: 500} as const;
    let x = plan.left;
    for (const role of ['key', 'value'] as const) {
      const colors = palette.roles[role];
      const swatch = {x, y: baseline - 23, width: LEGEND.swatch, height: LEGEND.swatch};
      paintBox(context, swatch, RADIUS.cell, colors.fill, colors.stroke, STROKE.rest);
      x += LEGEND.swatch + 14;
      const text = `${words[role]} · ${size}`;
      paintText(context, text, x, baseline, {...style, color: colors.text});
      x += textWidth(text, SANS, SIZE.small, 500) + 48;
    }
    if (!readout) return;
    const text = readout(Math.min(this.count, Math.round(this.cached())));
    paintText(context, text, box.x + box.width, baseline, {
      ...style,
      weight: 600,
      color: palette.ink,
      align: 'right',
    });
  }

  private bitmapsOf({keys, values}: ShelfBoard): {
    keys: CellBitmap;
    values: CellBitmap;
  } {
    const {plan} = this;
    const [first, second] = [keys, values].map(tensor => {
      const cells = upright(tensor, plan.per);
      const limit = limitOf('signed', cells);
      return new CellBitmap(() => rampTable(this.palette, 'signed')).fill(
        cells,
        tensor.shape[0],
        limit,
      );
    });
    return {keys: first, values: second};
  }
}

/** Labels that do not fit upright rise to the right. */
const SLANT = {angle: Math.PI / 5, sin: Math.sin(Math.PI / 5)} as const;

/** Vectors `[position, d]` as columns, averaged over `per` numbers: `[d / per, position]`. */
export function upright({data, shape}: Tensor, per: number): Float32Array {
  const [positions, width] = shape;
  const turned = new Float32Array(data.length);
  for (let position = 0; position < positions; position++) {
    for (let i = 0; i < width; i++) {
      turned[i * positions + position] = data[position * width + i];
    }
  }
  const rows = Math.ceil(width / per);
  return pool(turned, positions, {rows, columns: positions, perRow: per, perColumn: 1});
}
