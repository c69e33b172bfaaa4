import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import {FADED} from '../theme/layout.ts';
import {SANS, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import {paintText, withAlpha} from './paint.ts';

export interface TallyProps extends NodeProps {
  /** A word and how many things it counts. */
  rows: readonly {word: string; count: number}[];
  /** Left edge, in frame coordinates. */
  left: number;
  /** Right edge, in frame coordinates. */
  right: number;
  /** Baseline of the first row, in frame coordinates. */
  top: number;
}

const LINE = 64;

/**
 * Counts by kind, one under the other; the last one that appeared is the loud one.
 *
 * @category Attention
 */
export class Tally extends Painted {
  /** How many rows have appeared; fractions fade the next one in. */
  @initial(0)
  @signal()
  declare public readonly shown: SimpleSignal<number, this>;

  private readonly settings: Omit<TallyProps, keyof NodeProps>;

  public constructor({rows, left, right, top, ...props}: TallyProps) {
    super(props);
    this.settings = {rows, left, right, top};
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {rows, left, right, top} = this.settings;
    const {ink, roles} = this.palette;
    rows.forEach(({word, count}, i) => {
      const isLoud = Math.ceil(this.shown()) === i + 1;
      const alpha = Math.min(1, this.shown() - i) * (isLoud ? 1 : 2 * FADED);
      withAlpha(context, alpha, () => {
        const style = {family: SANS, size: SIZE.label} as const;
        const y = top + i * LINE;
        paintText(context, word, left, y, {
          ...style,
          weight: isLoud ? 600 : 500,
          color: ink,
        });
        paintText(context, `${count}`, right, y, {
          ...style,
          weight: 700,
          color: roles.score.text,
          align: 'right',
        });
      });
    });
  }
}
