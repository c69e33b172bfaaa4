import {initial, signal} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';
import {Picture} from 'attention-in-motion/components/Picture';
import type {Extent, PictureProps} from 'attention-in-motion/components/Picture';
import type {Box} from 'attention-in-motion/components/box';
import {paintBox, withAlpha} from 'attention-in-motion/components/paint';
import {paintChip} from 'attention-in-motion/components/paint-chip';
import {TextLayout} from 'attention-in-motion/components/text-layout';
import {FADED, RADIUS, STROKE} from 'attention-in-motion/theme/layout';
import {step} from 'attention-in-motion/theme/step';

import {windowParts, windowSpans} from './window-plan.ts';

export interface WindowTextProps extends PictureProps {
  /** The words of the text. */
  words: readonly string[];
  /** How many words the window has to each side. */
  window: number;
}

/** From a chip to the window around it, in sizes of the text. */
const AIR = 0.28;

/**
 * A text as chips of words, and a window that slides over it: one word in the middle, its
 * neighbours around it, the others faded.
 */
export class WindowText extends Picture {
  /** 0 to 1: how far the window stands out. */
  @initial(0)
  @signal()
  declare public readonly framed: SimpleSignal<number, this>;

  /** The word that the window stands over; fractions lie between two words. */
  @initial(0)
  @signal()
  declare public readonly at: SimpleSignal<number, this>;

  private readonly words: readonly string[];
  private readonly window: number;
  private readonly layout: TextLayout;

  public constructor({words, window, ...props}: WindowTextProps) {
    super(props);
    this.words = words;
    this.window = window;
    this.layout = new TextLayout([words]);
  }

  public override get count(): number {
    return this.words.length;
  }

  public override extent(): Extent {
    return {width: 'rest', height: this.layout.height};
  }

  /** A word's chip, in frame coordinates. */
  public boxOf(word: number): Box {
    return this.layout.in(this.box()).chips[0][word];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {
      text,
      chips: [chips],
    } = this.layout.in(this.box());
    const {panel, ink, roles} = this.palette;
    const air = AIR * text;
    for (const {line, left, right, alpha} of windowSpans(chips, this.at(), this.window)) {
      const {y, height} = chips.find(chip => chip.line === line) ?? chips[0];
      const box = {
        x: left - air,
        width: right - left + 2 * air,
        y: y - air,
        height: height + 2 * air,
      };
      withAlpha(context, alpha * this.framed(), () =>
        paintBox(context, box, RADIUS.token + air / 2, panel, ink, STROKE.rest),
      );
    }
    const framed = this.framed();
    this.words.forEach((word, i) => {
      const shown = step(this.shown(), i);
      const {input, neighbour} = windowParts(i, this.at(), this.window);
      const away = framed * (1 - input - neighbour);
      const isInput = input * framed > 0.5;
      withAlpha(context, shown * (1 - (1 - FADED) * away), () =>
        paintChip(context, word, chips[i], {
          palette: this.palette,
          size: text,
          weight: isInput ? 700 : 500,
          role: isInput ? roles.residual : roles.token,
          lineWidth: STROKE.rest + (STROKE.selected - STROKE.rest) * input * framed,
        }),
      );
    });
  }
}
