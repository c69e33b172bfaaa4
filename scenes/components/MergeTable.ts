import {easeInOutCubic} from '@motion-canvas/core';
import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import {MONO, SANS, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import {SINGLE} from './pace.ts';
import type {StepPace} from './pace.ts';
import {paintText, withAlpha} from './paint.ts';
import {paintPair, paintSmallChip, PAIR_HEIGHT, pairWidth} from './paint-pair.ts';

/** A pair of pieces that are merged, and its rank: the lower, the earlier. */
export interface MergeRow {
  rank: number;
  /** Labels of the two pieces, and of the one that they become. */
  left: string;
  right: string;
  token: string;
}

export interface MergeTableProps extends NodeProps {
  /** The merges, in their order. */
  rows: readonly MergeRow[];
  /** What stands over the table. */
  heading: string;
  /** In frame coordinates. */
  box: {x: number; y: number; width: number; height: number};
}

const HEADING = 44;
const PITCH = 50;
/** Room for the rank in pixels. */
const RANK = 132;
const WORD_GAP = 22;

/**
 * Merges in the order in which they are made, each with its rank, its two pieces and what
 * they become. New rows come in at the bottom; where the table is full, it scrolls.
 *
 * @category Words and tokens
 */
export class MergeTable extends Painted {
  /** How many merges have been made; fractions are on their way. */
  @initial(0)
  @signal()
  declare public readonly made: SimpleSignal<number, this>;

  /** How many merges it goes at once: one by one it stops at each, else it runs. */
  public pace: StepPace = SINGLE;

  private readonly settings: Omit<MergeTableProps, keyof NodeProps>;

  public constructor({rows, heading, box, ...props}: MergeTableProps) {
    super(props);
    this.settings = {rows, heading, box};
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {rows, heading, box} = this.settings;
    const made = Math.min(this.made(), rows.length);
    withAlpha(context, Math.min(1, made), () =>
      paintText(context, heading, box.x, box.y + 22, {
        ...{family: SANS, size: SIZE.small, weight: 600, color: this.palette.muted},
      }),
    );
    const room = box.height - HEADING;
    const fitting = Math.floor(room / PITCH);
    const single = this.pace.stride === 1;
    const step = easeInOutCubic(made - Math.floor(made));
    const eased = single ? Math.floor(made) + step : made;
    const scrolled = Math.max(0, eased - fitting);
    context.save();
    context.beginPath();
    context.rect(box.x - 4, box.y + HEADING - 4, box.width + 8, fitting * PITCH);
    context.clip();
    const first = Math.max(0, Math.floor(scrolled));
    const last = Math.min(rows.length, Math.ceil(made));
    for (let i = first; i < last; i++) {
      const y = box.y + HEADING + (i - scrolled) * PITCH;
      const came = Math.min(1, eased - i);
      withAlpha(context, came, () =>
        this.paintRow(
          context,
          rows[i],
          y + (1 - came) * PITCH * 0.4,
          single && i === last - 1,
        ),
      );
    }
    context.restore();
  }

  private paintRow(
    context: CanvasRenderingContext2D,
    {rank, left, right, token}: MergeRow,
    y: number,
    isNewest: boolean,
  ): void {
    const {box} = this.settings;
    const {muted, ink} = this.palette;
    const baseline = y + PAIR_HEIGHT / 2 + 10;
    const style = {family: MONO, size: SIZE.small, weight: 500, color: muted} as const;
    paintText(context, `${rank}`, box.x + RANK - 24, baseline, {
      ...{...style, align: 'right', color: isNewest ? ink : muted},
    });
    const x = box.x + RANK;
    paintPair(context, {left, right}, x, y, this.palette, isNewest);
    const after = x + pairWidth({left, right}) + WORD_GAP;
    paintText(context, '→', after, baseline, style);
    const end = after + 28 + WORD_GAP;
    paintSmallChip(context, token, end, y, this.palette, isNewest);
  }
}
