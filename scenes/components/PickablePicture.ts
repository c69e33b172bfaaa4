import {initial, signal} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import {FADED} from '../theme/layout.ts';
import {Picture} from './Picture.ts';

/** A picture of several things, of which `pick` lets some stand out. */
export abstract class PickablePicture extends Picture {
  /** Index of each thing that stands out; the others fade as `picked` goes to 1. */
  @initial([])
  @signal()
  declare public readonly standing: SimpleSignal<readonly number[], this>;

  /** 0 to 1: how far the other things have faded. */
  @initial(0)
  @signal()
  declare public readonly picked: SimpleSignal<number, this>;

  /** Whether a thing stands out. */
  public isStanding(index: number): boolean {
    return this.standing().includes(index);
  }

  /** 0 to 1: opacity of a thing, as far as others stand out. */
  protected strengthOf(index: number): number {
    return this.isStanding(index) ? 1 : 1 - (1 - FADED) * this.picked();
  }
}
