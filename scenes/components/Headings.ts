import {MONO, SANS, SIZE} from '../theme/type.ts';
import {Column} from './Column.ts';
import type {ColumnProps, Entry} from './Column.ts';
import {paintText, textWidth, withAlpha} from './paint.ts';
import {shorten} from './shorten.ts';

export interface HeadingsProps extends ColumnProps {
  /** Name of each thing. */
  names: readonly string[];
  /** What is said of each thing behind its name, as code; it may get an ellipsis. */
  details: readonly string[];
}

/**
 * A line over each row: its name, and something about it.
 *
 * @category Tables
 */
export class Headings extends Column {
  private readonly names: readonly string[];
  private readonly details: readonly string[];

  public constructor({names, details, ...props}: HeadingsProps) {
    super(props);
    this.names = names;
    this.details = details;
  }

  /** It stands over each row. */
  public override get isOver(): boolean {
    return true;
  }

  protected override widthAt(): number {
    return 0;
  }

  protected override paintEntry(
    context: CanvasRenderingContext2D,
    {index, box, grown}: Entry,
  ): void {
    const {ink, muted} = this.palette;
    const [name, detail] = [this.names[index], this.details[index]];
    const baseline = box.y + box.height - 8;
    const size = SIZE.small;
    const after = textWidth(name, SANS, size, 700) + 20;
    withAlpha(context, grown, () => {
      paintText(context, name, box.x, baseline, {
        family: SANS,
        size,
        weight: 700,
        color: ink,
      });
      const fits = shorten(detail, box.width - after, MONO, size, 500);
      paintText(context, fits, box.x + after, baseline, {
        family: MONO,
        size,
        weight: 500,
        color: muted,
      });
    });
  }
}
