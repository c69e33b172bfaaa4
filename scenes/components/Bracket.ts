import {initial, interpolation, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import type {ColorRole} from '../theme/palette.ts';
import {lerpBox} from './box.ts';
import type {Box} from './box.ts';
import {Painted} from './Painted.ts';
import type {Side} from './paint-bracket.ts';
import {paintLength} from './paint-side-label.ts';
import {withAlpha} from './paint.ts';

export interface BracketProps extends NodeProps {
  /** What it spans, in frame coordinates. */
  box: SignalValue<Box>;
  /** Where the bracket stands beside the box. */
  side: Side;
  /** What stands at its middle: a length or a name. */
  label: SignalValue<string>;
  /** Default: muted. */
  role?: ColorRole;
}

/**
 * A bracket along one side of something, with its length or name.
 *
 * @category Around the picture
 */
export class Bracket extends Painted {
  @interpolation(lerpBox)
  @signal()
  declare public readonly box: SimpleSignal<Box, this>;

  @initial('')
  @signal()
  declare public readonly label: SimpleSignal<string, this>;

  /** 0 to 1: how far it has come in. */
  @initial(0)
  @signal()
  declare public readonly shown: SimpleSignal<number, this>;

  private readonly side: Side;
  private readonly role?: ColorRole;

  public constructor(props: BracketProps) {
    super(props);
    this.side = props.side;
    this.role = props.role;
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {muted, roles} = this.palette;
    const color = this.role ? roles[this.role].text : muted;
    withAlpha(context, this.shown(), () =>
      paintLength(context, this.label(), this.box(), this.side, color),
    );
  }
}
