import {initial, signal} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';
import type {Source} from 'attention-in-motion/captured/tensor';
import {Picture} from 'attention-in-motion/components/Picture';
import type {PictureProps} from 'attention-in-motion/components/Picture';
import type {Box} from 'attention-in-motion/components/box';
import {paintBox, paintText, withAlpha} from 'attention-in-motion/components/paint';
import {FADED, RADIUS, STROKE} from 'attention-in-motion/theme/layout';
import {mixColors} from 'attention-in-motion/theme/mix-colors';
import {step} from 'attention-in-motion/theme/step';
import {MONO, SANS, SIZE} from 'attention-in-motion/theme/type';

import type {Placed} from './packing-plan.ts';

export interface PackedRowsProps extends PictureProps {
  /** Documents where they stand at first, and packed. */
  apart: readonly Placed[];
  packed: readonly Placed[];
  /** Tokens of a row. */
  size: number;
  /** What the documents are called. */
  names: readonly string[];
  source: Source;
}

const GAP = 0.24;
const HIGHEST = 150;

/** Rows of a batch, with documents in them, which fly into fewer rows. */
export class PackedRows extends Picture {
  /** How many documents have flown to their place among the packed rows. */
  @initial(0)
  @signal()
  declare public readonly moved: SimpleSignal<number, this>;

  /** 0 to 1: how far rows that are empty have gone. */
  @initial(0)
  @signal()
  declare public readonly closed: SimpleSignal<number, this>;

  /** 0 to 1: how far positions stand in the places, that go on through a row. */
  @initial(0)
  @signal()
  declare public readonly counted: SimpleSignal<number, this>;

  /** 0 to 1: how far positions begin again with each document. */
  @initial(0)
  @signal()
  declare public readonly restarted: SimpleSignal<number, this>;

  /** 0 to 1: how far all rows but the first have faded. */
  @initial(0)
  @signal()
  declare public readonly picked: SimpleSignal<number, this>;

  private readonly settings: Omit<PackedRowsProps, keyof PictureProps>;

  public constructor({apart, packed, size, names, source, ...props}: PackedRowsProps) {
    super(props);
    this.settings = {apart, packed, size, names, source};
  }

  /** How many documents there are. */
  public override get count(): number {
    return this.settings.apart.length;
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 ? [this.settings.source] : [];
  }

  private rowsOf(placed: readonly Placed[]): number {
    return 1 + Math.max(...placed.map(({row}) => row));
  }

  /** Place of some tokens of a row. */
  private boxAt(row: number, start: number, length: number): Box {
    const {apart, packed, size} = this.settings;
    const {x, y, width, height} = this.box();
    const [many, few] = [this.rowsOf(apart), this.rowsOf(packed)];
    const rows = many + (few - many) * this.closed();
    const pitch = height / rows;
    const own = Math.min(pitch * (1 - GAP), HIGHEST);
    const cell = width / size;
    return {
      x: x + start * cell,
      y: y + row * pitch + (pitch - own) / 2,
      width: length * cell,
      height: own,
    };
  }

  private alphaOf(row: number): number {
    return row < 1 ? 1 : 1 - (1 - FADED) * this.picked();
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {palette} = this;
    const {apart, packed, size} = this.settings;
    const few = this.rowsOf(packed);
    const hidden = mixColors(palette.ground, palette.rule, 0.55);
    for (let row = 0; row < this.rowsOf(apart); row++) {
      const gone = row < few ? 1 : 1 - this.closed();
      withAlpha(context, gone * step(this.shown(), row) * this.alphaOf(row), () =>
        paintBox(context, this.boxAt(row, 0, size), RADIUS.cell, hidden, palette.rule, 2),
      );
    }
    apart.forEach((from, i) => {
      const t = step(this.moved(), i);
      const to = packed[i];
      const row = from.row + (to.row - from.row) * t;
      const box = this.boxAt(row, from.start + (to.start - from.start) * t, from.length);
      withAlpha(context, step(this.shown(), i) * this.alphaOf(row), () =>
        this.paintDocument(context, box, i),
      );
    });
  }

  private paintDocument(context: CanvasRenderingContext2D, box: Box, i: number): void {
    const {palette} = this;
    const {names, packed} = this.settings;
    const {length, start} = packed[i];
    const {fill, stroke, text} = palette.roles.token;
    paintBox(context, box, RADIUS.cell, fill, stroke, STROKE.selected);
    const cell = box.width / length;
    context.fillStyle = stroke;
    for (let token = 1; token < length; token++) {
      context.fillRect(box.x + token * cell - 0.5, box.y, 1, box.height);
    }
    withAlpha(context, 1 - this.counted(), () =>
      paintText(context, names[i], box.x + box.width / 2, box.y + box.height / 2 + 14, {
        family: SANS,
        size: 40,
        weight: 700,
        align: 'center',
        color: text,
      }),
    );
    const isAgain = this.restarted() > 0.5;
    const clear = Math.abs(2 * this.restarted() - 1);
    for (let token = 0; token < length; token++) {
      const position = isAgain ? token : start + token;
      const strength = start === 0 ? 1 : clear;
      withAlpha(context, this.counted() * strength, () =>
        paintText(
          context,
          `${position}`,
          box.x + (token + 0.5) * cell,
          box.y + box.height / 2 + 10,
          {family: MONO, size: SIZE.small, weight: 700, align: 'center', color: text},
        ),
      );
    }
  }
}
