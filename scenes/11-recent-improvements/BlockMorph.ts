import {initial, signal} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';
import type {Source} from 'attention-in-motion/captured/tensor';
import {Picture} from 'attention-in-motion/components/Picture';
import type {PictureProps} from 'attention-in-motion/components/Picture';
import {centreOf, middleOf} from 'attention-in-motion/components/box';
import type {Box, Point} from 'attention-in-motion/components/box';
import {
  paintBox,
  paintText,
  textWidth,
  withAlpha,
} from 'attention-in-motion/components/paint';
import {paintPath} from 'attention-in-motion/components/paint-arrow';
import {RADIUS, STROKE} from 'attention-in-motion/theme/layout';
import type {ColorRole} from 'attention-in-motion/theme/palette';
import {SANS, SIZE} from 'attention-in-motion/theme/type';

import {planMorph} from './morph-plan.ts';
import {centresOf} from './sharing-plan.ts';

export interface BlockMorphProps extends PictureProps {
  /** Query heads of each head of keys: before, and after. */
  sharing: readonly [number, number];
  /** What stands in the boxes; of norms and positions before, and after. */
  words: {
    attention: string;
    feedForward: string;
    norm: readonly [string, string];
    positions: readonly [string, string];
  };
  source: Source;
}

const RAIL = 10;
const PLUS = {radius: 22, arm: 10} as const;
/** So many heads stand for all. */
const HEADS = 8;
/** Around the name of a part, in pixels. */
const AIR = 24;

/** A block of a transformer as it was, turning into what it is today. */
export class BlockMorph extends Picture {
  /** 0 to 1: how far norms have gone before the parts. */
  @initial(0)
  @signal()
  declare public readonly normed: SimpleSignal<number, this>;

  /** 0 to 1: how far norms have become the other kind. */
  @initial(0)
  @signal()
  declare public readonly renamed: SimpleSignal<number, this>;

  /** 0 to 1: how far positions have gone from the rail to attention. */
  @initial(0)
  @signal()
  declare public readonly turned: SimpleSignal<number, this>;

  /** 0 to 1: how far heads of keys have merged. */
  @initial(0)
  @signal()
  declare public readonly merged: SimpleSignal<number, this>;

  /** 0 to 1: how far a gate stands beside the first projection. */
  @initial(0)
  @signal()
  declare public readonly gated: SimpleSignal<number, this>;

  /** 0 to 1: how far the rail stands out. */
  @initial(0)
  @signal()
  declare public readonly picked: SimpleSignal<number, this>;

  private readonly settings: Omit<BlockMorphProps, keyof PictureProps>;
  private readonly centres: readonly [readonly number[], readonly number[]];

  public constructor({sharing, words, source, ...props}: BlockMorphProps) {
    super(props);
    this.settings = {sharing, words, source};
    const [before, after] = sharing.map(group =>
      centresOf(HEADS, Math.max(1, HEADS / Math.min(HEADS, group))),
    );
    this.centres = [before, after];
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 ? [this.settings.source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    withAlpha(context, Math.min(1, this.shown()), () => this.paintBlock(context));
  }

  private paintBlock(context: CanvasRenderingContext2D): void {
    const {palette} = this;
    const {words} = this.settings;
    const {residual} = palette.roles;
    const [normed, turned] = [this.normed(), this.turned()];
    const plan = planMorph(this.box(), {norms: normed, positions: turned});
    const thin = {color: palette.faint, lineWidth: STROKE.arrow};
    const rail = {color: residual.stroke, lineWidth: RAIL + 6 * this.picked()};
    paintPath(context, plan.rail, {...rail, head: false}, 1);
    plan.sublayers.forEach(({way, back, plus}) => {
      paintPath(context, way, thin, 1);
      paintPath(context, [back[0], {x: plus.x - PLUS.radius, y: plus.y}], thin, 1);
      this.paintPlus(context, plus);
    });
    // Positions are added as long as they stand beside the rail.
    const {positions} = plan;
    withAlpha(context, 1 - 2 * turned, () => {
      const end = {x: plan.plus.x - PLUS.radius, y: plan.plus.y};
      paintPath(context, [middleOf(positions, 'right'), end], thin, 1);
      this.paintPlus(context, plan.plus);
    });
    const [attention, feedForward] = plan.sublayers;
    withAlpha(context, 2 * turned - 1, () =>
      paintPath(
        context,
        [middleOf(positions, 'right'), middleOf(attention.part, 'left')],
        thin,
        1,
      ),
    );
    this.paintPart(context, positions, words.positions, turned, null);
    this.paintNamed(context, attention.part, words.attention, 'attention');
    this.paintHeads(context, attention.part);
    this.paintNamed(context, feedForward.part, words.feedForward, 'feedForward');
    this.paintGate(context, feedForward.part);
    for (const {norm} of plan.sublayers) {
      this.paintPart(context, norm, words.norm, this.renamed(), 'norm');
    }
  }

  /** A box whose name becomes another. */
  private paintPart(
    context: CanvasRenderingContext2D,
    box: Box,
    [before, after]: readonly [string, string],
    t: number,
    role: ColorRole | null,
  ): void {
    const {palette} = this;
    const colors = role
      ? palette.roles[role]
      : {fill: palette.panel, stroke: palette.faint, text: palette.ink};
    paintBox(context, box, RADIUS.token, colors.fill, colors.stroke, STROKE.rest);
    const {x, y} = centreOf(box);
    const write = (text: string, alpha: number): void =>
      withAlpha(context, alpha, () =>
        paintText(context, text, x, y + 10, {
          family: SANS,
          size: SIZE.small,
          weight: 700,
          align: 'center',
          color: colors.text,
        }),
      );
    write(before, before === after ? 1 : 1 - 2 * t);
    if (before !== after) write(after, 2 * t - 1);
  }

  /** Room for a drawing in a part: behind the longer of their names. */
  private drawing(part: Box): Box {
    const {attention, feedForward} = this.settings.words;
    const names = [attention, feedForward].map(name =>
      textWidth(name, SANS, SIZE.small, 700),
    );
    const taken = Math.max(...names) + 2 * AIR;
    const width = Math.max(0, part.width - taken - AIR);
    return {...part, x: part.x + taken, width};
  }

  private paintNamed(
    context: CanvasRenderingContext2D,
    box: Box,
    name: string,
    role: ColorRole,
  ): void {
    const colors = this.palette.roles[role];
    paintBox(context, box, RADIUS.block, colors.fill, colors.stroke, STROKE.rest);
    paintText(context, name, box.x + AIR, centreOf(box).y + 11, {
      family: SANS,
      size: SIZE.small,
      weight: 700,
      color: colors.text,
    });
  }

  /** Queries above, keys below, and who reads whose. */
  private paintHeads(context: CanvasRenderingContext2D, part: Box): void {
    const {query, key} = this.palette.roles;
    const {x: left, width} = this.drawing(part);
    const size = Math.min(18, (width / HEADS) * 0.7);
    const [top, low] = [part.y + part.height * 0.3, part.y + part.height * 0.72];
    const [before, after] = this.centres;
    for (let head = 0; head < HEADS; head++) {
      const x = left + (width * (head + 0.5)) / HEADS;
      const centre = before[head] + (after[head] - before[head]) * this.merged();
      const below = left + width * centre;
      const line = {color: query.stroke, lineWidth: 2, head: false};
      paintPath(
        context,
        [
          {x, y: top},
          {x: below, y: low},
        ],
        line,
        1,
      );
      const cell = (at: number, y: number): Box => ({
        x: at - size / 2,
        y: y - size / 2,
        width: size,
        height: size,
      });
      paintBox(context, cell(x, top), RADIUS.cell, query.fill, query.stroke, 2);
      paintBox(context, cell(below, low), RADIUS.cell, key.fill, key.stroke, 2);
    }
  }

  /** The first projection, and the gate that comes out of it; then the way back. */
  private paintGate(context: CanvasRenderingContext2D, part: Box): void {
    const {feedForward, head} = this.palette.roles;
    const t = this.gated();
    const {x: left, width} = this.drawing(part);
    const height = part.height * 0.26;
    const {y} = centreOf(part);
    const apart = part.height * 0.19 * t;
    const bar = (at: number, share: number, colors: typeof feedForward): void =>
      paintBox(
        context,
        {x: left, y: at - height / 2, width: width * share, height},
        ...([RADIUS.cell, colors.fill, colors.stroke, STROKE.rest] as const),
      );
    const joined = {x: left + width * 0.72, y};
    for (const way of [-apart, apart]) {
      const line = {color: feedForward.stroke, lineWidth: 2.5, head: false};
      paintPath(context, [{x: left + width * 0.5, y: y + way}, joined], line, 1);
    }
    const end = {x: left + width, y};
    paintPath(context, [joined, end], {color: feedForward.stroke, lineWidth: 2.5}, 1);
    withAlpha(context, t, () => bar(y + apart, 0.5, head));
    bar(y - apart, 0.5, {...feedForward, fill: this.palette.panel});
    withAlpha(context, 2 * t - 1, () => this.paintSign(context, joined, 14, 'times'));
  }

  private paintPlus(context: CanvasRenderingContext2D, at: Point): void {
    this.paintSign(context, at, PLUS.radius, 'plus');
  }

  private paintSign(
    context: CanvasRenderingContext2D,
    {x, y}: Point,
    radius: number,
    sign: 'plus' | 'times',
  ): void {
    const {palette} = this;
    const {stroke} = palette.roles[sign === 'plus' ? 'residual' : 'feedForward'];
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = palette.panel;
    context.fill();
    context.strokeStyle = stroke;
    context.lineWidth = STROKE.arrow;
    context.stroke();
    const arm = radius * 0.5;
    const turn = sign === 'plus' ? 0 : Math.PI / 4;
    context.beginPath();
    for (const angle of [turn, turn + Math.PI / 2]) {
      const [dx, dy] = [arm * Math.cos(angle), arm * Math.sin(angle)];
      context.moveTo(x - dx, y - dy);
      context.lineTo(x + dx, y + dy);
    }
    context.stroke();
  }
}
