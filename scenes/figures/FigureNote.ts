import type {NodeProps} from '@motion-canvas/2d';

import {Painted} from '../components/Painted.ts';
import {paintText} from '../components/paint.ts';
import {SANS, SIZE} from '../theme/type.ts';
import {NOTE_LINE} from './side-plan.ts';

export interface FigureNoteProps extends NodeProps {
  lines: readonly string[];
  /** Left end of the lines, and baseline of the last one, in frame coordinates. */
  left: number;
  last: number;
}

/** What a picture leaves out, at its foot. */
export class FigureNote extends Painted {
  private readonly settings: Pick<FigureNoteProps, 'lines'> & {
    left: number;
    last: number;
  };

  public constructor({lines, left, last, ...props}: FigureNoteProps) {
    super(props);
    this.settings = {lines, left, last};
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {lines, left, last} = this.settings;
    lines.forEach((line, i) =>
      paintText(context, line, left, last - (lines.length - 1 - i) * NOTE_LINE, {
        family: SANS,
        size: SIZE.small,
        weight: 500,
        color: this.palette.muted,
      }),
    );
  }
}
