import {initial, signal} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import type {Source} from '../captured/tensor.ts';
import {group} from '../script/numbers.ts';
import {STROKE} from '../theme/layout.ts';
import type {ColorRole} from '../theme/palette.ts';
import {SANS, SIZE} from '../theme/type.ts';
import {Picture} from './Picture.ts';
import type {PictureProps} from './Picture.ts';
import {bottomOf} from './box.ts';
import type {Box} from './box.ts';
import {paintText, textWidth, withAlpha} from './paint.ts';

/** One line of a chart; gaps where there is no value. */
export interface ChartLine {
  label: string;
  role: ColorRole;
  values: readonly (number | null)[];
}

/** A value on a scale, and how it is written. */
export interface ChartTick {
  at: number;
  label: string;
}

export interface LineChartProps extends PictureProps {
  /** The lines, each with its values and its name. */
  lines: readonly ChartLine[];
  /**
   * Where each value lies from left to right, ascending.
   *
   * @unit as what it counts
   */
  along: readonly number[];
  /**
   * Values at the bottom and at the top. Default: the least and the most of all lines.
   *
   * @unit as the values
   */
  range?: readonly [number, number];
  /** What runs from left to right: written below, between its first and its last value. */
  axis?: string;
  /** Values that have a line across the chart and are written beside it. Default: none. */
  ticks?: {along: readonly ChartTick[]; up: readonly ChartTick[]};
  /** How a line's value is written at its end. Default: with two decimals. */
  write?: (value: number) => string;
  /** How many of the values have been reached, from 0; fractions are between two. */
  at?: SignalValue<number>;
  /** Where the values come from. */
  source: Source;
}

const HEADING = 44;
/** Room for figures behind the lines, in pixels. */
const FIGURES = 90;
/** From one figure to the next below it. */
const FIGURE = SIZE.small + 4;
/** Room for a line that is written below the chart, in pixels. */
const AXIS = 44;
/** By how much a line is wider than one that covers it, in pixels. */
const NESTED = 5;
/** From a scale to what is written beside it. */
const BESIDE = 14;

/**
 * Lines that grow from the left, each with its present value at its end.
 *
 * @category Maps and charts
 */
export class LineChart extends Picture {
  @initial(0)
  @signal()
  declare public readonly at: SimpleSignal<number, this>;

  private readonly settings: Pick<
    LineChartProps,
    'lines' | 'along' | 'source' | 'axis' | 'ticks'
  >;
  private readonly write: (value: number) => string;
  /** Room for figures behind the lines, and for those before the chart, in pixels. */
  private readonly room: {figures: number; before: number};
  private readonly range: readonly [number, number];

  public constructor(all: LineChartProps) {
    const {lines, along, range, source, axis, ticks, write, ...rest} = all;
    super(rest);
    this.settings = {lines, along, source, axis, ticks};
    this.write = write ?? (value => value.toFixed(2));
    this.range = range ?? rangeOf(lines);
    const ends = write ? lines.flatMap(line => lastOf(line.values).map(write)) : [];
    this.room = {
      figures: Math.max(FIGURES, widest(ends, 700) + BESIDE + 2),
      before: ticks ? widest(labelsOf(ticks.up), 500) + BESIDE : 0,
    };
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 ? [this.settings.source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    withAlpha(context, Math.min(1, this.shown()), () => this.paintChart(context));
  }

  /** The chart without what is written below it. */
  private chart(): Box {
    const {axis, ticks} = this.settings;
    const {x, y, width, height} = this.box();
    const {before} = this.room;
    const below = (axis === undefined ? 0 : AXIS) + (ticks === undefined ? 0 : AXIS);
    return {x: x + before, y, width: width - before, height: height - below};
  }

  private paintAxis(context: CanvasRenderingContext2D): void {
    const {axis, along, ticks} = this.settings;
    if (axis === undefined) return;
    const {x, width} = this.chart();
    const y = bottomOf(this.box()) - 4;
    const right = x + width - this.room.figures;
    const write = (text: string, at: number, align: CanvasTextAlign): void => {
      paintText(context, text, at, y, {
        family: SANS,
        size: SIZE.small,
        weight: 500,
        align,
        color: this.palette.muted,
      });
    };
    write(axis, (x + right) / 2, 'center');
    if (ticks) return;
    write(group(along[0]), x, 'left');
    write(group(along[along.length - 1]), right, 'right');
  }

  private paintTicks(context: CanvasRenderingContext2D): void {
    const {ticks} = this.settings;
    if (!ticks) return;
    const {x, y, width, height} = this.chart();
    const [top, bottom, right] = [y + HEADING, y + height, x + width - this.room.figures];
    const face = {family: SANS, size: SIZE.small, weight: 500} as const;
    const color = this.palette.muted;
    context.strokeStyle = this.palette.rule;
    context.lineWidth = 1.5;
    context.beginPath();
    for (const {at, label} of ticks.along) {
      const left = this.acrossOf(at);
      context.moveTo(left, top);
      context.lineTo(left, bottom);
      const below = bottom + SIZE.small + BESIDE;
      paintText(context, label, left, below, {...face, color, align: 'center'});
    }
    for (const {at, label} of ticks.up) {
      const height = this.upOf(at);
      context.moveTo(x, height);
      context.lineTo(right, height);
      paintText(context, label, x - BESIDE, height + 10, {
        ...face,
        color,
        align: 'right' as const,
      });
    }
    context.stroke();
  }

  private paintChart(context: CanvasRenderingContext2D): void {
    const {lines, ticks} = this.settings;
    const box = this.chart();
    this.paintAxis(context);
    this.paintTicks(context);
    const {palette} = this;
    let x = box.x;
    for (const {label, role} of lines) {
      const {stroke} = palette.roles[role];
      context.fillStyle = stroke;
      context.fillRect(x, box.y + 14, 28, 5);
      paintText(context, label, x + 40, box.y + 26, {
        family: SANS,
        size: SIZE.small,
        weight: 600,
        color: palette.muted,
      });
      x += 40 + textWidth(label, SANS, SIZE.small, 600) + 28;
    }
    context.strokeStyle = palette.rule;
    context.lineWidth = 2;
    const inner = box.width - this.room.figures;
    context.strokeRect(box.x, box.y + HEADING, inner, box.height - HEADING);
    const ends = lines.flatMap((line, i) => this.paintLine(context, line, i));
    const right = box.x + inner;
    const face = {family: SANS, size: SIZE.small, weight: 700} as const;
    // A line that ends on the way may meet another there: its figure stands over it.
    const isOver = ({x}: {x: number}): boolean => ticks !== undefined && x < right - 1;
    for (const {text, color, ...end} of ends.filter(isOver))
      paintText(context, text, end.x, end.y - 18, {...face, color, align: 'right'});
    // Figures of lines that meet are pushed apart, and up from the bottom.
    const behind = ends.filter(end => !isOver(end)).sort((a, b) => a.y - b.y);
    behind.forEach((end, i) => {
      if (i > 0) end.y = Math.max(end.y, behind[i - 1].y + FIGURE);
    });
    const low = box.y + box.height - 12;
    behind.forEach((end, i) => {
      end.y = Math.min(end.y, low - (behind.length - 1 - i) * FIGURE);
      paintText(context, end.text, end.x + 16, end.y + 10, {...face, color: end.color});
    });
  }

  /** Where a value of `along` lies, from the left of the frame. */
  private acrossOf(value: number): number {
    const {along} = this.settings;
    const {x, width} = this.chart();
    const [first, last] = [along[0], along[along.length - 1]];
    return x + ((width - this.room.figures) * (value - first)) / (last - first || 1);
  }

  /** Where a value of a line lies, from the top of the frame. */
  private upOf(value: number): number {
    const {range} = this;
    const {y, height} = this.chart();
    const share = (value - range[0]) / (range[1] - range[0] || 1);
    return y + height - (height - HEADING) * share;
  }

  private placeOf(index: number, value: number): {x: number; y: number} {
    return {x: this.acrossOf(this.settings.along[index]), y: this.upOf(value)};
  }

  private paintLine(
    context: CanvasRenderingContext2D,
    {role, values}: ChartLine,
    index: number,
  ): {x: number; y: number; text: string; color: string}[] {
    const color = this.palette.roles[role];
    const at = Math.min(values.length - 1, this.at());
    const reached = values
      .slice(0, Math.floor(at) + 1)
      .flatMap((value, i) => (value === null ? [] : [this.placeOf(i, value)]));
    const next = Math.min(values.length - 1, Math.floor(at) + 1);
    const ahead = values[next];
    const last = reached[reached.length - 1] as {x: number; y: number} | undefined;
    if (!last) return [];
    const t = at - Math.floor(at);
    if (ahead !== null && t > 0) {
      const to = this.placeOf(next, ahead);
      reached.push({x: last.x + (to.x - last.x) * t, y: last.y + (to.y - last.y) * t});
    }
    context.strokeStyle = color.stroke;
    // A line that others cover is wider, so that it is still seen.
    const later = this.settings.lines.slice(index + 1);
    const wider = NESTED * later.filter(line => covers(line.values, values)).length;
    context.lineWidth = STROKE.selected + wider;
    context.lineJoin = 'round';
    context.beginPath();
    reached.forEach(({x, y}, i) =>
      i === 0 ? context.moveTo(x, y) : context.lineTo(x, y),
    );
    context.stroke();
    const end = reached[reached.length - 1];
    context.beginPath();
    context.arc(end.x, end.y, 7 + wider / 2, 0, 2 * Math.PI);
    context.fillStyle = color.stroke;
    context.fill();
    const [value] = lastOf(values.slice(0, Math.floor(at) + 1));
    return [{...end, text: this.write(value), color: color.text}];
  }
}

/** The last value that a line has, if it has any. */
const lastOf = (values: readonly (number | null)[]): number[] =>
  values.filter(value => value !== null).slice(-1);

const labelsOf = (ticks: readonly ChartTick[]): string[] => ticks.map(({label}) => label);

/** Width of the widest of some texts in pixels. */
const widest = (texts: readonly string[], weight: 500 | 700): number =>
  Math.max(0, ...texts.map(text => textWidth(text, SANS, SIZE.small, weight)));

/** Whether two lines lie on each other wherever both have values. */
function covers(a: readonly (number | null)[], b: readonly (number | null)[]): boolean {
  const both = a.flatMap((value, i) =>
    value === null || b[i] === null ? [] : [value - (b[i] as number)],
  );
  return both.length > 0 && both.every(difference => Math.abs(difference) < 1e-9);
}

/** The least and the most of all lines, with a little air. */
function rangeOf(lines: readonly ChartLine[]): [number, number] {
  const values = lines.flatMap(line => line.values.filter(value => value !== null));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const air = (high - low) * 0.04;
  return [low - air, high + air];
}
