import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import {group} from '../script/interpolate.ts';
import {SANS, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import {paintText, textWidth} from './paint.ts';

export interface BigCountProps extends NodeProps {
  /** What is counted, after the number. */
  label: string;
  /** The number, shown without its fraction; how many there are. */
  value?: SignalValue<number>;
  /** Left edge and baseline in frame coordinates. */
  left: number;
  /** Baseline of the number, in frame coordinates. */
  baseline: number;
}

const FIGURES = 84;

/**
 * One number in large figures, with what it counts: for what grows while one watches.
 *
 * @category Words and tokens
 */
export class BigCount extends Painted {
  /** Shown without its fraction. */
  @initial(0)
  @signal()
  declare public readonly value: SimpleSignal<number, this>;

  private readonly settings: Omit<BigCountProps, keyof NodeProps | 'value'>;

  public constructor({label, left, baseline, ...props}: BigCountProps) {
    super(props);
    this.settings = {label, left, baseline};
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {label, left, baseline} = this.settings;
    const text = group(Math.floor(this.value() + 1e-6));
    paintText(context, text, left, baseline, {
      ...{family: SANS, size: FIGURES, weight: 700, color: this.palette.ink},
    });
    const after = left + textWidth(text, SANS, FIGURES, 700) + 20;
    paintText(context, label, after, baseline, {
      ...{family: SANS, size: SIZE.label, weight: 600, color: this.palette.muted},
    });
  }
}
