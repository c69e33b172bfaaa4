import {computed, initial, interpolation, signal} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import type {Source, Tensor} from '../captured/tensor.ts';
import {percent} from '../script/interpolate.ts';
import {FADED, RADIUS, STROKE} from '../theme/layout.ts';
import {mixRoles} from '../theme/mix-colors.ts';
import {SANS, SIZE} from '../theme/type.ts';
import {Picture} from './Picture.ts';
import type {PictureProps} from './Picture.ts';
import {expertPlan} from './expert-plan.ts';
import {lerpTensors} from './lerp-tensors.ts';
import {centreOf, lerpBox} from './box.ts';
import type {Box} from './box.ts';
import {paintBox, paintText, textWidth, withAlpha} from './paint.ts';

export interface ExpertBankProps extends PictureProps {
  /** Weight of every expert `[expert]`; 0 where it was not chosen. */
  weights: SignalValue<Tensor>;
  /** Index of each expert that is drawn. Default: all. */
  experts?: readonly number[];
  /** 0 to 1: how far the dense layer has split; default 1. */
  split?: SignalValue<number>;
  /** What stands in a box before the expert's number, in the scene's language. */
  word: string;
  /** What stands in the one box that has not split yet. */
  denseWord: string;
  /** Number of columns of a grid of larger boxes, which carry their weights. Default: one. */
  columns?: number;
  /**
   * Whether each expert is as large as the layer was: they then come out of one box of
   * their own size. Default: it is cut into them.
   */
  isCopied?: boolean;
}

/**
 * The experts of a layer. One feed-forward layer splits into many, or becomes as many of
 * its size, and those that the router leaves out fade.
 *
 * @category Experts
 */
export class ExpertBank extends Picture {
  @interpolation(lerpTensors)
  @signal()
  declare public readonly weights: SimpleSignal<Tensor, this>;

  /** 0 to 1: how far the dense layer has split into experts. */
  @initial(1)
  @signal()
  declare public readonly split: SimpleSignal<number, this>;

  /** 0 to 1: how far experts that were not chosen have faded. */
  @initial(0)
  @signal()
  declare public readonly dimmed: SimpleSignal<number, this>;

  /** Numbers of the experts that are drawn. */
  public readonly experts: readonly number[];
  private readonly settings: Omit<ExpertBankProps, keyof PictureProps>;

  public constructor(all: ExpertBankProps) {
    const {experts, word, denseWord, columns, isCopied, ...props} = all;
    super(props);
    this.experts = experts ?? [...this.weights().data.keys()];
    this.settings = {weights: props.weights, word, denseWord, columns, isCopied};
  }

  /** Their boxes, in the same order. */
  @computed()
  public boxes(): readonly Box[] {
    return expertPlan(this.experts.length, this.box(), this.settings.columns);
  }

  /** The layer that has not split yet. */
  @computed()
  public dense(): Box {
    const boxes = this.boxes();
    const all = around(boxes);
    if (!this.settings.isCopied) return all;
    const {width, height} = boxes[0];
    const {x, y} = centreOf(all);
    return {x: x - width / 2, y: y - height / 2, width, height};
  }

  /** How far an expert stands back, 0 to 1. */
  public fadeOf(expert: number): number {
    return this.weights().data[expert] > 0 ? 0 : this.dimmed();
  }

  public override sources(): readonly Source[] {
    return this.shown() * this.dimmed() > 0 ? [this.weights().source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    withAlpha(context, this.shown(), () => this.paintBoxes(context));
  }

  private paintBoxes(context: CanvasRenderingContext2D): void {
    const {palette} = this;
    const dense = this.dense();
    const {denseWord} = this.settings;
    const split = this.split();
    const {feedForward, expert: own} = palette.roles;
    const role = mixRoles(feedForward, own, split);
    this.experts.forEach((expert, i) => {
      const box = this.between(i, split);
      const chosen = this.weights().data[expert] > 0 ? this.dimmed() : 0;
      withAlpha(context, 1 - (1 - FADED) * this.fadeOf(expert), () => {
        const width = STROKE.rest + (STROKE.selected - STROKE.rest) * chosen;
        // While they are one, the boxes are drawn as slices of it, without inner lines.
        const {isCopied} = this.settings;
        const radius = RADIUS.token * (isCopied ? 1 : split);
        paintBox(context, box, radius, role.fill, split > 0 ? role.stroke : null, width);
        withAlpha(context, 2 * split - 1, () => this.paintName(context, expert, i, box));
      });
    });
    withAlpha(context, 1 - 5 * split, () => {
      paintBox(context, dense, RADIUS.block, null, role.stroke, STROKE.rest);
      paintText(
        context,
        denseWord,
        dense.x + dense.width / 2,
        dense.y + dense.height / 2 + 12,
        {
          family: SANS,
          size:
            textWidth(denseWord, SANS, SIZE.label, 700) < dense.width - 24
              ? SIZE.label
              : SIZE.small,
          weight: 700,
          color: role.text,
          align: 'center',
        },
      );
    });
  }

  private paintName(
    context: CanvasRenderingContext2D,
    expert: number,
    i: number,
    box: Box,
  ): void {
    const weight = this.weights().data[expert];
    const chosen = weight > 0 ? this.dimmed() : 0;
    const long = `${this.settings.word} ${expert}`;
    const fits = textWidth(long, SANS, SIZE.label, 700) + 24 <= this.boxes()[i].width;
    const roomy = box.height >= ROOMY;
    const middle = box.y + box.height / 2 + 11;
    const style = {
      family: SANS,
      color: this.palette.roles.expert.text,
      align: 'center',
    } as const;
    paintText(
      context,
      fits ? long : `${expert}`,
      box.x + box.width / 2,
      middle - (roomy ? 22 * chosen : 0),
      {
        ...style,
        size: fits ? SIZE.label : SIZE.small,
        weight: chosen > 0.5 ? 700 : 500,
      },
    );
    withAlpha(context, roomy ? chosen : 0, () =>
      paintText(context, percent(weight), box.x + box.width / 2, middle + 26, {
        ...style,
        size: SIZE.small,
        weight: 600,
      }),
    );
  }

  /** An expert's part of the dense box, or a copy of it, on its way to its own place. */
  private between(i: number, t: number): Box {
    const boxes = this.boxes();
    const dense = this.dense();
    if (this.settings.isCopied) return lerpBox(dense, boxes[i], t);
    const columns = new Set(boxes.map(box => box.x)).size;
    const rows = Math.ceil(boxes.length / columns);
    const size = {width: dense.width / columns, height: dense.height / rows};
    const x = dense.x + Math.floor(i / rows) * size.width;
    const from = {x, y: dense.y + (i % rows) * size.height, ...size};
    return lerpBox(from, boxes[i], t);
  }
}

/** Boxes from this height on have room for a second line. */
const ROOMY = 110;

/** The smallest box around others: what has not split yet. */
function around(boxes: readonly Box[]): Box {
  const left = Math.min(...boxes.map(({x}) => x));
  const top = Math.min(...boxes.map(({y}) => y));
  const right = Math.max(...boxes.map(({x, width}) => x + width));
  const bottom = Math.max(...boxes.map(({y, height}) => y + height));
  return {x: left, y: top, width: right - left, height: bottom - top};
}
