import {initial, interpolation, signal} from '@motion-canvas/2d';
import type {Node, NodeProps} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal, ThreadGenerator} from '@motion-canvas/core';

import {Painted} from './Painted.ts';
import {STAGE, travelBox} from './box.ts';
import type {Box} from './box.ts';

/** How much of a room something takes: in pixels, or `rest` for all that is left. */
export interface Extent {
  width: number | 'rest';
  height: number | 'rest';
}

/** What gives pictures their boxes. */
export interface Arranger {
  /** Move all pictures to where they belong. */
  settle(): ThreadGenerator;
  /** Arrange a picture in the place of another, which stays where it is. */
  insteadOf(old: Picture, added: Picture): void;
  /** Arrange some pictures no more. */
  free(...pictures: readonly Picture[]): void;
}

export interface PictureProps extends NodeProps {
  /** Room that it fills, in frame coordinates. A stage gives it; default: all of it. */
  box?: SignalValue<Box>;
  /** How much of it is there at first: things that it counts, or 0 to 1. Default: nothing. */
  shown?: SignalValue<number>;
}

/**
 * A painted node that fills a box, whatever its size: a stage lays it out beside others
 * and makes room when more come.
 */
export abstract class Picture extends Painted {
  /** Room that it fills, in frame coordinates. */
  @initial(STAGE)
  @interpolation(travelBox)
  @signal()
  declare public readonly box: SimpleSignal<Box, this>;

  /** How much of it has appeared: things that it counts, or 0 to 1. */
  @initial(0)
  @signal()
  declare public readonly shown: SimpleSignal<number, this>;

  /** What arranges it beside others, if anything does. */
  public arranger: Arranger | null = null;

  /** How much of the rest it takes where others take of it too. */
  public get share(): number {
    return 1;
  }

  /** Of the rest it needs at least so many pixels, where there is enough for all. */
  public least(): {width: number; height: number} {
    return {width: 0, height: 0};
  }

  /** What it is painted behind, `null` for nothing: it lies over what was there before. */
  public get behind(): Node | null {
    return null;
  }

  /** What of its box it takes, in frame coordinates: what arrows lead to. */
  public content(): Box {
    return this.box();
  }

  /** Of how many things `shown` counts. */
  public get count(): number {
    return 1;
  }

  /**
   * What it takes of a room where others share it.
   *
   * @param _room - Size of the room in pixels.
   */
  public extent(_room: {width: number; height: number}): Extent {
    return {width: 'rest', height: 'rest'};
  }
}
