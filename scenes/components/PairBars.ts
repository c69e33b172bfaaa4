import {easeInOutCubic} from '@motion-canvas/core';
import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import type {BpeMerge} from '../../data-extract/capture/format.ts';
import {group} from '../script/interpolate.ts';
import {STROKE} from '../theme/layout.ts';
import {mixColors} from '../theme/mix-colors.ts';
import {SANS, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import {paintBox, paintText, withAlpha} from './paint.ts';
import {paintPair, PAIR_HEIGHT, pairWidth} from './paint-pair.ts';
import {between, SINGLE} from './pace.ts';
import type {StepPace} from './pace.ts';
import {raceBars} from './race-plan.ts';
import type {RacingBar} from './race-plan.ts';
import {exactLabel} from './token-label.ts';

export interface PairBarsProps extends NodeProps {
  /** The best pairs before each merge. */
  merges: readonly Pick<BpeMerge, 'candidates'>[];
  /** What stands over the bars. */
  heading: string;
  /** In frame coordinates. */
  box: {x: number; y: number; width: number; height: number};
}

type Pair = BpeMerge['candidates'][number];

const HEADING = 44;
/** The least from one bar to the next, in pixels: in little room, fewer are drawn. */
const LEAST_PITCH = PAIR_HEIGHT + 8;
/** Room for the pair before its bar, and for the count behind it, in pixels. */
const COLUMNS = {pair: 200, count: 150} as const;

/**
 * The most frequent pairs of neighbours as bars that race: the first one is merged next.
 * The longest bar fills the width; the counts stand behind the bars. Where not all fit,
 * the best ones are drawn.
 *
 * @category Words and tokens
 */
export class PairBars extends Painted {
  /** 0 to 1: how far the bars have grown. */
  @initial(0)
  @signal()
  declare public readonly grown: SimpleSignal<number, this>;

  /** How many merges have been made; fractions are on their way. */
  @initial(0)
  @signal()
  declare public readonly made: SimpleSignal<number, this>;

  /** How many merges it goes at once. */
  public pace: StepPace = SINGLE;

  private readonly settings: Omit<PairBarsProps, keyof NodeProps>;

  public constructor({merges, heading, box, ...props}: PairBarsProps) {
    super(props);
    this.settings = {merges, heading, box};
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {merges, heading, box} = this.settings;
    if (this.grown() <= 0) return;
    const {before, after, t: done} = between(this.made(), merges.length, this.pace);
    const t = easeInOutCubic(done);
    const candidates = (index: number): readonly Pair[] =>
      merges.at(index)?.candidates ?? [];
    // Where it goes by many, most pairs are new: bars stay where they are.
    const key = this.pace.stride > 1 ? placeOf : keyOf;
    const bars = raceBars(candidates(before), candidates(after), t, key);
    withAlpha(context, Math.min(1, this.grown() * 3), () =>
      paintText(context, heading, box.x, box.y + 22, {
        ...{family: SANS, size: SIZE.small, weight: 600, color: this.palette.muted},
      }),
    );
    const fitting = Math.floor((box.height - HEADING) / LEAST_PITCH);
    const all = merges[0]?.candidates.length ?? 1;
    const rows = Math.max(1, Math.min(all, fitting));
    const pitch = (box.height - HEADING) / rows;
    // What rises from below must not come out under the picture.
    context.beginPath();
    context.rect(box.x - 4, box.y, box.width + 8, box.height);
    context.clip();
    for (const {alpha, ...bar} of bars) {
      withAlpha(context, Math.min(1, this.grown() * 3) * alpha, () =>
        this.paintBar(context, bar, pitch),
      );
    }
  }

  private paintBar(
    context: CanvasRenderingContext2D,
    {entry, place, share, clear}: Omit<RacingBar<Pair>, 'alpha'>,
    pitch: number,
  ): void {
    const {box} = this.settings;
    const {roles, ink, muted} = this.palette;
    const middle = box.y + HEADING + (place + 0.5) * pitch;
    const best = Math.max(0, 1 - place);
    const left = box.x + COLUMNS.pair;
    const room = box.width - COLUMNS.pair - COLUMNS.count;
    const height = Math.min(PAIR_HEIGHT, pitch - 8);
    const pair = {left: labelOf(entry.left), right: labelOf(entry.right)};
    const start = left - 20 - pairWidth(pair);
    const isBest = best > 0.5;
    paintPair(context, pair, start, middle - PAIR_HEIGHT / 2, this.palette, isBest);
    const width = Math.max(3, room * share * this.grown());
    const bar = {x: left, y: middle - height / 2, width, height};
    const fill = mixColors(roles.token.fill, roles.token.stroke, best);
    paintBox(context, bar, Math.min(6, width / 2), fill, roles.token.stroke, STROKE.rest);
    // Counts of bars that pass each other would cover each other.
    withAlpha(context, clear, () =>
      paintText(context, group(entry.count), left + width + 16, middle + 10, {
        ...{family: SANS, size: SIZE.small, weight: isBest ? 700 : 500},
        color: isBest ? ink : muted,
      }),
    );
  }
}

const labelOf = (text: string): string => exactLabel({text, bytes: ''});

const keyOf = ({left, right}: Pair): string => `${left}\n${right}`;

const placeOf = (_: Pair, place: number): string => `${place}`;
