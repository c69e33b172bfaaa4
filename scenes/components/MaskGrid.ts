import {computed, initial, interpolation, signal} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import type {Source, Tensor} from '../captured/tensor.ts';
import {step} from '../theme/step.ts';
import {STROKE} from '../theme/layout.ts';
import {mixColors} from '../theme/mix-colors.ts';
import type {Palette} from '../theme/palette.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {CellBitmap, paintCellGaps} from './CellBitmap.ts';
import {Picture} from './Picture.ts';
import type {PictureProps} from './Picture.ts';
import {lerpTensors} from './lerp-tensors.ts';
import {countSeen, SEEN} from './mask-rules.ts';
import type {Box} from './box.ts';
import {paintText, withAlpha} from './paint.ts';
import {tableOf} from './ramp.ts';

export interface MaskGridProps extends PictureProps {
  /** `[query, key]`, see `maskOf`. */
  mask: SignalValue<Tensor>;
  /** What stands above the grid, e.g. the name of the rule; default nothing. */
  title?: SignalValue<string>;
  /** What rows and columns are. */
  axes: {rows: string; columns: string};
  /** What stands below the grid: how many of all pairs are seen. */
  readout?: (seen: number, all: number) => string;
}

const AXIS = 46;
const TITLE = 56;
const READOUT = 56;

/**
 * Who may see whom: a square of queries and keys, in which a mask greys what is hidden,
 * row by row. Rules with two parts show what is near in full colour and what is far in
 * half. One mask can turn into another.
 *
 * @remarks
 * Every pair is drawn, so a mask of hundreds of tokens becomes a texture; draw few.
 *
 * @category Attention
 */
export class MaskGrid extends Picture {
  @interpolation(lerpTensors)
  @signal()
  declare public readonly mask: SimpleSignal<Tensor, this>;

  /** What stands above the grid. */
  @initial('')
  @signal()
  declare public readonly title: SimpleSignal<string, this>;

  /** How many rows have been masked. */
  @initial(0)
  @signal()
  declare public readonly masked: SimpleSignal<number, this>;

  /** Index of the row that is picked; fractions lie between two rows. */
  @initial(0)
  @signal()
  declare public readonly row: SimpleSignal<number, this>;

  /** 0 to 1: how far the picked row stands out. */
  @initial(0)
  @signal()
  declare public readonly picked: SimpleSignal<number, this>;

  private readonly settings: Pick<MaskGridProps, 'axes' | 'readout'>;
  private readonly bitmap: CellBitmap;

  public constructor({axes, readout, ...props}: MaskGridProps) {
    super(props);
    this.settings = {axes, readout};
    this.bitmap = new CellBitmap(() => maskColors(this.palette));
  }

  /** Where the cells lie. */
  @computed()
  public grid(): Box {
    const box = this.box();
    const top = AXIS + (this.title() === '' ? 0 : TITLE);
    const bottom = this.settings.readout ? READOUT : 0;
    const side = Math.min(box.width - 2 * AXIS, box.height - top - bottom);
    return {
      x: box.x + (box.width - side) / 2,
      y: box.y + top + (box.height - top - side - bottom) / 2,
      width: side,
      height: side,
    };
  }

  /** Number of rows. */
  public override get count(): number {
    return this.mask().shape[0];
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 && this.masked() > 0 ? [this.mask().source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    if (this.shown() <= 0) return;
    const {count} = this;
    const grid = this.grid();
    const cells = this.maskedCells();
    const cell = grid.width / count;
    const size = {rows: count, columns: count};
    context.save();
    context.beginPath();
    const come = Math.min(1, this.shown() / count);
    context.rect(grid.x, grid.y, grid.width, grid.height * come);
    context.clip();
    this.bitmap.fill(cells, count, 1).paint(context, grid);
    const gap = Math.min(4, cell * 0.1);
    paintCellGaps(context, grid, size, gap, this.palette.ground);
    context.restore();
    withAlpha(context, Math.min(1, this.shown()), () => this.paintWords(context));
    withAlpha(context, this.picked(), () => this.paintPicked(context, cells, cell));
  }

  /** Rows that are not masked yet let everything be seen. */
  private maskedCells(): Float32Array {
    const {data} = this.mask();
    const {count} = this;
    const masked = this.masked();
    if (masked >= count) return data;
    const cells = new Float32Array(data.length);
    for (let row = 0; row < count; row++) {
      const t = step(masked, row);
      for (let i = row * count; i < (row + 1) * count; i++) {
        cells[i] = SEEN.near + (data[i] - SEEN.near) * t;
      }
    }
    return cells;
  }

  private paintWords(context: CanvasRenderingContext2D): void {
    const {palette} = this;
    const grid = this.grid();
    const {axes, readout} = this.settings;
    const middle = grid.x + grid.width / 2;
    const style = {
      family: SANS,
      size: SIZE.small,
      weight: 600,
      align: 'center',
    } as const;
    paintText(context, this.title(), middle, grid.y - AXIS - 18, {
      ...style,
      size: SIZE.label,
      color: palette.ink,
    });
    paintText(context, axes.columns, middle, grid.y - 16, {
      ...style,
      color: palette.roles.key.text,
    });
    context.save();
    context.translate(grid.x - 16, grid.y + grid.height / 2);
    context.rotate(-Math.PI / 2);
    paintText(context, axes.rows, 0, 0, {...style, color: palette.roles.query.text});
    context.restore();
    if (!readout) return;
    const text = readout(countSeen(this.mask()), this.count ** 2);
    withAlpha(context, this.masked() / this.count, () =>
      paintText(context, text, middle, grid.y + grid.height + 44, {
        ...style,
        color: palette.muted,
      }),
    );
  }

  /** The picked row, with how many keys its query sees at its end. */
  private paintPicked(
    context: CanvasRenderingContext2D,
    cells: Float32Array,
    cell: number,
  ): void {
    const {palette, count} = this;
    const grid = this.grid();
    const {query} = palette.roles;
    const y = grid.y + this.row() * cell;
    context.strokeStyle = query.stroke;
    context.lineWidth = STROKE.selected;
    context.strokeRect(grid.x, y, grid.width, cell);
    const row = Math.round(this.row());
    const seen = cells.subarray(row * count, (row + 1) * count).filter(v => v > 0).length;
    paintText(context, `${seen}`, grid.x + grid.width + 14, y + cell / 2 + 10, {
      family: MONO,
      size: SIZE.small,
      weight: 700,
      color: query.text,
    });
  }
}

/** Grey for what is hidden, the attention's colour for what is seen. */
function maskColors(palette: Palette): Uint32Array {
  const known = tables.get(palette) ?? maskTable(palette);
  tables.set(palette, known);
  return known;
}

const tables = new WeakMap<Palette, Uint32Array>();

const maskTable = (palette: Palette): Uint32Array => {
  const hidden = mixColors(palette.ground, palette.rule, 0.55);
  const {fill, stroke} = palette.roles.attention;
  const far = mixColors(fill, stroke, 0.35);
  return tableOf(value =>
    value < SEEN.far
      ? mixColors(hidden, far, value / SEEN.far)
      : mixColors(far, stroke, (value - SEEN.far) / (SEEN.near - SEEN.far)),
  );
};
