import {interpolation, signal} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import type {Source, Tensor} from '../captured/tensor.ts';
import {percent} from '../script/numbers.ts';
import {STROKE} from '../theme/layout.ts';
import {mixColors} from '../theme/mix-colors.ts';
import {SANS} from '../theme/type.ts';
import {Column} from './Column.ts';
import type {ColumnProps, Entry} from './Column.ts';
import {lerpTensors} from './lerp-tensors.ts';
import {paintBox, paintText, textWidth, withAlpha} from './paint.ts';

export interface BarsProps extends ColumnProps {
  /** A number of each thing, `[thing]`. */
  values: SignalValue<Tensor>;
  /** Value of the longest bar, or the largest there is. Default 1: shares of everything. */
  limit?: number | 'largest';
  /** How a number is written behind its bar. Default: as a percentage. */
  write?: (value: number) => string;
  /** Which bars are loud: the largest one, or those of rows that matter. */
  loud?: 'largest' | 'rows';
}

const FIGURE_AIR = 16;

/**
 * Bars of the rows with their figures. Negative ones go to the left of a common line;
 * that of all others is what they add up to.
 *
 * @category Tables
 */
export class Bars extends Column {
  @interpolation(lerpTensors)
  @signal()
  declare public readonly values: SimpleSignal<Tensor, this>;

  private readonly write: (value: number) => string;
  private readonly loud: 'largest' | 'rows';
  private readonly limit: number | 'largest';

  public constructor({
    limit = 1,
    write = percent,
    loud = 'largest',
    ...props
  }: BarsProps) {
    super({grow: 1, ...props});
    this.write = write;
    this.loud = loud;
    this.limit = limit;
  }

  /** How many rows have become shares: what `softmax` moves. */
  public get softmaxed(): SimpleSignal<number, this> {
    return this.shown;
  }

  public override sources(): readonly Source[] {
    return this.isSeen ? [this.values().source] : [];
  }

  protected override widthAt(text: number): number {
    return text * 6;
  }

  protected override paintEntry(context: CanvasRenderingContext2D, entry: Entry): void {
    const {data} = this.values();
    const value = data[entry.index];
    const isLoud =
      this.loud === 'rows' ? entry.isLoud : value === this.largest && value > 0;
    this.paintBar(context, value, entry, isLoud);
  }

  protected override paintOthers(
    context: CanvasRenderingContext2D,
    entry: Entry,
    others: readonly number[],
  ): void {
    this.paintBar(context, this.sumOf(others), entry, false);
  }

  private sumOf(indices: readonly number[]): number {
    const {data} = this.values();
    return indices.reduce((sum, index) => sum + data[index], 0);
  }

  /** Value of the longest bar. */
  private get longest(): number {
    if (this.limit !== 'largest') return this.limit;
    const {data} = this.values();
    const {members, others} = this.table;
    const sizes = members.map(index => Math.abs(data[index]));
    return Math.max(...sizes, Math.abs(this.sumOf(others))) || 1;
  }

  private get largest(): number {
    const {data} = this.values();
    return Math.max(...this.table.members.map(index => data[index]));
  }

  /** Room left and right of the line that bars start from, in pixels. */
  private rooms({box, text}: Entry): {before: number; after: number} {
    const {data} = this.values();
    const figures = this.table.members.map(index => this.write(data[index]));
    const figure =
      FIGURE_AIR + Math.max(...figures.map(one => textWidth(one, SANS, text, 700)));
    const isSigned = this.table.members.some(index => data[index] < 0);
    return isSigned
      ? {before: box.width / 2 - figure, after: box.width / 2 - figure}
      : {before: 0, after: box.width - figure};
  }

  private paintBar(
    context: CanvasRenderingContext2D,
    value: number,
    entry: Entry,
    isLoud: boolean,
  ): void {
    const {box, text, baseline, grown} = entry;
    const {before, after} = this.rooms(entry);
    const zero = before === 0 ? box.x : box.x + box.width / 2;
    const length = (Math.abs(value) / this.longest) * grown * after;
    const width = value === 0 ? 0 : Math.max(3, length);
    const {fill, stroke, text: ink} = this.colors;
    if (width > 0) {
      const own = isLoud ? mixColors(fill, stroke, grown) : fill;
      const x = value < 0 ? zero - width : zero;
      const radius = Math.min(8, width / 2);
      paintBox(context, {...box, x, width}, radius, own, stroke, STROKE.rest);
    }
    withAlpha(context, grown, () =>
      paintText(
        context,
        this.write(value),
        value < 0 ? zero - width - FIGURE_AIR : zero + width + FIGURE_AIR,
        baseline,
        {
          ...{family: SANS, size: text, weight: isLoud ? 700 : 500},
          ...{align: value < 0 ? 'right' : 'left'},
          color: isLoud ? ink : this.palette.muted,
        },
      ),
    );
  }
}
