import {interpolation, signal} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';
import type {Source, Tensor} from 'attention-in-motion/captured/tensor';
import {PickablePicture} from 'attention-in-motion/components/PickablePicture';
import type {PictureProps} from 'attention-in-motion/components/Picture';
import type {Point} from 'attention-in-motion/components/box';
import {lerpTensors} from 'attention-in-motion/components/lerp-tensors';
import {paintBox, paintText, withAlpha} from 'attention-in-motion/components/paint';
import {figure} from 'attention-in-motion/script/numbers';
import {RADIUS, STROKE} from 'attention-in-motion/theme/layout';
import {SANS, SIZE} from 'attention-in-motion/theme/type';

export interface UnitPlaneProps extends PictureProps {
  /** What each unit reads, from left to right, `[unit]`. */
  reads: Tensor;
  /** What each unit gives, from the bottom to the top, `[unit]`. */
  values: SignalValue<Tensor>;
  /** Words at the axes. */
  axes: {reads: string; gives: string};
  /** Values at the top and the bottom: the largest that is ever given. */
  limit: number;
}

const PAD = 56;
const DOT = {rest: 4.5, standing: 9} as const;

/** Units of a feed-forward layer as dots: what each reads, and what it gives. */
export class UnitPlane extends PickablePicture {
  @interpolation(lerpTensors)
  @signal()
  declare public readonly values: SimpleSignal<Tensor, this>;

  private readonly settings: Pick<UnitPlaneProps, 'reads' | 'axes' | 'limit'>;
  private readonly widest: number;

  public constructor({reads, axes, limit, ...props}: UnitPlaneProps) {
    super(props);
    this.settings = {reads, axes, limit};
    this.widest = Math.max(...reads.data.map(Math.abs));
  }

  /** Number of units. */
  public override get count(): number {
    return this.settings.reads.data.length;
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 ? [this.values().source] : [];
  }

  private placeOf(index: number): Point {
    const {reads, limit} = this.settings;
    const {x, y, width, height} = this.box();
    const half = {x: width / 2 - PAD, y: height / 2 - PAD};
    return {
      x: x + width / 2 + (reads.data[index] / this.widest) * half.x,
      y: y + height / 2 - (this.values().data[index] / limit) * half.y,
    };
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    if (this.shown() <= 0) return;
    withAlpha(context, Math.min(1, this.shown() / 8), () => this.paintAxes(context));
    const {stroke, text} = this.palette.roles.feedForward;
    const come = Math.min(this.count, Math.floor(this.shown()));
    for (let index = 0; index < come; index++) {
      const isStanding = this.picked() > 0 && this.isStanding(index);
      const {x, y} = this.placeOf(index);
      const radius = isStanding ? DOT.standing : DOT.rest;
      withAlpha(context, isStanding ? 1 : 0.7 * this.strengthOf(index), () => {
        context.fillStyle = isStanding ? text : stroke;
        context.beginPath();
        context.arc(x, y, radius, 0, 2 * Math.PI);
        context.fill();
      });
    }
  }

  private paintAxes(context: CanvasRenderingContext2D): void {
    const {palette, settings} = this;
    const {x, y, width, height} = this.box();
    const [middle, centre] = [x + width / 2, y + height / 2];
    paintBox(context, this.box(), RADIUS.block, palette.panel, palette.rule, STROKE.rest);
    context.fillStyle = palette.rule;
    context.fillRect(x + PAD / 2, centre - 1, width - PAD, 2);
    context.fillRect(middle - 1, y + PAD / 2, 2, height - PAD);
    // Left of the middle nothing gets through, so that corners there stay empty.
    const style = {family: SANS, size: SIZE.small, weight: 600} as const;
    const color = palette.muted;
    const ends = (word: string, limit: number): string =>
      `${word} \u00B1${figure(limit, 1)}`;
    const {axes, limit} = settings;
    paintText(context, ends(axes.gives, limit), x + 28, y + 46, {...style, color});
    paintText(context, ends(axes.reads, this.widest), x + 28, y + height - 26, {
      ...style,
      color,
    });
  }
}
