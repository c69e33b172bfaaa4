import {computed, initial, interpolation, signal} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import type {Source, Tensor} from '../captured/tensor.ts';
import {percent} from '../script/interpolate.ts';
import {RADIUS, STROKE} from '../theme/layout.ts';
import {mixColors} from '../theme/mix-colors.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import type {ExpertBank} from './ExpertBank.ts';
import {Picture} from './Picture.ts';
import type {PictureProps} from './Picture.ts';
import {signed} from '../script/numbers.ts';
import {fanPlan} from './fan-plan.ts';
import type {FanPlan} from './fan-plan.ts';
import {paintExpertSum} from './paint-expert-sum.ts';
import {lerpTensors} from './lerp-tensors.ts';
import type {Box} from './box.ts';
import {paintBox, paintText, withAlpha} from './paint.ts';
import {paintChip} from './paint-chip.ts';
import {limitOf} from './ramp.ts';

export interface RouterFanProps extends PictureProps {
  /** The experts that lanes lead to: they become part of the picture. */
  bank: ExpertBank;
  /** Label of the token that is routed. */
  token: SignalValue<string>;
  /** The router's scores of every expert, `[expert]`. */
  scores: SignalValue<Tensor>;
  /** Their softmax, `[expert]`. */
  shares: SignalValue<Tensor>;
  /** What the router is called, and the shape of its matrix. */
  words: {router: string; shape: string};
  /** What the experts' outputs add up to, `[d_model]`. */
  output?: Tensor;
  /** What stands before the share of all experts that are not drawn. */
  othersWord?: string;
}

/** Line width in pixels of a lane that carries everything. */
const LANE = 34;
const BAR = {height: 38, least: 3} as const;

/**
 * One token at the router: a lane to every expert, scores that become shares of 100%,
 * the best experts kept, and their weights shared anew. Lanes are as wide as their share.
 *
 * @category Experts
 */
export class RouterFan extends Picture {
  @signal()
  declare public readonly token: SimpleSignal<string, this>;

  @interpolation(lerpTensors)
  @signal()
  declare public readonly scores: SimpleSignal<Tensor, this>;

  @interpolation(lerpTensors)
  @signal()
  declare public readonly shares: SimpleSignal<Tensor, this>;

  /** 0 to 1: how far the lanes have grown out of the router. */
  @initial(0)
  @signal()
  declare public readonly grown: SimpleSignal<number, this>;

  /** 0 to 1: how far the scores have come in. */
  @initial(0)
  @signal()
  declare public readonly scored: SimpleSignal<number, this>;

  /** 0 to 1: how far scores have become shares. */
  @initial(0)
  @signal()
  declare public readonly softmaxed: SimpleSignal<number, this>;

  /** 0 to 1: how far the chosen lanes have opened and the others closed. */
  @initial(0)
  @signal()
  declare public readonly routed: SimpleSignal<number, this>;

  /** 0 to 1: how far the weights of the chosen experts have been shared anew. */
  @initial(0)
  @signal()
  declare public readonly normalised: SimpleSignal<number, this>;

  /** 0 to 1: how far the weighted outputs have slid together into their sum. */
  @initial(0)
  @signal()
  declare public readonly merged: SimpleSignal<number, this>;

  private readonly settings: Pick<
    RouterFanProps,
    'bank' | 'words' | 'output' | 'othersWord'
  >;

  public constructor({bank, words, output, othersWord, ...props}: RouterFanProps) {
    super(props);
    this.settings = {bank, words, output, othersWord};
    this.add(bank);
    bank.box(() => this.plan().experts);
    bank.shown(() => this.shown());
  }

  /** Where its parts lie now. */
  @computed()
  private plan(): FanPlan {
    return fanPlan(this.box());
  }

  public override sources(): readonly Source[] {
    return this.scored() > 0 ? [this.shares().source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    withAlpha(context, this.shown(), () => this.paintAll(context));
  }

  private paintAll(context: CanvasRenderingContext2D): void {
    const plan = this.plan();
    const {bank} = this.settings;
    const boxes = bank.boxes();
    this.paintLanes(context);
    this.paintRouter(context);
    paintChip(context, this.token(), plan.token, {palette: this.palette});
    const limit = limitOf('signed', this.scores().data);
    bank.experts.forEach((expert, i) => this.paintBar(context, expert, boxes[i], limit));
    this.paintOthers(context);
    const {output} = this.settings;
    if (output) {
      const ends = bank.experts.flatMap((expert, i) =>
        this.isChosen(expert) ? [{box: boxes[i], width: this.laneWidth(expert)}] : [],
      );
      paintExpertSum(context, this.palette, plan, ends, output, this.merged());
    }
  }

  private laneWidth(expert: number): number {
    return Math.max(2, this.weightOf(expert) * LANE);
  }

  private isChosen(expert: number): boolean {
    return this.settings.bank.weights().data[expert] > 0;
  }

  private paintLanes(context: CanvasRenderingContext2D): void {
    const {palette} = this;
    const plan = this.plan();
    const {bank} = this.settings;
    const boxes = bank.boxes();
    const from = {
      x: plan.router.x + plan.router.width,
      y: plan.router.y + plan.router.height / 2,
    };
    // Lanes of chosen experts lie above the others.
    const order = bank.experts
      .map((expert, i) => ({expert, to: boxes[i]}))
      .sort((a, b) => Number(this.isChosen(a.expert)) - Number(this.isChosen(b.expert)));
    context.lineCap = 'butt';
    for (const {expert, to} of order) {
      const open = this.isChosen(expert) ? this.routed() : 0;
      const end = {x: to.x - 6, y: to.y + to.height / 2};
      const bend = (end.x - from.x) / 2;
      withAlpha(context, Math.min(1, this.grown() * 4), () => {
        context.strokeStyle = mixColors(
          palette.faint,
          palette.roles.router.stroke,
          Math.min(1, open * 2),
        );
        context.lineWidth = 2 + (this.laneWidth(expert) - 2) * open;
        // Dashing is several times the work of a plain stroke.
        if (this.grown() < 1) {
          const length = Math.hypot(end.x - from.x, end.y - from.y) * 1.12;
          context.setLineDash([length * this.grown(), length * 2]);
        }
        context.beginPath();
        context.moveTo(from.x, from.y);
        context.bezierCurveTo(from.x + bend, from.y, end.x - bend, end.y, end.x, end.y);
        context.stroke();
      });
    }
  }

  /** A chosen expert's weight, on its way from its share where weights are shared anew. */
  private weightOf(expert: number): number {
    const share = this.shares().data[expert];
    const weight = this.settings.bank.weights().data[expert];
    return share + (weight - share) * this.normalised();
  }

  private paintRouter(context: CanvasRenderingContext2D): void {
    const {palette} = this;
    const {words} = this.settings;
    const plan = this.plan();
    const {router} = palette.roles;
    const box = plan.router;
    paintBox(context, box, RADIUS.block, router.fill, router.stroke, STROKE.rest);
    const middle = box.x + box.width / 2;
    paintText(context, words.router, middle, box.y + box.height / 2 - 6, {
      family: SANS,
      size: SIZE.caption,
      weight: 700,
      color: router.text,
      align: 'center',
    });
    paintText(context, words.shape, middle, box.y + box.height / 2 + 42, {
      family: MONO,
      size: SIZE.small,
      weight: 500,
      color: router.text,
      align: 'center',
    });
    const from = plan.token.x + plan.token.width + 10;
    context.strokeStyle = palette.ink;
    context.lineWidth = STROKE.arrow;
    context.beginPath();
    context.moveTo(from, box.y + box.height / 2);
    context.lineTo(box.x - 10, box.y + box.height / 2);
    context.stroke();
  }

  private paintBar(
    context: CanvasRenderingContext2D,
    expert: number,
    box: Box,
    limit: number,
  ): void {
    const {palette} = this;
    const {bars, right} = this.plan();
    const {router} = palette.roles;
    const score = this.scores().data[expert];
    const share = this.shares().data[expert];
    const kept = this.isChosen(expert) ? this.routed() : 0;
    const middle = box.y + box.height / 2;
    // Scores grow both ways from an axis; shares all grow from the left.
    const t = this.softmaxed();
    const axis = bars.x + bars.width * 0.4 * (1 - t);
    const reach = (score / limit) * bars.width * 0.38 * (1 - t) + share * bars.width * t;
    const length = Math.max(BAR.least, Math.abs(reach) * this.scored());
    const left = reach < 0 ? axis - length : axis;
    const gone = this.settings.output ? 1 - 2 * this.merged() : 1;
    withAlpha(context, Math.min(gone, this.scored() * 2), () => {
      const height = Math.min(BAR.height, box.height * 0.64);
      paintBox(
        context,
        {x: left, y: middle - height / 2, width: length, height},
        Math.min(RADIUS.cell, length / 2),
        mixColors(palette.faint, router.stroke, kept),
        null,
        0,
      );
      const style = {
        family: SANS,
        size: SIZE.small,
        weight: kept > 0.5 ? 700 : 500,
        color: mixColors(palette.muted, router.text, kept),
      } as const;
      const end = Math.max(axis, left + length) + 16;
      withAlpha(context, 1 - 2 * t, () =>
        paintText(context, signed(score), end, middle + 10, style),
      );
      withAlpha(context, 2 * t - 1, () =>
        paintText(context, percent(share), end, middle + 10, style),
      );
    });
    const weight = this.settings.bank.weights().data[expert];
    withAlpha(context, kept * this.normalised() * gone, () =>
      paintText(context, `\u2192 ${percent(weight)}`, right, middle + 11, {
        family: SANS,
        size: SIZE.label,
        weight: 700,
        color: router.text,
        align: 'right',
      }),
    );
  }

  /** What is not drawn also has its share: the bars account for 100%. */
  private paintOthers(context: CanvasRenderingContext2D): void {
    const {bank, othersWord} = this.settings;
    const {bars} = this.plan();
    const shares = this.shares().data;
    const hidden = shares.length - bank.experts.length;
    if (hidden === 0) return;
    const drawn = bank.experts.reduce((sum, expert) => sum + shares[expert], 0);
    const bottom = bank.boxes()[bank.experts.length - 1];
    const text = `+ ${hidden} ${othersWord ?? ''} · ${percent(Math.max(0, 1 - drawn))}`;
    withAlpha(context, 2 * this.softmaxed() - 1 - this.merged(), () =>
      paintText(context, text, bars.x, bottom.y + bottom.height + 44, {
        family: SANS,
        size: SIZE.small,
        weight: 500,
        color: this.palette.muted,
      }),
    );
  }
}
