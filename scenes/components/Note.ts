import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import {SANS, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import {paintText} from './paint.ts';

export interface NoteProps extends NodeProps {
  /** What it says, in the scene's language. */
  text: SignalValue<string>;
  /** Left end, or right end where it is aligned so, in frame coordinates. */
  at: number;
  /** Baseline of the text, in frame coordinates. */
  baseline: number;
  /** How the text lies at its point. */
  align?: 'left' | 'right' | 'center';
}

/**
 * A few quiet words in a picture.
 *
 * @category Around the picture
 */
export class Note extends Painted {
  @initial('')
  @signal()
  declare public readonly text: SimpleSignal<string, this>;

  private readonly settings: Pick<NoteProps, 'at' | 'baseline' | 'align'>;

  public constructor({at, baseline, align = 'left', ...props}: NoteProps) {
    super(props);
    this.settings = {at, baseline, align};
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {at, baseline, align} = this.settings;
    paintText(context, this.text(), at, baseline, {
      ...{family: SANS, size: SIZE.small, weight: 600, align},
      color: this.palette.muted,
    });
  }
}
