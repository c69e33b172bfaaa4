import {easeInOutCubic} from '@motion-canvas/core';
import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import {group} from '../script/interpolate.ts';
import {STROKE} from '../theme/layout.ts';
import {SANS, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import {between, SINGLE} from './pace.ts';
import type {StepPace} from './pace.ts';
import {paintBox, paintText, textWidth} from './paint.ts';

export interface CountBarProps extends NodeProps {
  /** What is counted. */
  label: string;
  /** How many there are at each step. */
  counts: readonly number[];
  /** Left edge of the full bar, in frame coordinates. */
  left: number;
  /** Top of the bar, in frame coordinates. */
  top: number;
  /** Width of the full bar, in pixels. */
  width: number;
}

/** Height of label and bar in pixels. */
export const COUNT_BAR_HEIGHT = 96;
const BAR = {y: 52, height: 40} as const;

/**
 * One count that changes step by step: a bar, full at the largest, and its number.
 *
 * @category Words and tokens
 */
export class CountBar extends Painted {
  /** How many steps have been made; fractions are on their way. */
  @initial(0)
  @signal()
  declare public readonly made: SimpleSignal<number, this>;

  /** How many steps it goes at once. */
  public pace: StepPace = SINGLE;

  private readonly settings: Omit<CountBarProps, keyof NodeProps>;

  public constructor({label, counts, left, top, width, ...props}: CountBarProps) {
    super(props);
    this.settings = {label, counts, left, top, width};
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {label, counts, left, top, width} = this.settings;
    const {muted, rule, roles} = this.palette;
    const {before, after, t: done} = between(this.made(), counts.length - 1, this.pace);
    const t = easeInOutCubic(done);
    const value = counts[before] + (counts[after] - counts[before]) * t;
    const style = {family: SANS, size: SIZE.small} as const;
    paintText(context, label, left, top + 34, {...style, weight: 600, color: muted});
    const labelEnd = left + textWidth(label, SANS, SIZE.small, 600) + 20;
    // A number between two steps would be nobody's: it changes when the step is made.
    paintText(context, group(counts[before]), labelEnd, top + 34, {
      ...{...style, weight: 700, color: roles.token.text},
    });
    const box = {x: left, y: top + BAR.y, width, height: BAR.height};
    paintBox(context, box, 6, null, rule, 2);
    const filled = {...box, width: Math.max(3, (width * value) / Math.max(...counts))};
    paintBox(context, filled, 6, roles.token.fill, roles.token.stroke, STROKE.rest);
  }
}
