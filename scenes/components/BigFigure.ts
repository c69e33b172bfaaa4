import {initial, signal} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import {group} from '../script/numbers.ts';
import {SANS, SIZE} from '../theme/type.ts';
import {Picture} from './Picture.ts';
import type {Extent, PictureProps} from './Picture.ts';
import {paintText, textWidth, withAlpha} from './paint.ts';

export interface BigFigureProps extends PictureProps {
  /** What the number is, after it. */
  label: string;
  /**
   * The number; it may grow while one watches.
   *
   * @unit as what it counts
   */
  value?: SignalValue<number>;
  /** How it is written. Default: whole, grouped. */
  write?: (value: number) => string;
}

const FIGURES = 84;
const AIR = 20;

/**
 * One number in large figures, with what it is.
 *
 * @category Words and tokens
 */
export class BigFigure extends Picture {
  /**
   * The number that is written.
   *
   * @unit as what it counts
   */
  @initial(0)
  @signal()
  declare public readonly value: SimpleSignal<number, this>;

  private readonly label: string;
  private readonly write: (value: number) => string;

  public constructor({label, write = whole, ...props}: BigFigureProps) {
    super(props);
    this.label = label;
    this.write = write;
  }

  public override extent(): Extent {
    return {width: 'rest', height: FIGURES};
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {x, y, width, height} = this.box();
    const text = this.write(this.value());
    // A label that has no room behind the number stands smaller, not cut.
    const after = textWidth(text, SANS, FIGURES, 700) + AIR;
    const natural = after + textWidth(this.label, SANS, SIZE.label, 600);
    const scale = Math.min(1, width / natural);
    const baseline = y + height / 2 + FIGURES * 0.36 * scale;
    withAlpha(context, Math.min(1, this.shown()), () => {
      paintText(context, text, x, baseline, {
        family: SANS,
        size: FIGURES * scale,
        weight: 700,
        color: this.palette.ink,
      });
      paintText(context, this.label, x + after * scale, baseline, {
        family: SANS,
        size: Math.max(SIZE.small, SIZE.label * scale),
        weight: 600,
        color: this.palette.muted,
      });
    });
  }
}

/** What grows is not there before it is whole. */
const whole = (value: number): string => group(Math.floor(value + 1e-6));
