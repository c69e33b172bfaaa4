import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import type {ColorRole} from '../theme/palette.ts';
import {bottomOf, centreOf} from './box.ts';
import type {Box, Point} from './box.ts';
import {Painted} from './Painted.ts';
import {paintPath} from './paint-arrow.ts';
import type {PathStyle} from './paint-arrow.ts';

export interface ArrowProps extends NodeProps, Omit<PathStyle, 'color'> {
  /** Two points or more, in frame coordinates; corners between them are rounded. */
  points: SignalValue<readonly Point[]>;
  /** Default: ink. */
  role?: ColorRole;
}

/** A way straight down from a picture to one below it, in the middle of the narrower. */
export const wayDown =
  (from: {content(): Box}, to: {content(): Box}) => (): readonly Point[] => {
    const [above, below] = [from.content(), to.content()];
    const {x} = centreOf(above.width < below.width ? above : below);
    return [
      {x, y: bottomOf(above)},
      {x, y: below.y},
    ];
  };

/**
 * An arrow, straight or around corners, that grows from its start.
 *
 * @category Models
 */
export class Arrow extends Painted {
  @signal()
  declare public readonly points: SimpleSignal<readonly Point[], this>;

  /** 0 to 1: how much of it there is. */
  @initial(0)
  @signal()
  declare public readonly grown: SimpleSignal<number, this>;

  private readonly settings: Omit<ArrowProps, 'points'>;

  public constructor(props: ArrowProps) {
    super(props);
    this.settings = props;
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {role, lineWidth, head, dash} = this.settings;
    const color = role ? this.palette.roles[role].stroke : this.palette.ink;
    paintPath(context, this.points(), {color, lineWidth, head, dash}, this.grown());
  }
}
