import {initial, signal} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';
import type {Source, Tensor} from 'attention-in-motion/captured/tensor';
import {Column} from 'attention-in-motion/components/Column';
import type {ColumnProps, Entry} from 'attention-in-motion/components/Column';
import type {Box} from 'attention-in-motion/components/box';
import {withAlpha} from 'attention-in-motion/components/paint';
import {paintFitted} from 'attention-in-motion/components/paint-chip';
import {shorten} from 'attention-in-motion/components/shorten';
import {FADED} from 'attention-in-motion/theme/layout';
import {MONO, SIZE} from 'attention-in-motion/theme/type';

export interface CountsProps extends ColumnProps {
  /** Words of the vocabulary that have a place: they stand in the first row. */
  heads: readonly string[];
  /** Places that are open by now. */
  open: () => ReadonlySet<number>;
  /** Counts of each row after the first, `[row, place]`. */
  values: SignalValue<Tensor>;
}

const GAP = 12;

/**
 * How often each word of a vocabulary stands in each sentence: a place for each word, and
 * below it its counts.
 */
export class Counts extends Column {
  @signal()
  declare public readonly values: SimpleSignal<Tensor, this>;

  /** Index of each place that stands out; the others fade as `picked` goes to 1. */
  @initial([])
  @signal()
  declare public readonly standing: SimpleSignal<readonly number[], this>;

  /** 0 to 1: how far the other places have faded. */
  @initial(0)
  @signal()
  declare public readonly picked: SimpleSignal<number, this>;

  private readonly heads: readonly string[];
  private readonly open: () => ReadonlySet<number>;

  public constructor({heads, open, ...props}: CountsProps) {
    super({grow: 1, ...props});
    this.heads = heads;
    this.open = open;
  }

  public override sources(): readonly Source[] {
    return this.isSeen ? [this.values().source] : [];
  }

  protected override widthAt(text: number): number {
    return text * this.heads.length;
  }

  /** The box of a place in a row. */
  public placeBox(place: number, row: number): Box {
    return this.placeIn(place, this.table.entryOf(this, row).box);
  }

  private placeIn(place: number, {x, y, width, height}: Box): Box {
    const pitch = (width + GAP) / this.heads.length;
    return {x: x + place * pitch, y, width: pitch - GAP, height};
  }

  protected override paintEntry(context: CanvasRenderingContext2D, entry: Entry): void {
    const {index, box, text} = entry;
    const {palette} = this;
    const {panel, rule, muted, ink, roles} = palette;
    this.heads.forEach((head, place) => {
      const isHead = index === 0;
      if (isHead && !this.open().has(place)) return;
      const standing = this.standing().includes(place) ? 0 : this.picked();
      const count = isHead ? 0 : this.values().at(index - 1).data[place];
      const style = isHead
        ? {fill: panel, stroke: muted, text: ink}
        : count > 0
          ? roles.residual
          : {fill: panel, stroke: rule, text: muted};
      const own = this.placeIn(place, box);
      const label = shorten(
        isHead ? head : `${count}`,
        own.width - 8,
        MONO,
        SIZE.small,
        500,
      );
      withAlpha(context, 1 - (1 - FADED) * standing, () =>
        paintFitted(context, label, own, {palette, role: style, size: text}),
      );
    });
  }
}
