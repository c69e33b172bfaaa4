import {interpolation, signal} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import type {Source, Tensor} from '../captured/tensor.ts';
import {group} from '../script/numbers.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {Column} from './Column.ts';
import type {ColumnProps, Entry} from './Column.ts';
import {lerpTensors} from './lerp-tensors.ts';
import {paintText, textWidth, withAlpha} from './paint.ts';

export interface FiguresProps extends ColumnProps {
  /** A number of each thing, `[thing]`. */
  values: SignalValue<Tensor>;
  /** How a number is written. Default: grouped, two decimals at most. */
  write?: (value: number) => string;
  /** What a masked row has in its place; default: its figure, greyed. */
  whenMasked?: string;
  /** Whether what stands above all rows has its figure too. */
  isAbove?: boolean;
  /** Whether all others together have the sum of their figures. */
  hasOthers?: boolean;
  /** Whether it is of second rank. */
  isMuted?: boolean;
}

/**
 * Figures of the rows, one under the other.
 *
 * @category Tables
 */
export class Figures extends Column {
  @interpolation(lerpTensors)
  @signal()
  declare public readonly values: SimpleSignal<Tensor, this>;

  private readonly write: (value: number) => string;
  private readonly whenMasked: string | null;
  private readonly isMuted: boolean;
  private readonly isAbove: boolean;
  private readonly hasOthers: boolean;

  public constructor({
    write = group,
    whenMasked,
    isMuted = false,
    isAbove = false,
    hasOthers = false,
    ...props
  }: FiguresProps) {
    super(props);
    this.write = write;
    this.whenMasked = whenMasked ?? null;
    this.isMuted = isMuted;
    this.isAbove = isAbove;
    this.hasOthers = hasOthers;
  }

  /** How many rows have their figure: what `score` moves. */
  public get scored(): SimpleSignal<number, this> {
    return this.shown;
  }

  protected override get align(): 'right' {
    return 'right';
  }

  public override sources(): readonly Source[] {
    return this.isSeen ? [this.values().source] : [];
  }

  protected override widthAt(text: number): number {
    const {data} = this.values();
    const {members, others} = this.table;
    const figures = members.map(index => data[index]);
    if (this.hasOthers) figures.push(this.sumOf(others));
    const own = figures.map(figure => textWidth(this.write(figure), MONO, text, 700));
    return Math.max(textWidth(this.title(), SANS, SIZE.small, 600), ...own);
  }

  private sumOf(indices: readonly number[]): number {
    const {data} = this.values();
    return indices.reduce((sum, index) => sum + data[index], 0);
  }

  protected override paintEntry(context: CanvasRenderingContext2D, entry: Entry): void {
    this.paintFigure(context, this.values().data[entry.index], entry);
  }

  protected override paintOthers(
    context: CanvasRenderingContext2D,
    entry: Entry,
    others: readonly number[],
  ): void {
    if (this.hasOthers) this.paintFigure(context, this.sumOf(others), entry);
  }

  private paintFigure(
    context: CanvasRenderingContext2D,
    value: number,
    {box, text, baseline, isLoud, hidden, grown}: Entry,
  ): void {
    const {ink, muted} = this.palette;
    const write = (figure: string, alpha: number, color: string): void =>
      withAlpha(context, alpha * grown, () =>
        paintText(context, figure, box.x + box.width, baseline, {
          family: MONO,
          size: text,
          align: 'right',
          weight: isLoud ? 700 : 500,
          color,
        }),
      );
    const own = this.write(value);
    const color = this.isMuted ? muted : ink;
    if (this.whenMasked === null) write(own, 1 - 0.5 * hidden, color);
    else {
      write(own, 1 - 2 * hidden, color);
      write(this.whenMasked, 2 * hidden - 1, muted);
    }
  }

  protected override paintAbove(context: CanvasRenderingContext2D, entry: Entry): void {
    if (this.isAbove) this.paintEntry(context, entry);
  }
}
