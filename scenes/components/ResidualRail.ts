import {initial, signal} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import {step} from '../theme/step.ts';
import {STROKE} from '../theme/layout.ts';
import type {ColorRole} from '../theme/palette.ts';
import {bottomOf, centreOf} from './box.ts';
import type {Point} from './box.ts';
import {Picture} from './Picture.ts';
import {GAP} from './arrange.ts';
import type {Extent, PictureProps} from './Picture.ts';
import {paintPath} from './paint-arrow.ts';
import {withAlpha} from './paint.ts';

/** Something that is added to the stream. */
export interface Addition {
  /**
   * Where it comes from, in frame coordinates. Its line ends at the rail: as high, or at
   * the rail's end where that is passed.
   */
  from: () => readonly Point[];
  /** What adds it. Default: the attention block's colour. */
  role?: ColorRole;
}

export interface ResidualRailProps extends PictureProps {
  /** From top to bottom. */
  additions: readonly Addition[];
}

const RAIL = 10;
const PLUS = {radius: 26, arm: 12} as const;

/**
 * The residual stream of a token as a rail that nothing interrupts: blocks read from it
 * and add to it. It runs down the middle of its box.
 *
 * @category Models
 */
export class ResidualRail extends Picture {
  /** How many additions have come in; fractions show the next one on its way. */
  @initial(0)
  @signal()
  declare public readonly merged: SimpleSignal<number, this>;

  private readonly additions: readonly Addition[];

  public constructor({additions, ...props}: ResidualRailProps) {
    super(props);
    this.additions = additions;
  }

  /** How many additions `merge` counts. */
  public get counts(): {merged: number} {
    return {merged: this.additions.length};
  }

  public override extent(): Extent {
    return {width: 2 * (PLUS.radius + STROKE.selected), height: 'rest'};
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const box = this.box();
    const {x} = centreOf(box);
    const points = [
      {x, y: box.y},
      {x, y: bottomOf(box)},
    ];
    const style = {color: this.palette.roles.residual.stroke, lineWidth: RAIL};
    paintPath(context, points, {...style, head: false}, this.shown());
    this.additions.forEach((addition, i) =>
      this.paintAddition(context, addition, x, step(this.merged(), i)),
    );
  }

  private paintAddition(
    context: CanvasRenderingContext2D,
    {from, role = 'attention'}: Addition,
    x: number,
    t: number,
  ): void {
    if (t <= 0) return;
    const {residual, [role]: colors} = this.palette.roles;
    const way = from();
    const {x: before, y: own} = way[way.length - 1];
    const side = before <= x ? -1 : 1;
    const {y: top, height} = this.box();
    const room = 2 * PLUS.radius;
    const y = Math.max(top + room, Math.min(top + height - room, own));
    const end = {x: x + side * (PLUS.radius + STROKE.arrow), y};
    const middle = before - (side * GAP) / 2;
    const corner = y === own ? [] : [own, y].map(at => ({x: middle, y: at}));
    paintPath(
      context,
      [...way, ...corner, end],
      {color: colors.stroke},
      Math.min(1, t * 1.4),
    );
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
