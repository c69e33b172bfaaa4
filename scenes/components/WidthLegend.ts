import type {NodeProps} from '@motion-canvas/2d';

import {percent} from '../script/interpolate.ts';
import {RADIUS} from '../theme/layout.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {arcStyle} from './AttentionArcs.ts';
import {Painted} from './Painted.ts';
import {paintBox, paintText, withAlpha} from './paint.ts';

export interface WidthLegendProps extends NodeProps {
  /** E.g. "line width = attention". */
  label: string;
  /** Right edge and top in frame coordinates. */
  right: number;
  top: number;
}

/** Size of the legend's panel in pixels. */
export const LEGEND = {width: 340, height: 152} as const;
const MARKS = [0.05, 0.5];

/** What the width of an attention arc means, on the arcs' own scale. */
export class WidthLegend extends Painted {
  private readonly label: string;
  private readonly left: number;
  private readonly topEdge: number;

  public constructor({label, right, top, ...props}: WidthLegendProps) {
    super(props);
    this.label = label;
    this.left = right - LEGEND.width;
    this.topEdge = top;
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {palette, left: x, topEdge: top} = this;
    paintBox(
      context,
      {x, y: top, ...LEGEND},
      RADIUS.token,
      palette.panel,
      palette.rule,
      2,
    );
    paintText(context, this.label, x + 28, top + 48, {
      family: SANS,
      size: SIZE.small,
      weight: 500,
      color: palette.muted,
    });
    MARKS.forEach((share, i) => {
      const start = x + 28 + i * 146;
      const {width, alpha} = arcStyle(share);
      withAlpha(context, alpha, () => {
        context.strokeStyle = palette.roles.score.stroke;
        context.lineWidth = width;
        context.beginPath();
        context.moveTo(start, top + 82);
        context.lineTo(start + 128, top + 82);
        context.stroke();
      });
      paintText(context, percent(share), start, top + 130, {
        family: MONO,
        size: SIZE.small,
        weight: 500,
        color: palette.muted,
      });
    });
  }
}
