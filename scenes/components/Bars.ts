import {computed, initial, interpolation, signal} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import type {Source, Tensor} from '../captured/tensor.ts';
import {percent} from '../script/numbers.ts';
import {STROKE} from '../theme/layout.ts';
import {mixColors} from '../theme/mix-colors.ts';
import {SANS, SIZE} from '../theme/type.ts';
import {Column} from './Column.ts';
import type {ColumnProps, Entry} from './Column.ts';
import {scaleBars} from './bar-scale.ts';
import type {BarScale} from './bar-scale.ts';
import {SharedScale} from './shared-scale.ts';
import {lerpTensors} from './lerp-tensors.ts';
import {paintBox, paintText, textWidth, withAlpha} from './paint.ts';

export interface BarsProps extends ColumnProps {
  /** A number of each thing, `[thing]`; those taken together may have none. */
  values: SignalValue<Tensor>;
  /** Value of the longest bar, or the largest there is. Default 1: shares of everything. */
  limit?: number | 'largest';
  /** Makes values as long in the bars of several tables. */
  sharedScale?: SharedScale;
  /** How a number is written behind its bar, with the index of its thing. Default: as a percentage. */
  write?: (value: number, index: number) => string;
  /** Which bars are loud: the largest one, or those of rows that matter. */
  loud?: 'largest' | 'rows';
  /** What the numbers were before, `[thing]`, `NaN` where that is not told: see `compare`. */
  was?: Tensor;
  /** What the bars have been, `[thing]` each: they leave notches there. */
  notches?: SignalValue<readonly Tensor[]>;
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

  /** 0 to 1: how far a notch and a figure tell what each number was before. */
  @initial(0)
  @signal()
  declare public readonly compared: SimpleSignal<number, this>;

  /** What the bars have been, `[thing]` each: they leave notches there. */
  @initial([])
  @signal()
  declare public readonly notches: SimpleSignal<readonly Tensor[], this>;

  /** All rows are compared at once: `compared` goes from 0 to 1. */
  public readonly counts = {compared: 1};
  private readonly write: (value: number, index: number) => string;
  private readonly was: Tensor | null;
  private readonly loud: 'largest' | 'rows';
  private readonly limit: number | 'largest';
  private readonly sharedScale: SharedScale;

  public constructor({
    limit = 1,
    write = percent,
    loud = 'largest',
    was,
    sharedScale = new SharedScale(),
    ...props
  }: BarsProps) {
    super({grow: 1, ...props});
    this.was = was ?? null;
    this.write = write;
    this.loud = loud;
    this.limit = limit;
    this.sharedScale = sharedScale;
    sharedScale.join(this);
  }

  /** How many rows have become shares: what `softmax` moves. */
  public get softmaxed(): SimpleSignal<number, this> {
    return this.shown;
  }

  public override sources(): readonly Source[] {
    return this.isSeen ? [this.values().source] : [];
  }

  protected override widthAt(text: number): number {
    return Math.max(text * 6, textWidth(this.title(), SANS, SIZE.small, 600));
  }

  protected override paintEntry(context: CanvasRenderingContext2D, entry: Entry): void {
    const {data} = this.values();
    const value = data[entry.index];
    const isLoud =
      this.loud === 'rows' ? entry.isLoud : value === this.extents().largest && value > 0;
    this.paintBar(context, value, entry, isLoud);
    this.paintWas(context, entry);
  }

  /** A number and what it was. */
  private change(index: number): string {
    const was = this.was?.data[index] ?? NaN;
    const now = this.write(this.values().data[index], index);
    return Number.isNaN(was) ? now : `${this.write(was, index)} \u2192 ${now}`;
  }

  /** Notches of all that a bar has been, and their ways from its start. */
  private paintNotches(
    context: CanvasRenderingContext2D,
    {index, box}: Entry,
    {zero, unit}: BarScale,
  ): readonly number[] {
    if (index < 0) return [];
    const ways = this.notches().map(({data}) => data[index] * unit);
    context.fillStyle = this.palette.faint;
    for (const at of ways) {
      context.fillRect(box.x + zero + at - 1.5, box.y - 4, 3, box.height + 8);
    }
    return ways;
  }

  /** The notch of what a number was. */
  private paintWas(context: CanvasRenderingContext2D, entry: Entry): void {
    const was = this.was?.data[entry.index] ?? NaN;
    if (Number.isNaN(was)) return;
    const {box} = entry;
    const {zero, unit} = this.barScale(entry);
    const x = box.x + zero + was * unit;
    withAlpha(context, this.compared(), () => {
      context.fillStyle = this.palette.ink;
      context.fillRect(x - 2, box.y - 6, 4, box.height + 12);
    });
  }

  protected override paintOthers(
    context: CanvasRenderingContext2D,
    entry: Entry,
    others: readonly number[],
  ): void {
    if (this.knows(others)) this.paintBar(context, this.sumOf(others), entry, false);
  }

  /** Whether it has numbers of those that are taken together. */
  private knows(others: readonly number[]): boolean {
    const {length} = this.values().data;
    return others.length > 0 && others.every(index => index < length);
  }

  private sumOf(indices: readonly number[]): number {
    const {data} = this.values();
    return indices.reduce((sum, index) => sum + data[index], 0);
  }

  /** What all bars together need: measured once, not for each of them. */
  @computed()
  private extents(): {largest: number; values: readonly number[]; widest: number} {
    const {data} = this.values();
    const {members, others} = this.table;
    const {text} = this.table.places();
    const figures = members.map(index => this.change(index));
    const own = members.map(index => data[index]);
    return {
      largest: Math.max(...own),
      values: this.knows(others) ? [...own, this.sumOf(others)] : own,
      widest: Math.max(...figures.map(one => textWidth(one, SANS, text, 700))),
    };
  }

  /** Pixels of a bar of value 1, were these the only bars. */
  public ownUnit(): number {
    return this.scaleAt(this.table.columnOf(this).width, Infinity).unit;
  }

  /** How values become lengths in the room of an entry. */
  private barScale({box}: Entry): BarScale {
    return this.scaleAt(box.width, this.sharedScale.unit());
  }

  private scaleAt(width: number, most: number): BarScale {
    const {values, widest} = this.extents();
    return scaleBars(values, this.limit, {width, figure: FIGURE_AIR + widest}, most);
  }

  private paintBar(
    context: CanvasRenderingContext2D,
    value: number,
    entry: Entry,
    isLoud: boolean,
  ): void {
    const {box, text, baseline, grown} = entry;
    const scale = this.barScale(entry);
    const zero = box.x + scale.zero;
    const width = value === 0 ? 0 : Math.max(3, Math.abs(value) * scale.unit * grown);
    const {fill, stroke, text: ink} = this.colors;
    if (width > 0) {
      const own = isLoud ? mixColors(fill, stroke, grown) : fill;
      const x = value < 0 ? zero - width : zero;
      const radius = Math.min(8, width / 2);
      paintBox(context, {...box, x, width}, radius, own, stroke, STROKE.rest);
    }
    const isTold = this.compared() > 0.5 && entry.index >= 0;
    const was = this.was?.data[entry.index] ?? NaN;
    // Behind the notch of a number that was larger.
    const notch = Math.max(0, was * scale.unit) || 0;
    const notches = this.paintNotches(context, entry, scale);
    const behind = width + Math.max(0, notch - width) * this.compared();
    const end = clearOf(notches, behind, text * 2.5);
    const figure = isTold ? this.change(entry.index) : this.write(value, entry.index);
    withAlpha(context, grown, () =>
      paintText(
        context,
        figure,
        value < 0 ? zero - width - FIGURE_AIR : zero + end + FIGURE_AIR,
        baseline,
        {
          family: SANS,
          size: text,
          weight: isLoud ? 700 : 500,
          align: value < 0 ? 'right' : 'left',
          color: isLoud ? ink : this.palette.muted,
        },
      ),
    );
  }
}

/** Where a figure of some width can stand behind a bar without a notch in it. */
const clearOf = (notches: readonly number[], from: number, width: number): number =>
  [...notches]
    .sort((a, b) => a - b)
    .reduce((end, at) => (at > end && at < end + width ? at : end), from);
