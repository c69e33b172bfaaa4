import {initial, signal} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';
import type {Tensor} from 'attention-in-motion/captured/tensor';
import {ALL_AT_ONCE, Cells} from 'attention-in-motion/components/Cells';
import type {CellsProps} from 'attention-in-motion/components/Cells';
import type {Entry} from 'attention-in-motion/components/Column';
import {paintText, withAlpha} from 'attention-in-motion/components/paint';
import {rampColor} from 'attention-in-motion/components/ramp';
import {signed} from 'attention-in-motion/script/numbers';
import {STROKE} from 'attention-in-motion/theme/layout';
import {mixColors} from 'attention-in-motion/theme/mix-colors';
import {readableOn} from 'attention-in-motion/theme/readable-on';
import {MONO} from 'attention-in-motion/theme/type';

import {planCells} from './row-cells.ts';

export interface NumbersProps extends CellsProps {
  /** How many components, from the first, fill a row while it is zoomed in. */
  near: number;
  /** What the last row becomes as each of the rows before it is added, `[component]` each. */
  sums?: readonly Tensor[];
}

/** A cell of so many pixels has a frame, and its number from then on. */
const FRAMED = 40;
const WRITTEN = 96;

/**
 * Vectors as numbers that become cells: a few in sight while zoomed in, all of them then.
 * The last row can be the sum of those before it, number by number.
 */
export class Numbers extends Cells {
  /** 0 to 1: how many of the cells in sight, from the left, have taken their colours. */
  @initial(1)
  @signal()
  declare public readonly coloured: SimpleSignal<number, this>;

  /** How many rows have been added to the first one; fractions are on their way. */
  @initial(0)
  @signal()
  declare public readonly added: SimpleSignal<number, this>;

  /** What its verbs count other than rows. */
  public override readonly counts: Cells['counts'];
  private readonly near: number;
  private readonly sums: readonly Tensor[];

  public constructor({near, sums = [], ...props}: NumbersProps) {
    super(props);
    this.near = near;
    this.sums = sums;
    this.counts = {...ALL_AT_ONCE, coloured: 1, added: sums.length - 1};
  }

  protected override get scaleAlpha(): number {
    return this.coloured();
  }

  protected override paintVector(
    context: CanvasRenderingContext2D,
    {index, box, text}: Entry,
  ): void {
    const {data} = this.values().at(index);
    const isSum = this.sums.length > 0 && index === this.table.members.length - 1;
    const plan = planCells(data.length, box.width, this.near, 1 - this.zoomed());
    context.save();
    context.beginPath();
    context.rect(box.x - 2, 0, box.width + 4, 1080);
    context.clip();
    for (let i = 0; i < plan.visible; i++) {
      // Whole pixels: cells must neither overlap nor leave seams.
      const x = Math.round(box.x + i * plan.cell);
      const width = Math.round(box.x + (i + 1) * plan.cell) - x;
      const value = isSum ? this.sumAt(i) : data[i];
      this.paintNumber(context, value, i, {...box, x, width}, text);
    }
    context.restore();
    if (isSum) this.paintAdding(context, box, plan.cell);
  }

  /** A component of the sum now. */
  private sumAt(component: number): number {
    const last = this.sums.length - 1;
    const from = Math.min(last, Math.floor(this.added()));
    const swept = (this.added() - from) * this.sums[0].data.length;
    return this.sums[Math.min(last, component < swept ? from + 1 : from)].data[component];
  }

  private paintNumber(
    context: CanvasRenderingContext2D,
    value: number,
    i: number,
    cell: Entry['box'],
    text: number,
  ): void {
    const {palette} = this;
    const isWide = cell.width > FRAMED;
    const own = Math.max(0, Math.min(1, this.coloured() * this.near - i));
    const color = rampColor(palette, 'signed', value / this.fullColor);
    const fill = mixColors(palette.panel, color, isWide ? own : this.coloured());
    context.fillStyle = fill;
    context.fillRect(cell.x, cell.y, cell.width, cell.height);
    if (isWide) {
      context.strokeStyle = palette.rule;
      context.lineWidth = STROKE.rest;
      context.strokeRect(cell.x, cell.y, cell.width, cell.height);
    }
    const size = Math.min(text, cell.width * 0.25);
    withAlpha(context, Math.min(1, (cell.width - WRITTEN) / 30), () =>
      paintText(
        context,
        signed(value),
        cell.x + cell.width / 2,
        cell.y + cell.height / 2 + size * 0.36,
        {
          family: MONO,
          size,
          weight: 500,
          align: 'center',
          color: readableOn(fill),
        },
      ),
    );
  }

  /** Around the component that is changing now, and those that it is made of. */
  private paintAdding(
    context: CanvasRenderingContext2D,
    box: Entry['box'],
    cell: number,
  ): void {
    const share = this.added() % 1;
    if (share === 0) return;
    const component = Math.floor(share * this.sums[0].data.length);
    const {y: top} = this.table.entryOf(this, 0).box;
    context.strokeStyle = this.palette.ink;
    context.lineWidth = STROKE.rest;
    const height = box.y + box.height - top;
    context.strokeRect(box.x + component * cell - 2, top - 6, cell + 4, height + 12);
  }
}
