import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import {group} from '../script/interpolate.ts';
import {STROKE} from '../theme/layout.ts';
import {mixColors} from '../theme/mix-colors.ts';
import {SANS, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import {paintText, textWidth, withAlpha} from './paint.ts';

export interface StopSliderProps extends NodeProps {
  /** From left to right. */
  stops: readonly {label: string; value: number}[];
  /** Left edge, in frame coordinates. */
  left: number;
  /** Right edge, in frame coordinates. */
  right: number;
  /** Height of the line, in frame coordinates. */
  line: number;
}

/** Height of what stands under the line, in pixels. */
export const SLIDER_LABELS = 92;

/**
 * A knob on a line with stops; the stop that it is at is the loud one.
 *
 * @category Words and tokens
 */
export class StopSlider extends Painted {
  /** Which stop the knob is at, from 0; fractions are between two. */
  @initial(0)
  @signal()
  declare public readonly at: SimpleSignal<number, this>;

  private readonly settings: Omit<StopSliderProps, keyof NodeProps>;
  /** Whether all labels have room beside each other. */
  private readonly all: boolean;
  private readonly inset: number;

  public constructor({stops, left, right, line, ...props}: StopSliderProps) {
    super(props);
    this.settings = {stops, left, right, line};
    const widths = stops.map(({label}) => textWidth(label, SANS, SIZE.small, 700));
    this.inset = Math.max(0, ...widths) / 2;
    const pitch = (right - left - 2 * this.inset) / Math.max(1, stops.length - 1);
    this.all = widths.every(
      (width, i) => i === 0 || (width + widths[i - 1]) / 2 + 12 <= pitch,
    );
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {stops, line: y} = this.settings;
    const {palette} = this;
    const [first, last] = [this.placeOf(0), this.placeOf(stops.length - 1)];
    context.strokeStyle = palette.faint;
    context.lineWidth = STROKE.arrow;
    context.beginPath();
    context.moveTo(first, y);
    context.lineTo(last, y);
    context.stroke();
    stops.forEach(({label, value}, i) => {
      const near = Math.max(0, 1 - Math.abs(this.at() - i));
      const x = this.placeOf(i);
      this.paintDot(context, x, 9, palette.ground, palette.faint);
      const isOuter = i === 0 || i === stops.length - 1;
      const rest = this.all || isOuter ? 1 : 0;
      withAlpha(context, rest + (1 - rest) * near, () => {
        const color = mixColors(palette.muted, palette.ink, near);
        const style = {family: SANS, size: SIZE.small, align: 'center'} as const;
        const weight = near > 0.5 ? 700 : 500;
        paintText(context, label, x, y + 50, {...style, weight, color});
        paintText(context, group(value), x, y + 88, {...style, weight: 500, color});
      });
    });
    const {token} = palette.roles;
    this.paintDot(context, this.placeOf(this.at()), 17, token.fill, token.stroke);
  }

  private placeOf(stop: number): number {
    const {stops, left, right} = this.settings;
    const span = right - left - 2 * this.inset;
    return left + this.inset + (span * stop) / Math.max(1, stops.length - 1);
  }

  private paintDot(
    context: CanvasRenderingContext2D,
    x: number,
    radius: number,
    fill: string,
    stroke: string,
  ): void {
    context.beginPath();
    context.arc(x, this.settings.line, radius, 0, 2 * Math.PI);
    context.fillStyle = fill;
    context.fill();
    context.strokeStyle = stroke;
    context.lineWidth = STROKE.selected;
    context.stroke();
  }
}
