import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';
import {Painted} from 'attention-in-motion/components/Painted';
import {lerpBox} from 'attention-in-motion/components/box';
import type {Box} from 'attention-in-motion/components/box';
import {withAlpha} from 'attention-in-motion/components/paint';
import {paintFitted} from 'attention-in-motion/components/paint-chip';
import {verb} from 'attention-in-motion/motion/verb';
import {step} from 'attention-in-motion/theme/step';

/** A word on its way: what stands on its chip, and from where to where it goes. */
export interface Way {
  text: string;
  from: Box;
  to: Box;
}

export interface FlightsProps extends NodeProps {
  /** How many words fly. */
  count: number;
  /** The way of each of them now. */
  wayOf: (index: number) => Way;
}

/** Share of a word's turn after which it has arrived. */
const ARRIVED = 0.65;
/** Size of the words on their way, in pixels. */
const TEXT = 32;

/** Words that fly to their places one after the other. */
export class Flights extends Painted {
  /** How many words have flown; fractions are on their way. */
  @initial(0)
  @signal()
  declare public readonly flown: SimpleSignal<number, this>;

  public readonly count: number;
  private readonly wayOf: (index: number) => Way;

  public constructor({count, wayOf, ...props}: FlightsProps) {
    super(props);
    this.count = count;
    this.wayOf = wayOf;
  }

  /** How many words have arrived. */
  public get arrived(): number {
    return Math.floor(this.flown() + 1 - ARRIVED + 1e-9);
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const index = Math.floor(this.flown());
    const turn = (this.flown() - index) / ARRIVED;
    if (index >= this.count || turn <= 0 || turn >= 1) return;
    const {text, from, to} = this.wayOf(index);
    const {palette} = this;
    const box = lerpBox(from, to, step(turn, 0));
    withAlpha(context, Math.min(1, (1 - turn) * 6), () =>
      paintFitted(context, text, box, {palette, size: TEXT}),
    );
  }
}

/** Words fly to their places. Moves `flown`. */
export const send = verb('flown', {each: 0.62, least: 0.62, most: 6});
