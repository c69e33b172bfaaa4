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
/** Room for what is written below the chart, in pixels. */
const AXIS = 44;

/**
 * Lines that grow from the left, each with its present value at its end.
 *
 * @category Maps and charts
 */
export class LineChart extends Picture {
  @initial(0)
  @signal()
  declare public readonly at: SimpleSignal<number, this>;

  private readonly settings: Pick<LineChartProps, 'lines' | 'along' | 'source' | 'axis'>;
  private readonly range: readonly [number, number];

  public constructor({lines, along, range, source, axis, ...rest}: LineChartProps) {
    super(rest);
    this.settings = {lines, along, source, axis};
    this.range = range ?? rangeOf(lines);
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 ? [this.settings.source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    withAlpha(context, Math.min(1, this.shown()), () => this.paintChart(context));
  }

  /** The chart without what is written below it. */
  private chart(): Box {
    const {height, ...box} = this.box();
    return {...box, height: height - (this.settings.axis === undefined ? 0 : AXIS)};
  }

  private paintAxis(context: CanvasRenderingContext2D): void {
    const {axis, along} = this.settings;
    if (axis === undefined) return;
    const {x, width} = this.chart();
    const y = bottomOf(this.box()) - 4;
    const right = x + width - FIGURES;
    const write = (text: string, at: number, align: CanvasTextAlign): void => {
      paintText(context, text, at, y, {
        family: SANS,
        size: SIZE.small,
        weight: 500,
        align,
        color: this.palette.muted,
      });
    };
    write(group(along[0]), x, 'left');
    write(axis, (x + right) / 2, 'center');
    write(group(along[along.length - 1]), right, 'right');
  }

  private paintChart(context: CanvasRenderingContext2D): void {
    const {lines} = this.settings;
    const box = this.chart();
    this.paintAxis(context);
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
    context.strokeRect(box.x, box.y + HEADING, box.width - FIGURES, box.height - HEADING);
    const ends = lines.flatMap(line => this.paintLine(context, line));
    // Figures of lines that meet are pushed apart, and up from the bottom.
    ends.sort((a, b) => a.y - b.y);
    ends.forEach((end, i) => {
      if (i > 0) end.y = Math.max(end.y, ends[i - 1].y + FIGURE);
    });
    const low = box.y + box.height - 12;
    ends.forEach((end, i) => {
      end.y = Math.min(end.y, low - (ends.length - 1 - i) * FIGURE);
      paintText(context, end.text, end.x + 16, end.y + 10, {
        family: SANS,
        size: SIZE.small,
        weight: 700,
        color: end.color,
      });
    });
  }

  private placeOf(index: number, value: number): {x: number; y: number} {
    const {along} = this.settings;
    const {range} = this;
    const box = this.chart();
    const [first, last] = [along[0], along[along.length - 1]];
    const share = (along[index] - first) / (last - first || 1);
    const height = (value - range[0]) / (range[1] - range[0] || 1);
    return {
      x: box.x + (box.width - FIGURES) * share,
      y: box.y + box.height - (box.height - HEADING) * height,
    };
  }

  private paintLine(
    context: CanvasRenderingContext2D,
    {role, values}: ChartLine,
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
    context.lineWidth = STROKE.selected;
    context.lineJoin = 'round';
    context.beginPath();
    reached.forEach(({x, y}, i) =>
      i === 0 ? context.moveTo(x, y) : context.lineTo(x, y),
    );
    context.stroke();
    const end = reached[reached.length - 1];
    context.beginPath();
    context.arc(end.x, end.y, 7, 0, 2 * Math.PI);
    context.fillStyle = color.stroke;
    context.fill();
    const value = values[Math.floor(at)] ?? values.find(own => own !== null) ?? 0;
    return [{...end, text: value.toFixed(2), color: color.text}];
  }
}

/** The least and the most of all lines, with a little air. */
function rangeOf(lines: readonly ChartLine[]): [number, number] {
  const values = lines.flatMap(line => line.values.filter(value => value !== null));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const air = (high - low) * 0.04;
  return [low - air, high + air];
}
