import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import type {Source, Tensor} from '../captured/tensor.ts';
import {step} from '../theme/step.ts';
import {figure} from '../script/numbers.ts';
import {STROKE} from '../theme/layout.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import type {Points} from './Points.ts';
import type {Point} from './box.ts';
import {placeAround} from './map-labels.ts';
import type {LabelSize} from './map-labels.ts';
import {paintBox, paintText, textWidth, withAlpha} from './paint.ts';
import {paintChip} from './paint-chip.ts';

export interface PointLinesProps extends NodeProps {
  /** The map that the points lie on; its camera has come to rest. */
  on: Points;
  /** Index of the point whose lines they are, and its name. */
  from: {index: number; name: string};
  /** The points that lines lead to. */
  to: readonly {index: number; name: string}[];
  /** How near each of them is, `[point]`, 0 to 1: the width of its line. */
  values: Tensor;
}

const DOT = 10;
const CHIP = {height: 58, padding: 22} as const;
/** Room inside the map's edge that labels keep free. */
const AIR = 16;
const GAP = 14;
const PAD = 10;
const WIDEST = 12;

/**
 * From a point of a map lines to others, as wide as these are near, with their names and
 * figures.
 *
 * @category Maps and charts
 */
export class PointLines extends Painted {
  /** How many of the point itself and those that it leads to have appeared. */
  @initial(0)
  @signal()
  declare public readonly shown: SimpleSignal<number, this>;

  private readonly settings: Omit<PointLinesProps, keyof NodeProps>;
  private readonly sizes: readonly LabelSize[];
  /** From each point to the middle of its label. */
  private readonly offsets: readonly Point[];

  public constructor({on, from, to, values, ...props}: PointLinesProps) {
    super(props);
    this.settings = {on, from, to, values};
    const points = [from, ...to].map(({index}) => on.at(index));
    const chip = textWidth(from.name, MONO, SIZE.token, 700) + 2 * CHIP.padding;
    this.sizes = [
      {width: chip, height: CHIP.height},
      ...to.map(({name}, i) => ({
        width:
          nameWidth(name) +
          GAP +
          textWidth(this.figureOf(i), SANS, SIZE.small, 600) +
          2 * PAD,
        height: SIZE.small + 12,
      })),
    ];
    const {x, y, width, height} = on.box();
    const places = placeAround(points, this.sizes, {
      left: x + AIR,
      right: x + width - AIR,
      top: y + AIR,
      bottom: y + height - AIR,
    });
    this.offsets = places.map((own, i) => ({
      x: own.x - points[i].x,
      y: own.y - points[i].y,
    }));
  }

  /** The point itself, and those that it leads to. */
  public get count(): number {
    return 1 + this.settings.to.length;
  }

  public override sources(): readonly Source[] {
    return this.shown() > 1 ? [this.settings.values.source] : [];
  }

  private figureOf(i: number): string {
    return figure(this.settings.values.data[i], 3);
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {on, from, to} = this.settings;
    const start = on.at(from.index);
    const {residual} = this.palette.roles;
    to.forEach(({index}, i) => {
      const grown = step(this.shown(), i + 1);
      if (grown > 0) this.paintLine(context, start, on.at(index), i, grown);
    });
    to.forEach(({name, index}, i) =>
      withAlpha(context, step(this.shown(), i + 1) * 2 - 1, () => {
        this.paintDot(context, on.at(index), residual.fill);
        this.paintLabel(context, name, on.at(index), i);
      }),
    );
    withAlpha(context, Math.min(1, this.shown()), () => {
      this.paintDot(context, start, residual.stroke);
      paintChip(context, from.name, this.labelBox(start, 0), {
        palette: this.palette,
        role: residual,
        weight: 700,
        lineWidth: STROKE.selected,
      });
    });
  }

  private paintDot(context: CanvasRenderingContext2D, {x, y}: Point, fill: string): void {
    const box = {x: x - DOT, y: y - DOT, width: 2 * DOT, height: 2 * DOT};
    paintBox(context, box, DOT, fill, this.palette.roles.residual.stroke, STROKE.rest);
  }

  private labelBox(point: Point, i: number): Point & LabelSize {
    const {width, height} = this.sizes[i];
    const {x, y} = this.offsets[i];
    return {x: point.x + x - width / 2, y: point.y + y - height / 2, width, height};
  }

  private paintLine(
    context: CanvasRenderingContext2D,
    from: Point,
    to: Point,
    i: number,
    grown: number,
  ): void {
    const value = Math.max(0, this.settings.values.data[i]);
    withAlpha(context, 0.35 + 0.6 * value, () => {
      context.strokeStyle = this.palette.roles.score.stroke;
      context.lineWidth = Math.max(1.5, WIDEST * value * value);
      context.lineCap = 'round';
      context.beginPath();
      context.moveTo(from.x, from.y);
      context.lineTo(from.x + (to.x - from.x) * grown, from.y + (to.y - from.y) * grown);
      context.stroke();
    });
  }

  private paintLabel(
    context: CanvasRenderingContext2D,
    name: string,
    point: Point,
    i: number,
  ): void {
    const {panel, ink, roles} = this.palette;
    const box = this.labelBox(point, i + 1);
    withAlpha(context, 0.88, () => paintBox(context, box, 10, panel, null, 0));
    const baseline = box.y + box.height / 2 + 10;
    paintText(context, name, box.x + PAD, baseline, {
      family: MONO,
      size: SIZE.small,
      weight: 700,
      color: ink,
    });
    paintText(context, this.figureOf(i), box.x + PAD + nameWidth(name) + GAP, baseline, {
      family: SANS,
      size: SIZE.small,
      weight: 600,
      color: roles.score.text,
    });
  }
}

const nameWidth = (name: string): number => textWidth(name, MONO, SIZE.small, 700);
