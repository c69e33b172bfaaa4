import {computed, initial, interpolation, signal} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import type {Source, Tensor} from '../captured/tensor.ts';
import {frameWords} from '../script/locales.ts';
import {step} from '../theme/step.ts';
import {figure, percent} from '../script/interpolate.ts';
import {RADIUS, STROKE} from '../theme/layout.ts';
import type {ColorRole} from '../theme/palette.ts';
import {useLocale} from '../theme/theme.ts';
import {CellBitmap, paintCellGaps} from './CellBitmap.ts';
import {Picture} from './Picture.ts';
import type {PictureProps} from './Picture.ts';
import {labelRoom, labelSize} from './label-room.ts';
import {lerpTensors} from './lerp-tensors.ts';
import {gridBox, gridPlan, reduce} from './matrix-plan.ts';
import type {GridPlan} from './matrix-plan.ts';
import {paintGridLabels} from './paint-grid-labels.ts';
import {
  paintAheadWord,
  paintMask,
  paintOutlines,
  paintReadout,
  paintTitle,
} from './paint-grid-parts.ts';
import {paintBox, textWidth, withAlpha} from './paint.ts';
import {limitOf, rampTable} from './ramp.ts';
import type {Ramp} from './ramp.ts';

export interface MatrixGridProps extends PictureProps {
  /** `[row, column]`. */
  values: SignalValue<Tensor>;
  /** What the values become by the verb softmax, `[row, column]`. */
  shares?: Tensor;
  /**
   * `signed` for activations and scores, `share` for attention (0 to 1), `weight` for
   * trained weights: grey, so that they are never taken for what a text makes.
   */
  ramp: Ramp;
  /** Colour of the outline and of the title; what the matrix makes or holds. */
  role?: ColorRole;
  /** Its name, above the left end, and its shape. */
  title?: string;
  /** Value of full colour; default the largest size among the values. */
  limit?: number;
  /** Words beside the rows; left out where cells are too small. */
  rows?: readonly string[];
  /** Words above the columns; left out where cells are too small. */
  columns?: readonly string[];
  /** Opacity of the labels. */
  labels?: SignalValue<number>;
  /** What the rows and the columns are, in the corner between their labels. */
  axes?: {rows: string; columns: string};
  /** What stands over the cells after the diagonal once they are masked. */
  aheadWord?: string;
  /** At most so many rows and columns are drawn. Default 64. */
  most?: number;
  /** Size of the smallest labels, in pixels. Default 28. */
  leastLabel?: number;
}

/**
 * A matrix as a heat map. Rows come in one after the other, a causal mask greys what
 * lies ahead of the diagonal, scores become shares row by row, and one row can be picked
 * and read out in figures.
 *
 * @remarks
 * At most 64 rows and columns are drawn. Of larger matrices every n-th row and column is
 * drawn; shares, which add up, are averaged over blocks instead. The picture says so.
 *
 * @category Vectors and matrices
 */
export class MatrixGrid extends Picture {
  @interpolation(lerpTensors)
  @signal()
  declare public readonly values: SimpleSignal<Tensor, this>;

  /** How many rows have lost the cells after the diagonal. */
  @initial(0)
  @signal()
  declare public readonly masked: SimpleSignal<number, this>;

  /** How many rows of scores have become shares. */
  @initial(0)
  @signal()
  declare public readonly softmaxed: SimpleSignal<number, this>;

  /** Index of the row that is picked; fractions lie between two rows. */
  @initial(0)
  @signal()
  declare public readonly row: SimpleSignal<number, this>;

  /** 0 to 1: how far the picked row stands out. */
  @initial(0)
  @signal()
  declare public readonly picked: SimpleSignal<number, this>;

  /** Index of the column that is meant: of the cell in the picked row, or the whole one. */
  @initial(0)
  @signal()
  declare public readonly column: SimpleSignal<number, this>;

  /** 0 to 1: how far the cell of that column in the picked row stands out. */
  @initial(0)
  @signal()
  declare public readonly spotted: SimpleSignal<number, this>;

  /** 0 to 1: how far the whole column stands out. */
  @initial(0)
  @signal()
  declare public readonly columnPicked: SimpleSignal<number, this>;

  /** 0 to 1: opacity of the labels. */
  @initial(1)
  @signal()
  declare public readonly labels: SimpleSignal<number, this>;

  private readonly settings: Omit<
    MatrixGridProps,
    keyof PictureProps | 'values' | 'labels'
  >;
  private readonly cells: CellBitmap;
  private readonly shareCells: CellBitmap;
  private former: {tensor: Tensor; cells: Float32Array} | null = null;
  private readonly sampled = frameWords(useLocale()).sampled;

  public constructor(props: MatrixGridProps) {
    super(props);
    this.settings = props;
    this.cells = new CellBitmap(() => rampTable(this.palette, props.ramp));
    this.shareCells = new CellBitmap(() => rampTable(this.palette, 'share'));
  }

  /** Number of rows that are drawn: what `shown` and the verbs count. */
  public override get count(): number {
    return this.plan().rows;
  }

  private labelSize(): number {
    const {columns = [], leastLabel} = this.settings;
    const shape = {rows: this.values().shape[0], columns: columns.length};
    return labelSize(shape, this.box(), leastLabel);
  }

  /** Where the cells lie now. */
  @computed()
  public plan(): GridPlan {
    const [rows, columns] = this.values().shape;
    const {most, leastLabel} = this.settings;
    const box = this.box();
    const size = this.labelSize();
    const {width} = box;
    const room = labelRoom(this.settings, size, {rows, columns, width, most}, textWidth);
    return gridPlan({rows, columns}, box, room, most, leastLabel);
  }

  /** What a legend writes at the ends of the ramp: its limits as figures. */
  public ends(): [string, string] {
    const limit = this.limit(this.reduced(this.values(), this.plan()));
    if (this.settings.ramp === 'share') return [percent(0), percent(limit)];
    const text = figure(limit, 1);
    return this.settings.ramp === 'weight' ? ['0', text] : [`\u2212${text}`, `+${text}`];
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 ? [this.values().source] : [];
  }

  private limit(cells: Float32Array): number {
    return this.settings.limit ?? limitOf(this.settings.ramp, cells);
  }

  /** The values that are drawn; reduced once, for they seldom change. */
  private reduced(tensor: Tensor, plan: GridPlan): Float32Array {
    if (this.former?.tensor === tensor) return this.former.cells;
    const how = this.settings.ramp === 'share' ? 'mean' : 'nth';
    const cells = reduce(tensor.data, tensor.shape[1], plan, how);
    this.former = {tensor, cells};
    return cells;
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    if (this.shown() <= 0) return;
    const {settings, palette} = this;
    const plan = this.plan();
    const tensor = this.values();
    const cells = this.reduced(tensor, plan);
    this.cells.fill(cells, plan.columns, this.limit(cells));
    this.paintRows(context, plan, this.cells, this.shown());
    const {shares} = settings;
    const shareCells = shares && reduce(shares.data, shares.shape[1], plan, 'mean');
    if (shareCells && this.softmaxed() > 0) {
      this.shareCells.fill(shareCells, plan.columns, 1);
      this.paintRows(context, plan, this.shareCells, this.softmaxed());
    }
    this.paintGaps(context, plan);
    paintMask(context, plan, palette, this.masked(), this.shown());
    withAlpha(context, Math.min(1, this.shown()), () => {
      const box = gridBox(plan);
      const stroke = settings.role ? palette.roles[settings.role].stroke : palette.rule;
      const width = settings.role ? STROKE.rest : 2;
      paintBox(context, box, settings.role ? RADIUS.cell : 0, null, stroke, width);
      paintTitle(context, plan, this.titleOf(tensor, plan), settings.role, palette);
    });
    if (plan.labelled) {
      paintGridLabels(context, plan, settings, palette, {
        alpha: this.labels() * Math.min(1, this.shown()),
        row: this.row(),
        picked: this.picked(),
        size: this.labelSize(),
        width: this.box().width,
      });
    }
    const ahead = Math.min(this.shown(), this.masked()) / plan.rows;
    withAlpha(context, ahead, () =>
      paintAheadWord(context, plan, settings.aheadWord ?? '', palette.muted),
    );
    const row = Math.round(this.row());
    const isShare = settings.ramp === 'share' || this.softmaxed() > row;
    this.paintPicked(context, plan, isShare && shareCells ? shareCells : cells, isShare);
  }

  /** As many rows as have come in. */
  private paintRows(
    context: CanvasRenderingContext2D,
    plan: GridPlan,
    bitmap: CellBitmap,
    count: number,
  ): void {
    const whole = Math.min(plan.rows, Math.floor(count));
    const paint = (row: number, rows: number): void => {
      const y = plan.top + row * plan.cellHeight;
      const box = {...gridBox(plan), y, height: rows * plan.cellHeight};
      bitmap.paint(context, box, {column: 0, columns: plan.columns, row, rows});
    };
    paint(0, whole);
    if (whole >= plan.rows) return;
    withAlpha(context, step(count, whole), () => paint(whole, 1));
  }

  private paintGaps(context: CanvasRenderingContext2D, plan: GridPlan): void {
    const rows = Math.min(plan.rows, Math.ceil(this.shown()));
    const box = {...gridBox(plan), height: rows * plan.cellHeight};
    const {rule, ground} = this.palette;
    const color = this.settings.ramp === 'share' ? rule : ground;
    paintCellGaps(context, box, {columns: plan.columns, rows}, plan.gap, color);
  }

  private titleOf({shape}: Tensor, plan: GridPlan): {name: string; note: string} {
    const {title: name = ''} = this.settings;
    const all = `${shape[0]} × ${shape[1]}`;
    const drawn = `${plan.rows} × ${plan.columns}`;
    if (drawn === all) return {name, note: name === '' ? '' : all};
    return {name, note: this.sampled(drawn, all)};
  }

  private paintPicked(
    context: CanvasRenderingContext2D,
    plan: GridPlan,
    cells: Float32Array,
    isShare: boolean,
  ): void {
    paintOutlines(context, plan, this.palette, {
      row: this.row(),
      column: this.column(),
      role: this.settings.role ?? 'key',
      picked: this.picked(),
      spotted: this.spotted(),
      columnPicked: this.columnPicked(),
    });
    if (!plan.readable) return;
    const row = Math.round(this.row());
    withAlpha(context, this.picked(), () =>
      paintReadout(context, plan, {
        cells,
        row,
        isShare,
        palette: this.palette,
        y: plan.top + this.row() * plan.cellHeight,
        visible: this.masked() > row ? row + 1 : plan.columns,
        limit: isShare ? 1 : this.limit(cells),
      }),
    );
  }
}
