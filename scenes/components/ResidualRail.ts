import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import {step} from '../motion/verb.ts';
import {STROKE} from '../theme/layout.ts';
import type {ColorRole} from '../theme/palette.ts';
import type {Point} from './box.ts';
import {Painted} from './Painted.ts';
import {paintPath} from './paint-arrow.ts';
import {withAlpha} from './paint.ts';

/** Something that is added to the stream. */
export interface Addition {
  /** How far down the rail, in frame coordinates. */
  y: number;
  /** Where it comes from; its line ends at the rail. */
  from: readonly Point[];
  /** What adds it. Default: the attention block's colour. */
  role?: ColorRole;
}

export interface ResidualRailProps extends NodeProps {
  /** Middle of the rail, from left to right, in frame coordinates. */
  middle: number;
  /** Where the rail begins, in frame coordinates. */
  top: number;
  /** Where the rail ends, in frame coordinates. */
  bottom: number;
  /** From top to bottom. */
  additions: readonly Addition[];
}

const RAIL = 10;
const PLUS = {radius: 26, arm: 12} as const;

/**
 * The residual stream of a token as a rail that nothing interrupts: blocks read from it
 * and add to it.
 *
 * @category Models
 */
export class ResidualRail extends Painted {
  /** 0 to 1: how far the stream has run, from the top. */
  @initial(0)
  @signal()
  declare public readonly grown: SimpleSignal<number, this>;

  /** How many additions have come in; fractions show the next one on its way. */
  @initial(0)
  @signal()
  declare public readonly merged: SimpleSignal<number, this>;

  private readonly settings: Omit<ResidualRailProps, keyof NodeProps>;

  public constructor({middle, top, bottom, additions, ...props}: ResidualRailProps) {
    super(props);
    this.settings = {middle, top, bottom, additions};
  }

  /** Number of additions. */
  public get count(): number {
    return this.settings.additions.length;
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {middle: x, top, bottom, additions} = this.settings;
    const {residual} = this.palette.roles;
    const points = [
      {x, y: top},
      {x, y: bottom},
    ];
    const style = {color: residual.stroke, lineWidth: RAIL};
    paintPath(context, points, {...style, head: false}, this.grown());
    additions.forEach((addition, i) =>
      this.paintAddition(context, addition, step(this.merged(), i)),
    );
  }

  private paintAddition(
    context: CanvasRenderingContext2D,
    {y, from, role = 'attention'}: Addition,
    t: number,
  ): void {
    const {middle: x} = this.settings;
    const {residual, [role]: own} = this.palette.roles;
    const last = from[from.length - 1];
    const side = last.x <= x ? -1 : 1;
    const end = {x: x + side * (PLUS.radius + STROKE.arrow), y};
    paintPath(context, [...from, end], {color: own.stroke}, Math.min(1, t * 1.4));
    withAlpha(context, Math.min(1, Math.max(0, t * 3.5 - 2.5)), () => {
      context.fillStyle = this.palette.panel;
      context.strokeStyle = residual.stroke;
      context.lineWidth = STROKE.selected;
      context.beginPath();
      context.arc(x, y, PLUS.radius, 0, 2 * Math.PI);
      context.fill();
      context.stroke();
      context.beginPath();
      context.moveTo(x - PLUS.arm, y);
      context.lineTo(x + PLUS.arm, y);
      context.moveTo(x, y - PLUS.arm);
      context.lineTo(x, y + PLUS.arm);
      context.stroke();
    });
  }
}
