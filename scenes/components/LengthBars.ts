import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import type {Source} from '../captured/tensor.ts';
import {group} from '../script/interpolate.ts';
import {FADED, STROKE} from '../theme/layout.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import {paintBox, paintText, textWidth, withAlpha} from './paint.ts';
import {shorten} from './shorten.ts';
import {exactLabel} from './token-label.ts';

export interface LengthBarsProps extends NodeProps {
  /** The texts, from the top. */
  texts: readonly {
    label: string;
    text: string;
    /** Tokens at each stop, and how many of them stand for what is unknown. */
    lengths: readonly {count: number; unknown: number}[];
  }[];
  /** Where the counts of each stop come from. */
  sources: readonly Source[];
  /** In frame coordinates. */
  box: {x: number; y: number; width: number; height: number};
}

const BAR_HEIGHT = 40;
/** Room for the count behind the longest bar, in pixels. */
const COUNT = 190;

/**
 * Lengths of texts in tokens, as bars that change from stop to stop. All share one scale;
 * a notch stays at every length that a bar has had. Counts are those of the nearest stop.
 *
 * @category Words and tokens
 */
export class LengthBars extends Painted {
  /** 0 to 1: how far the bars have grown. */
  @initial(0)
  @signal()
  declare public readonly grown: SimpleSignal<number, this>;

  /** Which stop is shown, from 0; fractions are between two. */
  @initial(0)
  @signal()
  declare public readonly at: SimpleSignal<number, this>;

  /** 0 to 1: how far all bars but the chosen one have faded. */
  @initial(0)
  @signal()
  declare public readonly chosen: SimpleSignal<number, this>;

  /** Which bar stays loud while the others fade. */
  public choice = 0;
  /** Index of the stop up to which the bars have been: there they leave notches. */
  @initial(0)
  @signal()
  declare public readonly visited: SimpleSignal<number, this>;

  private readonly settings: Omit<LengthBarsProps, keyof NodeProps>;
  private readonly longest: number;

  public constructor({texts, sources, box, ...props}: LengthBarsProps) {
    super(props);
    this.settings = {texts, sources, box};
    this.longest = Math.max(
      1,
      ...texts.flatMap(({lengths}) => lengths.map(({count}) => count)),
    );
  }

  public override sources(): readonly Source[] {
    return this.grown() > 0 ? [this.settings.sources[Math.round(this.at())]] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    this.settings.texts.forEach((_, row) => {
      const faded = row === this.choice ? 0 : this.chosen();
      withAlpha(context, Math.min(1, this.grown() * 3) * (1 - (1 - FADED) * faded), () =>
        this.paintRow(context, row),
      );
    });
  }

  private paintRow(context: CanvasRenderingContext2D, row: number): void {
    const {texts, box} = this.settings;
    const {ink, muted, faint, roles} = this.palette;
    const {label, text, lengths} = texts[row];
    const pitch = box.height / texts.length;
    const top = box.y + row * pitch;
    const style = {family: SANS, size: SIZE.small, weight: 700} as const;
    paintText(context, label, box.x, top + 28, {...style, color: ink});
    const after = textWidth(label, SANS, SIZE.small, 700) + 20;
    const room = box.width - after;
    const sample = shorten(exactLabel({text, bytes: ''}), room, MONO, SIZE.small, 500);
    paintText(context, sample, box.x + after, top + 28, {
      ...{family: MONO, size: SIZE.small, weight: 500, color: muted},
    });
    const y = top + 44;
    const height = Math.min(BAR_HEIGHT, pitch - 60);
    const widthOf = (count: number): number =>
      ((box.width - COUNT) * count) / this.longest;
    const at = this.at();
    const [from, to] = [lengths[Math.floor(at)].count, lengths[Math.ceil(at)].count];
    const count = (from + (to - from) * (at - Math.floor(at))) * this.grown();
    const bar = {x: box.x, y, width: Math.max(3, widthOf(count)), height};
    paintBox(context, bar, 6, roles.token.fill, roles.token.stroke, STROKE.rest);
    context.fillStyle = faint;
    lengths.forEach((length, stop) => {
      if (stop > this.visited()) return;
      context.fillRect(box.x + widthOf(length.count) - 1.5, y - 4, 3, height + 8);
    });
    const near = lengths[Math.round(at)];
    const unknown = near.unknown > 0 ? `  ${near.unknown} [UNK]` : '';
    const end = Math.max(bar.width, this.notchNear(lengths, widthOf(count), widthOf));
    const x = box.x + end + 16;
    paintText(context, group(near.count), x, y + height / 2 + 12, {
      ...{family: SANS, size: SIZE.label, weight: 700, color: roles.token.text},
    });
    const width = textWidth(group(near.count), SANS, SIZE.label, 700);
    paintText(context, unknown.trim(), x + width + 14, y + height / 2 + 11, {
      ...{family: MONO, size: SIZE.small, weight: 500, color: muted},
    });
  }

  /** Right end of the notches that the count behind a bar would run into. */
  private notchNear(
    lengths: readonly {count: number}[],
    end: number,
    widthOf: (count: number) => number,
  ): number {
    return lengths.reduce((right, {count}, stop) => {
      const notch = widthOf(count) + 2;
      const near = stop <= this.visited() && notch > right && notch < right + 70;
      return near ? notch : right;
    }, end);
  }
}
