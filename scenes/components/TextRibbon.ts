import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import {FADED, RADIUS} from '../theme/layout.ts';
import {mixColors} from '../theme/mix-colors.ts';
import {MONO, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import {paintBox, paintText, textWidth, withAlpha} from './paint.ts';
import {placeRibbon} from './ribbon-plan.ts';
import type {RibbonPlace} from './ribbon-plan.ts';
import {exactLabel} from './token-label.ts';

export interface TextRibbonProps extends NodeProps {
  /** The text that lies on the ribbon. */
  text: string;
  /** Left edge, in frame coordinates. */
  left: number;
  /** Right edge, in frame coordinates. */
  right: number;
  /** Top, in frame coordinates. */
  top: number;
}

/** From one line to the next in pixels. */
const LINE = 44;

/**
 * A text just as it is, on a few lines, with marks for its white space: read from the
 * start, and with one part of it marked.
 *
 * @category Words and tokens
 */
export class TextRibbon extends Painted {
  /** 0 to 1: how much of the text has been written. */
  @initial(0)
  @signal()
  declare public readonly shown: SimpleSignal<number, this>;

  /** 0 to 1: how far the text has been read; the rest is faded. */
  @initial(1)
  @signal()
  declare public readonly read: SimpleSignal<number, this>;

  /** 0 to 1: how far the present part stands out. */
  @initial(0)
  @signal()
  declare public readonly marked: SimpleSignal<number, this>;

  /** Half-open span of the part that may be marked, in UTF-16 units. */
  public part = {start: 0, end: 0};

  private readonly characters: readonly {label: string; at: number}[];
  private readonly places: readonly RibbonPlace[];
  private readonly left: number;
  private readonly top: number;

  public constructor({text, left, right, top, ...props}: TextRibbonProps) {
    super(props);
    this.left = left;
    this.top = top;
    let at = 0;
    this.characters = [...text].map(character => {
      const label = exactLabel({text: character, bytes: ''});
      const start = at;
      at += character.length;
      return {label, at: start};
    });
    const labels = this.characters.map(({label}) => label);
    const written = [...text];
    this.places = placeRibbon(
      labels,
      i => /\s/.test(written[i]),
      labels.map(label => textWidth(label, MONO, SIZE.small, 500)),
      right - left,
    );
  }

  /** Bottom of the last line in frame coordinates. */
  public get bottom(): number {
    return this.top + ((this.places.at(-1)?.line ?? 0) + 1) * LINE;
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {palette} = this;
    const {length} = this.characters;
    withAlpha(context, this.marked(), () => this.paintMark(context));
    this.characters.forEach(({label, at}, i) => {
      const {x, line} = this.places[i];
      const isPart = at >= this.part.start && at < this.part.end;
      const written = Math.min(1, this.shown() * length - i);
      const read = Math.min(1, Math.max(0, this.read() * length - i));
      const seen = FADED + (1 - FADED) * read;
      withAlpha(context, written * seen, () =>
        paintText(context, label, this.left + x, this.top + line * LINE + 31, {
          ...{family: MONO, size: SIZE.small, weight: 500},
          color: mixColors(
            palette.muted,
            isPart ? palette.roles.token.text : palette.muted,
            this.marked(),
          ),
        }),
      );
    });
  }

  /** A box around the part, line by line. */
  private paintMark(context: CanvasRenderingContext2D): void {
    const {token} = this.palette.roles;
    const inside = this.places.filter(
      (_, i) =>
        this.characters[i].at >= this.part.start && this.characters[i].at < this.part.end,
    );
    for (const line of new Set(inside.map(place => place.line))) {
      const row = inside.filter(place => place.line === line);
      const last = row[row.length - 1];
      const box = {
        x: this.left + row[0].x - 1,
        y: this.top + line * LINE + 2,
        width: last.x + last.width - row[0].x + 2,
        height: LINE - 4,
      };
      paintBox(context, box, RADIUS.cell, token.fill, null, 0);
      // Underlined rather than outlined: its neighbours stand close.
      context.fillStyle = token.stroke;
      context.fillRect(box.x, box.y + box.height - 3, box.width, 3);
    }
  }
}
