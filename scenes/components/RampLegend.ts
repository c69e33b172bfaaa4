import type {NodeProps} from '@motion-canvas/2d';

import {SANS, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import {paintText} from './paint.ts';
import {rampColor} from './ramp.ts';
import type {Ramp} from './ramp.ts';

export interface RampLegendProps extends NodeProps {
  ramp: Ramp;
  /** What the colours mean, above the bar. */
  label: string;
  /** What stands under its left and right end. */
  ends: readonly [string, string];
  /** Left edge and top in frame coordinates. */
  left: number;
  top: number;
}

/** Size of the legend in pixels. */
export const RAMP_LEGEND = {width: 320, height: 112} as const;
const BAR = {y: 46, height: 26, steps: 32} as const;

/** What the colours of a matrix mean. */
export class RampLegend extends Painted {
  private readonly settings: Omit<RampLegendProps, keyof NodeProps>;

  public constructor({ramp, label, ends, left, top, ...props}: RampLegendProps) {
    super(props);
    this.settings = {ramp, label, ends, left, top};
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {palette} = this;
    const {ramp, label, ends, left, top} = this.settings;
    const style = {
      family: SANS,
      size: SIZE.small,
      weight: 500,
      color: palette.muted,
    } as const;
    paintText(context, label, left, top + 28, style);
    const width = RAMP_LEGEND.width / BAR.steps;
    for (let i = 0; i < BAR.steps; i++) {
      const share = i / (BAR.steps - 1);
      context.fillStyle = rampColor(
        palette,
        ramp,
        ramp === 'share' ? share : 2 * share - 1,
      );
      // The overlap of half a pixel hides seams between the steps.
      context.fillRect(left + i * width, top + BAR.y, width + 0.5, BAR.height);
    }
    context.strokeStyle = palette.rule;
    context.lineWidth = 2;
    context.strokeRect(left, top + BAR.y, RAMP_LEGEND.width, BAR.height);
    const baseline = top + BAR.y + BAR.height + 36;
    paintText(context, ends[0], left, baseline, style);
    paintText(context, ends[1], left + RAMP_LEGEND.width, baseline, {
      ...style,
      align: 'right',
    });
  }
}
