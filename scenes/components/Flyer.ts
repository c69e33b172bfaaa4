import {easeInOutCubic} from '@motion-canvas/core';
import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import {MONO, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import {paintText, textWidth} from './paint.ts';
import {paintChip, TOKEN_HEIGHT} from './paint-chip.ts';

interface Point {
  x: number;
  y: number;
}

export interface FlyerProps extends NodeProps {
  label: string;
  /** A token's chip, or a bare number. */
  as: 'chip' | 'id';
  /** Middles of where it sets out and where it arrives, in frame coordinates. */
  from: () => Point;
  to: () => Point;
}

/** A token or an id on its way from one place to another; seen only on the way. */
export class Flyer extends Painted {
  /** 0 to 1: how far it has come. */
  @initial(0)
  @signal()
  declare public readonly flown: SimpleSignal<number, this>;

  private readonly settings: Omit<FlyerProps, keyof NodeProps>;

  public constructor({label, as, from, to, ...props}: FlyerProps) {
    super(props);
    this.settings = {label, as, from, to};
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const flown = this.flown();
    if (flown <= 0 || flown >= 1) return;
    const {label, as} = this.settings;
    const from = this.settings.from();
    const to = this.settings.to();
    const t = easeInOutCubic(flown);
    const x = from.x + (to.x - from.x) * t;
    const y = from.y + (to.y - from.y) * t;
    const {palette} = this;
    if (as === 'chip') {
      const width = textWidth(label, MONO, SIZE.token, 500) + 36;
      const box = {
        x: x - width / 2,
        y: y - TOKEN_HEIGHT / 2,
        width,
        height: TOKEN_HEIGHT,
      };
      paintChip(context, label, box, {palette});
      return;
    }
    paintText(context, label, x, y + 10, {
      ...{family: MONO, size: SIZE.small, weight: 700, align: 'center'},
      color: palette.roles.token.text,
    });
  }
}
