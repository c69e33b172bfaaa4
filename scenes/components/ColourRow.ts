import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import type {Source, Tensor} from '../captured/tensor.ts';
import {STROKE} from '../theme/layout.ts';
import {mixColors} from '../theme/mix-colors.ts';
import {readableOn} from '../theme/readable-on.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import {signed} from '../script/numbers.ts';
import {paintText, withAlpha} from './paint.ts';
import {rampColor} from './ramp.ts';
import {planCells} from './row-cells.ts';

export interface ColourRowProps extends NodeProps {
  /** What stands before the row, e.g. a word. */
  label: string;
  /** Sign before the label. */
  sign?: '+' | '\u2212' | '=';
  /** `[d_model]` each: what the row shows, one stage after the other. */
  values: readonly Tensor[];
  /** Value of full colour. */
  limit: number;
  /** Left edge of the label, in frame coordinates. */
  labelLeft: number;
  /** Left edge of the cells, in frame coordinates. */
  left: number;
  /** Width of all cells, in pixels. */
  width: number;
  /** Top of the cells, in frame coordinates. */
  top: SignalValue<number>;
  /** Height of the cells, in pixels. */
  height: number;
  /** Behind the cells. */
  figure?: string;
  /** From here down to the row the number that is changing is outlined, in frame coordinates. */
  outlineFrom?: number;
}

/** Cells in sight before the row zooms out. */
export const WIDE_CELLS = 10;

/**
 * A vector as a row of numbers that become cells, coloured by sign and size. The row can
 * change to other values from the left, number by number.
 *
 * @category Word vectors
 */
export class ColourRow extends Painted {
  /** 0 to 1: how much of the row has appeared, from the left. */
  @initial(0)
  @signal()
  declare public readonly shown: SimpleSignal<number, this>;

  /** 0 to 1: how many of the cells in sight have taken their colour. */
  @initial(1)
  @signal()
  declare public readonly coloured: SimpleSignal<number, this>;

  /** 0: a few wide cells with figures; 1: all cells. */
  @initial(1)
  @signal()
  declare public readonly zoomed: SimpleSignal<number, this>;

  /** Which stage is shown, from 0; fractions are changing from the left. */
  @initial(0)
  @signal()
  declare public readonly stage: SimpleSignal<number, this>;

  /** 0 to 1: opacity of the figure behind the cells. */
  @initial(0)
  @signal()
  declare public readonly figured: SimpleSignal<number, this>;

  /** Top of the cells in frame coordinates. */
  @initial(0)
  @signal()
  declare public readonly top: SimpleSignal<number, this>;

  private readonly settings: Omit<ColourRowProps, keyof NodeProps | 'top'>;

  public constructor(props: ColourRowProps) {
    const {label, sign, values, limit, labelLeft, left, width, height, ...others} = props;
    const {figure, outlineFrom, ...rest} = others;
    super(rest);
    this.settings = {
      ...{label, sign, values, limit, labelLeft, left, width, height},
      ...{figure, outlineFrom},
    };
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 ? [this.settings.values[0].source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    if (this.shown() <= 0) return;
    const {values, left, width} = this.settings;
    const count = values[0].data.length;
    const plan = planCells(count, width, WIDE_CELLS, this.zoomed());
    withAlpha(context, Math.min(1, this.shown() * 3), () => this.paintLabel(context));
    context.save();
    context.beginPath();
    context.rect(left - 2, 0, width * this.shown() + 4, 1080);
    context.clip();
    for (let i = 0; i < plan.visible; i++) this.paintCell(context, i, plan.cell);
    context.restore();
    withAlpha(context, this.figured(), () => this.paintFigure(context));
    this.paintOutline(context);
  }

  /** Around the number that is changing now, and those that it is made of. */
  private paintOutline(context: CanvasRenderingContext2D): void {
    const {left, width, height, values, outlineFrom} = this.settings;
    const share = this.stage() % 1;
    if (share === 0 || outlineFrom === undefined) return;
    const count = values[0].data.length;
    const x = left + (Math.floor(share * count) * width) / count;
    const bottom = this.top() + height;
    context.strokeStyle = this.palette.ink;
    context.lineWidth = STROKE.rest;
    context.strokeRect(
      x - 2,
      outlineFrom - 6,
      width / count + 2,
      bottom - outlineFrom + 12,
    );
  }

  /** A component's value now. */
  private valueAt(index: number): number {
    const {values} = this.settings;
    const stage = Math.min(values.length - 1, Math.floor(this.stage()));
    const next = Math.min(values.length - 1, stage + 1);
    const share = (this.stage() - stage) * values[0].data.length;
    return values[index < share ? next : stage].data[index];
  }

  private paintCell(
    context: CanvasRenderingContext2D,
    index: number,
    cell: number,
  ): void {
    const {palette} = this;
    const {left, limit, height} = this.settings;
    // Whole pixels: cells must neither overlap nor leave seams.
    const start = Math.round(left + index * cell);
    const end = Math.round(left + (index + 1) * cell);
    const gap = Math.min(4, cell * 0.08);
    const y = this.top();
    const value = this.valueAt(index);
    const coloured = Math.max(0, Math.min(1, this.coloured() * WIDE_CELLS - index));
    const color = rampColor(palette, 'signed', value / limit);
    const taken = cell > 40 ? coloured : this.coloured();
    const fill = mixColors(palette.panel, color, taken);
    context.fillStyle = fill;
    context.fillRect(start, y, end - start - gap, height);
    // Rest of the frame that cells without a colour stand in.
    if (cell > 40) {
      context.strokeStyle = palette.rule;
      context.lineWidth = STROKE.rest;
      context.strokeRect(start, y, end - start - gap, height);
    }
    const figures = Math.max(0, Math.min(1, (cell - 96) / 30));
    withAlpha(context, figures, () =>
      paintText(context, signed(value), (start + end - gap) / 2, y + height / 2 + 10, {
        ...{family: MONO, size: SIZE.small, weight: 500, align: 'center'},
        color: readableOn(fill),
      }),
    );
  }

  private paintLabel(context: CanvasRenderingContext2D): void {
    const {label, sign, labelLeft, height} = this.settings;
    const y = this.top() + height / 2 + 11;
    const {ink, muted} = this.palette;
    if (sign !== undefined) {
      paintText(context, sign, labelLeft, y, {
        ...{family: MONO, size: SIZE.token, weight: 700, color: muted},
      });
    }
    paintText(context, label, labelLeft + 40, y, {
      ...{family: MONO, size: SIZE.token, weight: 700, color: ink},
    });
  }

  private paintFigure(context: CanvasRenderingContext2D): void {
    const {left, width, height, figure = ''} = this.settings;
    paintText(context, figure, left + width + 24, this.top() + height / 2 + 11, {
      ...{family: SANS, size: SIZE.label, weight: 700},
      color: this.palette.roles.score.text,
    });
  }
}
