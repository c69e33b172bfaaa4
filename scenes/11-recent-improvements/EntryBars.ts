import {initial, interpolation, signal} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';
import type {Source, Tensor} from 'attention-in-motion/captured/tensor';
import {Picture} from 'attention-in-motion/components/Picture';
import type {PictureProps} from 'attention-in-motion/components/Picture';
import type {Box} from 'attention-in-motion/components/box';
import {lerpTensors} from 'attention-in-motion/components/lerp-tensors';
import {paintText, withAlpha} from 'attention-in-motion/components/paint';
import {rampColor} from 'attention-in-motion/components/ramp';
import {figure} from 'attention-in-motion/script/numbers';
import {STROKE} from 'attention-in-motion/theme/layout';
import {MONO, SANS, SIZE} from 'attention-in-motion/theme/type';

export interface EntryBarsProps extends PictureProps {
  /** `[component]`. */
  values: SignalValue<Tensor>;
  /** Whose vector it is. */
  label: string;
  /** What has been made of it so far. */
  note: SignalValue<string>;
  /** Where the line of the mean lies. */
  meanAt: SignalValue<number>;
  /** The size that reaches the end of the box. */
  limit: number;
  /** What the two lines are. */
  words: {mean: string; scale: string};
}

const HEADING = 46;
/** Room for the names of the lines, at the right. */
const NAMES = 210;

/** The numbers of a vector as bars up and down from a line. */
export class EntryBars extends Picture {
  @interpolation(lerpTensors)
  @signal()
  declare public readonly values: SimpleSignal<Tensor, this>;

  /** What has been made of it so far. */
  @initial('')
  @signal()
  declare public readonly note: SimpleSignal<string, this>;

  /** Where the line of the mean lies. */
  @initial(0)
  @signal()
  declare public readonly meanAt: SimpleSignal<number, this>;

  /** 0 to 1: how far that line is there. */
  @initial(0)
  @signal()
  declare public readonly meant: SimpleSignal<number, this>;

  /** How far from zero the lines of the scale lie. */
  @initial(0)
  @signal()
  declare public readonly scaleAt: SimpleSignal<number, this>;

  /** 0 to 1: how far these lines are there. */
  @initial(0)
  @signal()
  declare public readonly scaled: SimpleSignal<number, this>;

  private readonly settings: Pick<EntryBarsProps, 'label' | 'limit' | 'words'>;

  public constructor({label, limit, words, ...props}: EntryBarsProps) {
    super(props);
    this.settings = {label, limit, words};
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 ? [this.values().source] : [];
  }

  private get room(): Box {
    const {x, y, width, height} = this.box();
    return {x, y: y + HEADING, width: width - NAMES, height: height - HEADING};
  }

  /** Height of a value in the frame. */
  private yOf(value: number): number {
    const {y, height} = this.room;
    return y + height / 2 - (value / this.settings.limit) * (height / 2);
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {palette} = this;
    const {label, limit, words} = this.settings;
    const {x, width} = this.room;
    withAlpha(context, Math.min(1, this.shown() * 4), () => {
      const baseline = this.box().y + SIZE.label;
      paintText(context, label, x, baseline, {
        family: SANS,
        size: SIZE.label,
        weight: 700,
        color: palette.roles.norm.text,
      });
      paintText(context, this.note(), x + width, baseline, {
        family: MONO,
        size: SIZE.small,
        weight: 700,
        align: 'right',
        color: palette.ink,
      });
      context.fillStyle = palette.faint;
      context.fillRect(x, this.yOf(0) - 1, width, 2);
    });
    const {data} = this.values();
    const pitch = width / data.length;
    const gap = Math.min(2, pitch * 0.2);
    const come = this.shown() * data.length;
    data.forEach((value, i) => {
      const grown = Math.min(1, Math.max(0, come - i));
      const y = this.yOf(value * grown);
      context.fillStyle = rampColor(
        palette,
        'signed',
        0.5 * Math.sign(value) + (0.5 * value) / limit,
      );
      context.fillRect(
        x + i * pitch,
        Math.min(y, this.yOf(0)),
        pitch - gap,
        Math.abs(y - this.yOf(0)),
      );
    });
    withAlpha(context, this.scaled(), () => {
      this.paintLine(
        context,
        this.scaleAt(),
        named(words.scale, this.scaleAt()),
        palette.roles.score.text,
      );
      this.paintLine(context, -this.scaleAt(), '', palette.roles.score.text);
    });
    withAlpha(context, this.meant(), () =>
      this.paintLine(
        context,
        this.meanAt(),
        named(words.mean, this.meanAt()),
        palette.roles.norm.text,
      ),
    );
  }

  private paintLine(
    context: CanvasRenderingContext2D,
    value: number,
    word: string,
    color: string,
  ): void {
    const {x, width} = this.room;
    const y = this.yOf(value);
    context.fillStyle = color;
    context.fillRect(x, y - STROKE.rest / 2, width, STROKE.rest);
    paintText(context, word, x + width + 14, y + 10, {
      family: SANS,
      size: SIZE.small,
      weight: 600,
      color,
    });
  }
}

const named = (word: string, value: number): string => `${word} ${figure(value, 2)}`;
