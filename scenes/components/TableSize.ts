import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import {group} from '../script/interpolate.ts';
import {RADIUS, STROKE} from '../theme/layout.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import {paintBox, paintText} from './paint.ts';

export interface TableSizeProps extends NodeProps {
  /** How many rows there are at each stop. */
  rows: readonly number[];
  /** How many numbers a row has. */
  columns: number;
  /** What stands over the table, and after its number of numbers. */
  words: {heading: string; numbers: (count: string) => string};
  /** In frame coordinates. */
  box: {x: number; y: number; width: number; height: number};
}

const HEADING = 96;

/**
 * A table of weights at its true proportions to others: as high as it has rows, from stop
 * to stop. Its size is that of the nearest stop.
 *
 * @category Words and tokens
 */
export class TableSize extends Painted {
  /** Which stop is shown, from 0; fractions are between two. */
  @initial(0)
  @signal()
  declare public readonly at: SimpleSignal<number, this>;

  private readonly settings: Omit<TableSizeProps, keyof NodeProps>;

  public constructor({rows, columns, words, box, ...props}: TableSizeProps) {
    super(props);
    this.settings = {rows, columns, words, box};
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {rows, columns, words, box} = this.settings;
    const {ink, muted, rule, roles} = this.palette;
    const at = this.at();
    const near = rows[Math.round(at)];
    const style = {family: SANS, size: SIZE.small} as const;
    paintText(context, words.heading, box.x, box.y + 28, {
      ...style,
      weight: 700,
      color: ink,
    });
    paintText(context, `${group(near)} × ${group(columns)}`, box.x, box.y + 68, {
      ...{family: MONO, size: SIZE.small, weight: 500, color: muted},
    });
    const [from, to] = [rows[Math.floor(at)], rows[Math.ceil(at)]];
    const value = from + (to - from) * (at - Math.floor(at));
    const height = ((box.height - HEADING) * value) / Math.max(...rows);
    const table = {x: box.x, y: box.y + HEADING, width: box.width, height};
    const radius = Math.min(RADIUS.cell, height / 2);
    paintBox(context, table, radius, rule, roles.residual.stroke, STROKE.rest);
    const label = words.numbers(group(near * columns));
    const inside = height > 60;
    paintText(
      context,
      label,
      box.x + box.width / 2,
      inside ? table.y + height / 2 + 12 : table.y + height + 44,
      {...{family: SANS, size: SIZE.label, weight: 700, align: 'center'}, color: ink},
    );
  }
}
