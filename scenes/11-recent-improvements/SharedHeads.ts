import {initial, signal} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';
import type {Source} from 'attention-in-motion/captured/tensor';
import {Picture} from 'attention-in-motion/components/Picture';
import type {PictureProps} from 'attention-in-motion/components/Picture';
import {middleOf} from 'attention-in-motion/components/box';
import type {Box} from 'attention-in-motion/components/box';
import {
  paintBox,
  paintText,
  textWidth,
  withAlpha,
} from 'attention-in-motion/components/paint';
import {paintPath} from 'attention-in-motion/components/paint-arrow';
import {RADIUS, STROKE} from 'attention-in-motion/theme/layout';
import type {ColorRole} from 'attention-in-motion/theme/palette';
import {step} from 'attention-in-motion/theme/step';
import {SANS, SIZE} from 'attention-in-motion/theme/type';

import {centresOf} from './sharing-plan.ts';

export interface SharedHeadsProps extends PictureProps {
  /** How many query heads. */
  heads: number;
  /** How many heads of keys and values there are in each of the states, one after the other. */
  ways: readonly number[];
  /** What the three rows are. */
  words: {query: string; key: string; value: string};
  source: Source;
}

const AIR = 28;
/** Heights of rows and what is between queries and keys, by that of the picture. */
const ROW = 0.2;
/** So many times as high are queries that stand alone. */
const ALONE = 2;
/** Of its room a head leaves so much empty. */
const EMPTY = 0.22;
const WIDEST = 120;

/** Heads of queries above, heads of keys and values below, which merge. */
export class SharedHeads extends Picture {
  /** Which of the states it is in; between two, heads are on their way. */
  @initial(0)
  @signal()
  declare public readonly merged: SimpleSignal<number, this>;

  /** 0 to 1: how far the queries have made room for keys and values. */
  @initial(0)
  @signal()
  declare public readonly parted: SimpleSignal<number, this>;

  /** How many query heads have their line. */
  @initial(0)
  @signal()
  declare public readonly linked: SimpleSignal<number, this>;

  private readonly settings: Omit<SharedHeadsProps, keyof PictureProps>;
  private readonly centres: readonly (readonly number[])[];

  public constructor({heads, ways, words, source, ...props}: SharedHeadsProps) {
    super(props);
    this.settings = {heads, ways, words, source};
    this.centres = ways.map(keyHeads => centresOf(heads, keyHeads));
  }

  public override get count(): number {
    return this.settings.heads;
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 ? [this.settings.source] : [];
  }

  /** Centre of the keys that a query head reads, 0 to 1. */
  private centreOf(head: number): number {
    const from = Math.min(Math.floor(this.merged()), this.centres.length - 1);
    const to = Math.min(from + 1, this.centres.length - 1);
    const [a, b] = [this.centres[from][head], this.centres[to][head]];
    return a + (b - a) * (this.merged() - from);
  }

  private boxAt(centre: number, row: number): Box {
    const {heads, words} = this.settings;
    const {x, y, width, height} = this.box();
    const names = Object.values(words).map(own => textWidth(own, SANS, SIZE.label, 600));
    const left = Math.max(...names) + AIR;
    const pitch = (width - left) / heads;
    const own = Math.min(WIDEST, pitch * (1 - EMPTY));
    const tall = height * ROW;
    const high = tall * (1 + (ALONE - 1) * (1 - this.parted()));
    const top = ((height - high) / 2) * (1 - this.parted());
    return {
      x: x + left + (width - left) * centre - own / 2,
      // Queries above; keys and values below, one on the other.
      y: row === 0 ? y + top : y + height - (3 - row) * tall,
      width: own,
      height: row === 0 ? high : tall - (row === 1 ? 6 : 0),
    };
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {heads, words} = this.settings;
    for (let head = 0; head < heads; head++) {
      const own = this.boxAt((head + 0.5) / heads, 0);
      const alpha = step(this.shown(), head);
      const linked = step(this.linked(), head);
      const key = this.boxAt(this.centreOf(head), 1);
      const style = {
        color: this.palette.roles.query.stroke,
        lineWidth: STROKE.rest,
        head: false,
      };
      paintPath(context, [middleOf(own, 'below'), middleOf(key, 'above')], style, linked);
      withAlpha(context, alpha, () => this.paintHead(context, own, 'query'));
      withAlpha(context, linked, () => {
        this.paintHead(context, key, 'key');
        this.paintHead(context, this.boxAt(this.centreOf(head), 2), 'value');
      });
    }
    (['query', 'key', 'value'] as const).forEach((role, row) => {
      const {y, height} = this.boxAt(0, row);
      withAlpha(context, Math.min(1, row === 0 ? this.shown() : this.linked()), () =>
        paintText(context, words[role], this.box().x, y + height / 2 + 11, {
          family: SANS,
          size: SIZE.label,
          weight: 600,
          color: this.palette.roles[role].text,
        }),
      );
    });
  }

  private paintHead(
    context: CanvasRenderingContext2D,
    box: Box,
    role: ColorRole & ('query' | 'key' | 'value'),
  ): void {
    const {fill, stroke} = this.palette.roles[role];
    paintBox(context, box, Math.min(RADIUS.token, box.width / 3), fill, stroke, 2.5);
  }
}
