import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';
import {Painted} from 'attention-in-motion/components/Painted';
import type {Picture} from 'attention-in-motion/components/Picture';
import {bottomOf, lerpBox, rightOf} from 'attention-in-motion/components/box';
import type {Box} from 'attention-in-motion/components/box';
import {paintBox, withAlpha} from 'attention-in-motion/components/paint';
import {RADIUS, STROKE} from 'attention-in-motion/theme/layout';
import type {ColorRole} from 'attention-in-motion/theme/palette';

export interface InsideProps extends NodeProps {
  /** The part that is looked into. */
  of: Picture;
  /** What kind of part it is. */
  role: ColorRole;
}

/** Between the panel and what is in it, in pixels. */
const AIR = {x: 18, y: 8} as const;
/** Opacity of the ray from the part to its panel. */
const RAY = 0.7;

/** A part of a model is looked into: a panel grows out of it, around what is in it. */
export class Inside extends Painted {
  /** 0 to 1: how far the panel has grown. */
  @initial(0)
  @signal()
  declare public readonly zoomed: SimpleSignal<number, this>;

  /** What is in the part: pictures that lie over the panel. */
  public holds: readonly Picture[] = [];
  private readonly settings: Omit<InsideProps, keyof NodeProps>;

  public constructor({of, role, ...props}: InsideProps) {
    super(props);
    this.settings = {of, role};
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    if (this.zoomed() <= 0) return;
    const {of, role} = this.settings;
    const {fill, stroke} = this.palette.roles[role];
    const part = of.box();
    const panel = lerpBox(
      part,
      around(this.holds.map(picture => picture.box())),
      this.zoomed(),
    );
    withAlpha(context, RAY, () => {
      context.beginPath();
      context.moveTo(rightOf(part), part.y + RADIUS.block);
      context.lineTo(panel.x, panel.y + RADIUS.block);
      context.lineTo(panel.x, bottomOf(panel) - RADIUS.block);
      context.lineTo(rightOf(part), bottomOf(part) - RADIUS.block);
      context.fillStyle = fill;
      context.fill();
    });
    paintBox(context, panel, RADIUS.block, this.palette.panel, stroke, STROKE.rest);
  }
}

/** The box around several, with air. */
function around(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map(box => box.x)) - AIR.x;
  const y = Math.min(...boxes.map(box => box.y)) - AIR.y;
  const right = Math.max(...boxes.map(rightOf)) + AIR.x;
  const bottom = Math.max(...boxes.map(bottomOf)) + AIR.y;
  return {x, y, width: right - x, height: bottom - y};
}
