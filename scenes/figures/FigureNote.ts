import type {NodeProps} from '@motion-canvas/2d';

import {Painted} from '../components/Painted.ts';
import {paintText} from '../components/paint.ts';
import {LAYOUT} from '../theme/layout.ts';
import {SANS, SIZE} from '../theme/type.ts';

/** What a picture leaves out, at its foot. */
export class FigureNote extends Painted {
  private readonly text: string;

  public constructor({text, ...props}: NodeProps & {text: string}) {
    super(props);
    this.text = text;
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    paintText(context, this.text, LAYOUT.marginX, LAYOUT.ruleY - 20, {
      family: SANS,
      size: SIZE.small,
      weight: 500,
      color: this.palette.muted,
    });
  }
}
