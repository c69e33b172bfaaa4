import {computed, initial, signal} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import type {Source} from '../captured/tensor.ts';
import {step} from '../theme/step.ts';
import {FADED, RADIUS, STROKE} from '../theme/layout.ts';
import {mixColors} from '../theme/mix-colors.ts';
import type {ColorRole} from '../theme/palette.ts';
import {SANS, SIZE} from '../theme/type.ts';
import {Picture} from './Picture.ts';
import type {Extent, PictureProps} from './Picture.ts';
import type {Box} from './box.ts';
import {paintBox, paintText, textWidth, withAlpha} from './paint.ts';
import {stackPlan} from './stack-plan.ts';
import type {Plate} from './stack-plan.ts';

export interface StackProps extends PictureProps {
  /** How many layers the model has. */
  layers: number;
  /** Where that number comes from. */
  source: Source;
  /** What is in every layer, from left to right. */
  parts: readonly {label: string; role: ColorRole}[];
  /** What stands before a layer's number. */
  word: string;
}

const NAME = 190;
const PAD = 16;
const BADGE = 46;
/** Room for the number of layers beside their pile. */
const COUNT = 110;

/**
 * Equal layers as a pile with how many there are, which opens into a column of layers and
 * what is in each. Layers light up as a token passes them.
 *
 * @category Models
 */
export class Stack extends Picture {
  /** 0 to 1: how far the pile has opened. */
  @initial(0)
  @signal()
  declare public readonly zoomed: SimpleSignal<number, this>;

  /** How many layers a token has passed. */
  @initial(0)
  @signal()
  declare public readonly passed: SimpleSignal<number, this>;

  /** Index of the layer that stands out, `null` for none. */
  @initial(null)
  @signal()
  declare public readonly layer: SimpleSignal<number | null, this>;

  /** 0 to 1: how far the others have faded. */
  @initial(0)
  @signal()
  declare public readonly picked: SimpleSignal<number, this>;

  private readonly settings: Omit<StackProps, keyof PictureProps>;

  public constructor({layers, source, parts, word, ...props}: StackProps) {
    super(props);
    this.settings = {layers, source, parts, word};
  }

  /** Number of layers. */
  public get layers(): number {
    return this.settings.layers;
  }

  /** A column of layers is as wide as the names of its parts. */
  public override extent({width}: {width: number}): Extent {
    const {parts} = this.settings;
    const names = parts.map(({label}) => textWidth(label, SANS, SIZE.small, 600));
    const natural = NAME + PAD + parts.length * (Math.max(...names) + 5 * PAD);
    return {width: Math.min(width, natural + COUNT), height: 'rest'};
  }

  @computed()
  private plates(): readonly Plate[] {
    const box = this.box();
    // Beside the pile there is room for how many there are.
    return stackPlan(this.layers, {...box, width: box.width - COUNT});
  }

  /** Where a layer's plate lies now. */
  public boxOf(layer: number): Box {
    const plate = this.plates().find(
      own => layer >= own.layer && layer < own.layer + own.layers,
    );
    if (!plate) throw new RangeError(`layer ${layer} is outside 0..${this.layers - 1}`);
    return this.place(plate);
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 ? [this.settings.source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    // What lies deeper in the pile is painted first.
    withAlpha(context, step(this.shown(), 0), () => {
      for (const plate of [...this.plates()].reverse()) this.paintPlate(context, plate);
      this.paintCount(context);
    });
  }

  private place({folded, open}: Plate): Box {
    const t = this.zoomed();
    const mix = (key: keyof Box): number => folded[key] + (open[key] - folded[key]) * t;
    return {x: mix('x'), y: mix('y'), width: mix('width'), height: mix('height')};
  }

  private paintPlate(context: CanvasRenderingContext2D, plate: Plate): void {
    const {palette} = this;
    const box = this.place(plate);
    const isOther =
      this.layer() !== null &&
      ((this.layer() ?? 0) < plate.layer ||
        (this.layer() ?? 0) >= plate.layer + plate.layers);
    const faded = isOther ? this.picked() : 0;
    const lit = step(this.passed() / plate.layers - plate.layer / plate.layers, 0);
    const {residual} = palette.roles;
    withAlpha(context, 1 - (1 - FADED) * faded, () => {
      paintBox(
        context,
        box,
        RADIUS.block,
        palette.panel,
        mixColors(palette.faint, residual.stroke, lit),
        STROKE.rest + (STROKE.selected - STROKE.rest) * lit,
      );
      const front = plate.layer === 0;
      withAlpha(context, front ? 1 : 2 * this.zoomed() - 1, () =>
        this.paintInside(context, plate, box),
      );
    });
  }

  private paintInside(
    context: CanvasRenderingContext2D,
    {layer, layers}: Plate,
    box: Box,
  ): void {
    const {palette} = this;
    const {parts, word} = this.settings;
    const middle = box.y + box.height / 2 + 10;
    const style = {family: SANS, size: SIZE.small, weight: 600} as const;
    const many = layers > 1;
    const name = many
      ? `${word} ${layer} \u2013 ${layer + layers - 1}`
      : `${word} ${layer}`;
    // A folded pile shows what every layer is, not which one lies in front.
    const named = many ? 1 : this.zoomed();
    const left = box.x + PAD + (NAME - PAD) * named;
    withAlpha(context, named, () =>
      paintText(context, name, box.x + 28, middle, {...style, color: palette.muted}),
    );
    if (many) {
      paintText(context, `\u00D7 ${layers}`, box.x + box.width - 28, middle, {
        ...style,
        weight: 700,
        color: palette.ink,
        align: 'right',
      });
      return;
    }
    const room = box.x + box.width - PAD - left;
    const width = (room - PAD * (parts.length - 1)) / parts.length;
    const pad = Math.min(PAD, box.height * 0.16);
    parts.forEach(({label, role}, i) => {
      const colors = palette.roles[role];
      const part = {
        x: left + i * (width + PAD),
        y: box.y + pad,
        width,
        height: box.height - 2 * pad,
      };
      paintBox(context, part, RADIUS.token, colors.fill, colors.stroke, STROKE.rest);
      paintText(context, label, part.x + width / 2, middle, {
        ...style,
        color: colors.text,
        align: 'center',
      });
    });
  }

  /** How many there are, beside the pile. */
  private paintCount(context: CanvasRenderingContext2D): void {
    const front = this.place(this.plates()[0]);
    const back = this.place(this.plates()[this.plates().length - 1]);
    withAlpha(context, 1 - 2 * this.zoomed(), () =>
      paintText(
        context,
        `\u00D7 ${this.layers}`,
        back.x + back.width + 28,
        front.y + front.height / 2 + BADGE / 3,
        {family: SANS, size: BADGE, weight: 700, color: this.palette.ink},
      ),
    );
  }
}
