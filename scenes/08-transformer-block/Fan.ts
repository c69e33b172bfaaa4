import {initial, signal} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';
import {Picture} from 'attention-in-motion/components/Picture';
import type {PictureProps} from 'attention-in-motion/components/Picture';
import {bottomOf, centreOf} from 'attention-in-motion/components/box';
import type {Box} from 'attention-in-motion/components/box';
import {
  paintBox,
  paintText,
  textWidth,
  withAlpha,
} from 'attention-in-motion/components/paint';
import {RADIUS, STROKE} from 'attention-in-motion/theme/layout';
import type {ColorRole} from 'attention-in-motion/theme/palette';
import {MONO, SIZE} from 'attention-in-motion/theme/type';

import type {Folded} from './Folded.ts';

export interface FanProps extends PictureProps {
  from: Folded;
  to: Folded;
  role: ColorRole;
  /** Name and shape of its weights. */
  title: string;
  /** Numbers that lines come from, with their strengths, 0 to 1. Default: from all alike. */
  by?: readonly {index: number; strength: number}[];
}

/** Lines of a fan: so many ends, and at most so many starts. */
const [ENDS, STARTS] = [28, 18];
/** Opacity of a line of full strength, and of one among many alike. */
const [STRONG, ALIKE] = [0.7, 0.16];

/**
 * Weights between two vectors: every number above goes into every number below. Lines
 * grow from above.
 */
export class Fan extends Picture {
  /** 0 to 1: how far the lines have come. */
  @initial(0)
  @signal()
  declare public readonly projected: SimpleSignal<number, this>;

  /** All lines grow at once. */
  public readonly counts = {projected: 1};
  private readonly settings: Omit<FanProps, keyof PictureProps>;

  public constructor({from, to, role, title, by, ...props}: FanProps) {
    super(props);
    this.settings = {from, to, role, title, by};
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    if (this.projected() <= 0) return;
    const {from, to, role} = this.settings;
    const [above, below] = [from.cells(), to.cells()];
    const [top, bottom] = [bottomOf(above), below.y];
    const ends = along(below, ENDS);
    const t = this.projected();
    context.strokeStyle = this.palette.roles[role].stroke;
    context.lineWidth = STROKE.rest / 2;
    for (const {x, alpha} of this.starts()) {
      withAlpha(context, alpha, () => {
        context.beginPath();
        for (const end of ends) {
          context.moveTo(x, top);
          context.lineTo(x + (end - x) * t, top + (bottom - top) * t);
        }
        context.stroke();
      });
    }
    this.paintTitle(context);
  }

  private starts(): {x: number; alpha: number}[] {
    const {from, by} = this.settings;
    if (by) {
      return by.map(({index, strength}) => ({
        x: centreOf(from.cellOf(index)).x,
        alpha: STRONG * strength,
      }));
    }
    return along(from.cells(), STARTS).map(x => ({x, alpha: ALIKE}));
  }

  /** In the middle of the room between the two vectors. */
  private paintTitle(context: CanvasRenderingContext2D): void {
    const {title, role} = this.settings;
    const {x, y} = centreOf(this.box());
    const width = textWidth(title, MONO, SIZE.small, 700) + 40;
    const plate = {x: x - width / 2, y: y - 26, width, height: 52};
    const {muted, panel, roles} = this.palette;
    withAlpha(context, this.projected(), () => {
      paintBox(context, plate, RADIUS.token, panel, roles[role].stroke, STROKE.rest);
      paintText(context, title, x, y + 10, {
        family: MONO,
        size: SIZE.small,
        weight: 700,
        align: 'center',
        color: muted,
      });
    });
  }
}

/** Points from the left end of a box to its right end. */
const along = ({x, width}: Box, count: number): number[] =>
  Array.from({length: count}, (_, i) => x + (width * i) / (count - 1));
