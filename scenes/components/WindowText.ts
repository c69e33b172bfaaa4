import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import {step} from '../motion/verb.ts';
import {FADED, FRAME, LAYOUT, RADIUS, STROKE} from '../theme/layout.ts';
import {MONO, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import {paintChip} from './paint-chip.ts';
import {paintBox, textWidth, withAlpha} from './paint.ts';
import {placeChips} from './token-places.ts';
import type {TokenBox} from './token-places.ts';
import {windowParts, windowSpans} from './window-plan.ts';

export interface WindowTextProps extends NodeProps {
  /** The words of the text. */
  words: readonly string[];
  /** How many words the window has to each side. */
  window: number;
  /** Index of the word that the window stands over; fractions are on the way. */
  at?: SignalValue<number>;
  /** Top of the first line in frame coordinates. */
  top: SignalValue<number>;
}

const MOST_LINES = 5;
/** From a chip to the window around it. */
const AIR = 9;

/**
 * A text as chips of words, and a window that slides over it: one word in the middle, its
 * neighbours around it, the others faded.
 *
 * @category Words and tokens
 */
export class WindowText extends Painted {
  /** How many words have appeared; fractions fade the next one in. */
  @initial(0)
  @signal()
  declare public readonly shown: SimpleSignal<number, this>;

  /** 0 to 1: how far the window stands out. */
  @initial(0)
  @signal()
  declare public readonly framed: SimpleSignal<number, this>;

  /** The word that the window stands over; fractions lie between two words. */
  @initial(0)
  @signal()
  declare public readonly at: SimpleSignal<number, this>;

  /** Top of the first line in frame coordinates. */
  @initial(0)
  @signal()
  declare public readonly top: SimpleSignal<number, this>;

  private readonly words: readonly string[];
  private readonly window: number;
  private readonly boxes: readonly TokenBox[];
  private readonly chipHeight: number;
  private readonly pitch: number;

  public constructor({words, window, ...props}: WindowTextProps) {
    super(props);
    this.words = words;
    this.window = window;
    const widths = words.map(word => textWidth(word, MONO, SIZE.token, 500));
    const boxes = placeChips(widths, {
      left: LAYOUT.marginX,
      right: FRAME.width - LAYOUT.marginX,
      lines: MOST_LINES,
    });
    if (!boxes) {
      throw new Error(
        `${words.length} words are too many for ${MOST_LINES} lines; use a shorter text in the capture declaration.`,
      );
    }
    this.boxes = boxes;
    const isLow = (boxes.at(-1)?.line ?? 0) > 1;
    this.chipHeight = isLow ? 46 : 66;
    this.pitch = this.chipHeight + (isLow ? 2 * AIR + 4 : 2 * AIR + 12);
  }

  /** Height of the text in pixels. */
  public get height(): number {
    return (this.boxes.at(-1)?.line ?? 0) * this.pitch + this.chipHeight;
  }

  /** A word's chip, in frame coordinates. */
  public boxOf(word: number): {x: number; y: number; width: number; height: number} {
    const {x, width, line} = this.boxes[word];
    const height = this.chipHeight;
    return {x, y: this.top() + line * this.pitch, width, height};
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    this.paintWindow(context);
    const {palette} = this;
    const {token, residual} = palette.roles;
    const framed = this.framed();
    this.words.forEach((word, i) => {
      const shown = step(this.shown(), i);
      const {input, neighbour} = windowParts(i, this.at(), this.window);
      const away = framed * (1 - input - neighbour);
      const box = this.boxOf(i);
      withAlpha(context, shown * (1 - (1 - FADED) * away), () =>
        paintChip(
          context,
          word,
          {...box, y: box.y + (1 - shown) * 14},
          {
            palette,
            role: input * framed > 0.5 ? residual : token,
            weight: input * framed > 0.5 ? 700 : 500,
            lineWidth: STROKE.rest + (STROKE.selected - STROKE.rest) * input * framed,
          },
        ),
      );
    });
  }

  private paintWindow(context: CanvasRenderingContext2D): void {
    const {panel, ink} = this.palette;
    for (const {line, left, right, alpha} of windowSpans(
      this.boxes,
      this.at(),
      this.window,
    )) {
      const box = {
        x: left - AIR,
        y: this.top() + line * this.pitch - AIR,
        width: right - left + 2 * AIR,
        height: this.chipHeight + 2 * AIR,
      };
      withAlpha(context, alpha * this.framed(), () =>
        paintBox(context, box, RADIUS.token + AIR / 2, panel, ink, STROKE.rest),
      );
    }
  }
}
