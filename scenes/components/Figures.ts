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

  public constructor({
    write = group,
    whenMasked,
    isMuted = false,
    isAbove = false,
    ...props
  }: FiguresProps) {
    super(props);
    this.write = write;
    this.whenMasked = whenMasked ?? null;
    this.isMuted = isMuted;
    this.isAbove = isAbove;
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
    const own = this.table.members.map(index =>
      textWidth(this.write(data[index]), MONO, text, 700),
    );
    return Math.max(textWidth(this.title(), SANS, SIZE.small, 600), ...own);
  }

  protected override paintEntry(
    context: CanvasRenderingContext2D,
    {index, box, text, baseline, isLoud, hidden, grown}: Entry,
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
    const own = this.write(this.values().data[index]);
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
