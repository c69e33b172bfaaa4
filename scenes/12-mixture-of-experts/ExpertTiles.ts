import {computed, initial, signal} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';
import type {Source} from 'attention-in-motion/captured/tensor';
import {Picture} from 'attention-in-motion/components/Picture';
import type {PictureProps} from 'attention-in-motion/components/Picture';
import {columnsOf, lerpBox, rowsOf} from 'attention-in-motion/components/box';
import type {Box} from 'attention-in-motion/components/box';
import {evenly} from 'attention-in-motion/components/evenly';
import {paintBox, paintText, withAlpha} from 'attention-in-motion/components/paint';
import {FADED, RADIUS, STROKE} from 'attention-in-motion/theme/layout';
import {SANS, SIZE} from 'attention-in-motion/theme/type';

/** So many experts, and how many of them work on a token. */
interface Experts {
  count: number;
  works: number;
}

export interface ExpertTilesProps extends PictureProps {
  /** Experts of the layer before they are cut smaller. */
  coarse: Experts;
  /** And after. */
  fine: Experts;
  /** Experts that every token goes through, besides. */
  shared: number;
  words: {routed: string; shared: string};
  source: Source;
}

const GAP = {large: 28, small: 8, shared: 90} as const;
const HEAD = 56;
/** Columns of large tiles, and of the small ones in each. */
const COLUMNS = 4;

/**
 * How fine the experts of a layer are cut: large tiles come apart into small ones, and
 * some are set aside for every token. Tiles that work are only counted: they stand evenly
 * among the others.
 */
export class ExpertTiles extends Picture {
  /** 0 to 1: how far the large ones have come apart. */
  @initial(0)
  @signal()
  declare public readonly split: SimpleSignal<number, this>;

  /** 0 to 1: how far those that do not work have faded. */
  @initial(0)
  @signal()
  declare public readonly dimmed: SimpleSignal<number, this>;

  /** 0 to 1: how far the shared ones have come. */
  @initial(0)
  @signal()
  declare public readonly joined: SimpleSignal<number, this>;

  private readonly settings: Omit<ExpertTilesProps, keyof PictureProps>;

  public constructor(all: ExpertTilesProps) {
    const {coarse, fine, shared, words, source, ...props} = all;
    super(props);
    this.settings = {coarse, fine, shared, words, source};
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 ? [this.settings.source] : [];
  }

  /** Each small tile where it lies now, and the large one that it is a part of. */
  @computed()
  private tiles(): {box: Box; large: number}[] {
    const {coarse, fine} = this.settings;
    const {x, y, width, height} = this.box();
    const room = {x, y: y + HEAD, width: width - this.aside(), height: height - HEAD};
    const per = Math.ceil(fine.count / coarse.count);
    const large = gridOf(room, coarse.count, GAP.large);
    // Slices that touch would show their seams.
    if (this.split() === 0) return large.map((box, index) => ({box, large: index}));
    return large
      .flatMap((box, index) => {
        const apart = gridOf(box, per, GAP.small);
        const whole = gridOf(box, per, 0);
        return apart.map((to, i) => ({
          box: lerpBox(whole[i], to, this.split()),
          large: index,
        }));
      })
      .slice(0, fine.count);
  }

  /** Width of what the shared ones take. */
  private aside(): number {
    return this.joined() * (this.smallest().width + GAP.shared);
  }

  /** Size of a small tile where all the room is theirs. */
  private smallest(): Box {
    const {coarse, fine} = this.settings;
    const box = this.box();
    const room = {...box, width: box.width * 0.82, height: box.height - HEAD};
    const [large] = gridOf(room, coarse.count, GAP.large);
    return gridOf(large, Math.ceil(fine.count / coarse.count), GAP.small)[0];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    withAlpha(context, this.shown(), () => {
      this.paintRouted(context);
      withAlpha(context, this.joined(), () => this.paintShared(context));
    });
  }

  private paintRouted(context: CanvasRenderingContext2D): void {
    const {coarse, fine, words} = this.settings;
    const {fill, stroke} = this.palette.roles.expert;
    const split = this.split();
    const [some, few] = [fine, coarse].map(
      ({count, works}) => new Set(evenly(count, works)),
    );
    const strength = (works: boolean): number =>
      works ? 1 : 1 - (1 - FADED) * this.dimmed();
    this.tiles().forEach(({box, large}, i) => {
      const before = strength(few.has(large));
      const alpha = before + (strength(some.has(i)) - before) * split;
      const on = (split < 0.5 ? few.has(large) : some.has(i)) ? this.dimmed() : 0;
      withAlpha(context, alpha, () =>
        paintBox(
          context,
          box,
          RADIUS.token * (split === 0 ? 1 : Math.min(1, split * 2)),
          on > 0.5 ? stroke : fill,
          stroke,
          STROKE.rest * (split === 0 ? 1 : Math.min(1, split * 2)),
        ),
      );
    });
    this.paintWord(context, words.routed, 'left', 'expert');
  }

  private paintShared(context: CanvasRenderingContext2D): void {
    const {shared, words} = this.settings;
    const {stroke} = this.palette.roles.feedForward;
    const {x, width} = this.box();
    const size = this.smallest();
    const left = x + width - size.width;
    const [first] = this.tiles();
    for (let i = 0; i < shared; i++) {
      const y = first.box.y + i * (size.height + GAP.small);
      paintBox(context, {...size, x: left, y}, RADIUS.token, stroke, null, 0);
    }
    this.paintWord(context, words.shared, 'right', 'feedForward');
  }

  private paintWord(
    context: CanvasRenderingContext2D,
    word: string,
    align: 'left' | 'right',
    role: 'expert' | 'feedForward',
  ): void {
    const {x, y, width} = this.box();
    const at = align === 'left' ? x : x + width;
    paintText(context, word, at, y + SIZE.small, {
      family: SANS,
      size: SIZE.small,
      weight: 600,
      align,
      color: this.palette.roles[role].text,
    });
  }
}

/** Tiles in reading order. */
function gridOf(box: Box, count: number, gap: number): Box[] {
  const columns = Math.min(count, COLUMNS);
  const rows = Math.ceil(count / columns);
  const rest = (length: number): 'rest'[] => Array.from({length}, () => 'rest');
  return rowsOf(box, rest(rows), gap)
    .flatMap(row => columnsOf(row, rest(columns), gap))
    .slice(0, count);
}
