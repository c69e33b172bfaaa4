import {initial, interpolation, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import type {Source, Tensor} from '../captured/tensor.ts';
import {percent} from '../script/interpolate.ts';
import {STROKE} from '../theme/layout.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import {lerpTensors} from './lerp-tensors.ts';
import {gridPlan} from './matrix-plan.ts';
import type {Box, GridPlan} from './matrix-plan.ts';
import {labelRoom, paintGridLabels} from './paint-grid-labels.ts';
import {paintText, withAlpha} from './paint.ts';
import {mixColors} from '../theme/mix-colors.ts';
import {limitOf, pool, rampColor} from './ramp.ts';
import type {Ramp} from './ramp.ts';

export interface MatrixGridProps extends NodeProps {
  /** `[row, column]`. */
  values: SignalValue<Tensor>;
  /** `share`: 0 to 1, from the panel to the score colour. `signed`: 0 is the panel. */
  ramp: Ramp;
  /** Value of a signed ramp's full colour; default the largest size among the values. */
  limit?: number;
  /** Words beside the rows and above the columns; left out where cells are too small. */
  rows?: readonly string[];
  columns?: readonly string[];
  /** Opacity of the labels. */
  labels?: SignalValue<number>;
  /** What the rows and the columns are, in the corner between their labels. */
  axes?: {rows: string; columns: string};
  /** What stands over the cells after the diagonal once they are masked. */
  aheadWord?: string;
  /** Room for cells and labels, in frame coordinates. */
  box: Box;
}

/**
 * A matrix as a heat map. Rows come in one after the other, a causal mask greys what
 * lies ahead of the diagonal, and one row can be picked and read out in figures.
 *
 * @remarks
 * At most 64 rows and columns are drawn; larger matrices are averaged over blocks, and
 * the picture says so.
 */
export class MatrixGrid extends Painted {
  @interpolation(lerpTensors)
  @signal()
  declare public readonly values: SimpleSignal<Tensor, this>;

  /** How many rows have appeared; fractions fade the next one in. */
  @initial(0)
  @signal()
  declare public readonly shownRows: SimpleSignal<number, this>;

  /** How many rows have lost the cells after the diagonal; fractions fade. */
  @initial(0)
  @signal()
  declare public readonly maskedRows: SimpleSignal<number, this>;

  /** The row that is picked; fractions lie between two rows. */
  @initial(0)
  @signal()
  declare public readonly row: SimpleSignal<number, this>;

  /** 0 to 1: how far the picked row stands out. */
  @initial(0)
  @signal()
  declare public readonly picked: SimpleSignal<number, this>;

  /** The column whose cell is outlined in the picked row. */
  @initial(0)
  @signal()
  declare public readonly column: SimpleSignal<number, this>;

  /** 0 to 1: how far that cell stands out. */
  @initial(0)
  @signal()
  declare public readonly spotted: SimpleSignal<number, this>;

  /** 0 to 1: opacity of the labels. */
  @initial(1)
  @signal()
  declare public readonly labels: SimpleSignal<number, this>;

  public readonly plan: GridPlan;
  private readonly settings: Pick<
    MatrixGridProps,
    'ramp' | 'limit' | 'rows' | 'columns' | 'axes' | 'aheadWord'
  >;

  public constructor(props: MatrixGridProps) {
    const {ramp, limit, rows, columns, axes, aheadWord, box, ...rest} = props;
    super(rest);
    this.settings = {ramp, limit, rows, columns, axes, aheadWord};
    const [height, width] = this.values().shape;
    this.plan = gridPlan({rows: height, columns: width}, box, labelRoom({rows, columns}));
  }

  /** What a legend writes at the ends of the ramp: its limits as figures. */
  public ends(): [string, string] {
    const tensor = this.values();
    const limit =
      this.settings.limit ??
      limitOf(this.settings.ramp, pool(tensor.data, tensor.shape[1], this.plan));
    return this.settings.ramp === 'share'
      ? [percent(0), percent(limit)]
      : [`\u2212${limit.toFixed(1)}`, `+${limit.toFixed(1)}`];
  }

  public override sources(): readonly Source[] {
    return this.shownRows() > 0 ? [this.values().source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {plan} = this;
    const tensor = this.values();
    const cells = pool(tensor.data, tensor.shape[1], plan);
    const limit = this.settings.limit ?? limitOf(this.settings.ramp, cells);
    for (let row = 0; row < plan.rows; row++) {
      const shown = Math.min(1, this.shownRows() - row);
      withAlpha(context, shown, () => this.paintRow(context, cells, row, limit));
    }
    if (plan.labelled) {
      paintGridLabels(context, plan, this.settings, this.palette, {
        alpha: this.labels(),
        row: this.row(),
        picked: this.picked(),
      });
    }
    this.paintPooling(context, tensor);
    this.paintAheadWord(context);
    this.paintPicked(context, cells);
  }

  private paintRow(
    context: CanvasRenderingContext2D,
    cells: Float32Array,
    row: number,
    limit: number,
  ): void {
    const {plan, palette} = this;
    const masked = Math.max(0, Math.min(1, this.maskedRows() - row));
    const hidden = mixColors(palette.ground, palette.rule, 0.55);
    context.fillStyle = palette.rule;
    context.fillRect(
      plan.left,
      plan.top + row * plan.cellHeight,
      plan.columns * plan.cellWidth,
      plan.cellHeight,
    );
    for (let column = 0; column < plan.columns; column++) {
      const color = rampColor(
        palette,
        this.settings.ramp,
        cells[row * plan.columns + column] / limit,
      );
      context.fillStyle = column > row ? mixColors(color, hidden, masked) : color;
      context.fillRect(
        plan.left + column * plan.cellWidth + plan.gap / 2,
        plan.top + row * plan.cellHeight + plan.gap / 2,
        plan.cellWidth - plan.gap,
        plan.cellHeight - plan.gap,
      );
    }
  }

  /** Says how many values stand behind the drawn ones. */
  private paintPooling(context: CanvasRenderingContext2D, {shape}: Tensor): void {
    const {plan} = this;
    if (plan.perRow === 1 && plan.perColumn === 1) return;
    withAlpha(context, Math.min(1, this.shownRows()), () =>
      paintText(
        context,
        `${plan.rows} × ${plan.columns} / ${shape[0]} × ${shape[1]}`,
        plan.left,
        plan.top + plan.rows * plan.cellHeight + SIZE.small + 8,
        {family: SANS, size: SIZE.small, weight: 500, color: this.palette.muted},
      ),
    );
  }

  private paintAheadWord(context: CanvasRenderingContext2D): void {
    const {plan} = this;
    const {aheadWord} = this.settings;
    if (aheadWord === undefined) return;
    const shown = Math.min(this.shownRows(), this.maskedRows());
    withAlpha(context, shown / plan.rows, () =>
      paintText(
        context,
        aheadWord,
        plan.left + 0.7 * plan.columns * plan.cellWidth,
        plan.top + 0.25 * plan.rows * plan.cellHeight,
        {
          family: SANS,
          size: SIZE.label,
          weight: 600,
          color: this.palette.muted,
          align: 'center',
        },
      ),
    );
  }

  private paintPicked(context: CanvasRenderingContext2D, cells: Float32Array): void {
    const {plan, palette} = this;
    withAlpha(context, this.picked(), () => {
      const y = plan.top + this.row() * plan.cellHeight;
      context.strokeStyle = palette.roles.query.stroke;
      context.lineWidth = STROKE.selected;
      context.strokeRect(plan.left, y, plan.columns * plan.cellWidth, plan.cellHeight);
      withAlpha(context, this.spotted(), () => {
        context.strokeStyle = palette.roles.key.stroke;
        const x = plan.left + this.column() * plan.cellWidth;
        context.strokeRect(x, y, plan.cellWidth, plan.cellHeight);
      });
      if (this.settings.ramp !== 'share' || !plan.readable) return;
      const row = Math.round(this.row());
      const visible = this.maskedRows() > row ? row + 1 : plan.columns;
      for (let column = 0; column < visible; column++) {
        const share = cells[row * plan.columns + column];
        paintText(
          context,
          percent(share),
          plan.left + (column + 0.5) * plan.cellWidth,
          y + plan.cellHeight / 2 + 10,
          {
            family: MONO,
            size: SIZE.small,
            weight: share >= 0.15 ? 700 : 500,
            color: share >= 0.5 ? palette.panel : palette.ink,
            align: 'center',
          },
        );
      }
    });
  }
}
