import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import type {Source} from '../captured/tensor.ts';
import {figure} from '../script/interpolate.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import type {Point} from './box.ts';
import {paintText, textWidth, withAlpha} from './paint.ts';

export interface SumProps extends NodeProps {
  /** What is added, one under the other, and last what comes out. */
  lines: readonly {word: string; value: number; at: Point}[];
  /** Where the numbers come from. */
  source: Source;
  /** How many decimals the figures have. Default: 1. */
  decimals?: number;
}

/**
 * A short calculation: what is added and what it makes, which counts up to its value.
 *
 * @category Vectors and matrices
 */
export class Sum extends Painted {
  /** 0 to 1: how far it has come. */
  @initial(0)
  @signal()
  declare public readonly shown: SimpleSignal<number, this>;

  private readonly settings: Omit<SumProps, keyof NodeProps>;

  public constructor({lines, source, decimals, ...props}: SumProps) {
    super(props);
    this.settings = {lines, source, decimals};
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 ? [this.settings.source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {lines, decimals = 1} = this.settings;
    const {ink, muted, roles} = this.palette;
    lines.forEach(({word, value, at}, i) => {
      const isLast = i === lines.length - 1;
      const size = isLast ? SIZE.caption : SIZE.small;
      const weight = isLast ? 700 : 500;
      const sign = isLast ? '= ' : value < 0 ? '' : '+ ';
      const shown = isLast ? value * this.shown() : value;
      withAlpha(context, Math.min(1, this.shown() * 3), () => {
        paintText(context, word, at.x, at.y, {
          ...{family: SANS, size, weight, color: isLast ? ink : muted},
        });
        const left = at.x + textWidth(word, SANS, size, weight) + 20;
        paintText(context, `${sign}${figure(shown, decimals)}`, left, at.y, {
          ...{family: MONO, size, weight, color: isLast ? roles.score.text : muted},
        });
      });
    });
  }
}
