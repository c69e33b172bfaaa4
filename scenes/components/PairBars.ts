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

export interface PairBarsProps extends NodeProps {
  /** The best pairs before each merge. */
  merges: readonly Pick<BpeMerge, 'candidates'>[];
  heading: string;
  /** In frame coordinates. */
  box: {x: number; y: number; width: number; height: number};
}

type Pair = BpeMerge['candidates'][number];

const HEADING = 44;
/** Room for the pair before its bar, and for the count behind it, in pixels. */
const COLUMNS = {pair: 200, count: 150} as const;

/**
 * The most frequent pairs of neighbours as bars that race: the first one is merged next.
 * The longest bar fills the width; the counts stand behind the bars.
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
    const bars = raceBars(candidates(before), candidates(after), t, keyOf);
    withAlpha(context, Math.min(1, this.grown() * 3), () =>
      paintText(context, heading, box.x, box.y + 22, {
        ...{family: SANS, size: SIZE.small, weight: 600, color: this.palette.muted},
      }),
    );
    const rows = merges[0]?.candidates.length ?? 1;
    const pitch = (box.height - HEADING) / rows;
    // What rises from below must not come out under the picture.
    context.beginPath();
    context.rect(box.x - 4, box.y, box.width + 8, box.height);
    context.clip();
    for (const {entry, place, share, alpha: own} of bars) {
      withAlpha(context, Math.min(1, this.grown() * 3) * own, () =>
        this.paintBar(context, entry, place, share * this.grown(), pitch),
      );
    }
  }

  private paintBar(
    context: CanvasRenderingContext2D,
    pair: Pair,
    place: number,
    share: number,
    pitch: number,
  ): void {
    const {box} = this.settings;
    const {roles, ink, muted} = this.palette;
    const middle = box.y + HEADING + (place + 0.5) * pitch;
    const best = Math.max(0, 1 - place);
    const left = box.x + COLUMNS.pair;
    const room = box.width - COLUMNS.pair - COLUMNS.count;
    const height = Math.min(PAIR_HEIGHT, pitch - 8);
    paintPair(
      context,
      pair,
      left - 20 - pairWidth(pair),
      middle - PAIR_HEIGHT / 2,
      this.palette,
      best > 0.5,
    );
    const width = Math.max(3, room * share);
    const bar = {x: left, y: middle - height / 2, width, height};
    const fill = mixColors(roles.token.fill, roles.token.stroke, best);
    paintBox(context, bar, Math.min(6, width / 2), fill, roles.token.stroke, STROKE.rest);
    paintText(context, group(pair.count), left + width + 16, middle + 10, {
      ...{family: SANS, size: SIZE.small, weight: best > 0.5 ? 700 : 500},
      color: best > 0.5 ? ink : muted,
    });
  }
}

const keyOf = ({left, right}: Pair): string => `${left}\n${right}`;
