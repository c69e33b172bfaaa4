import {all, easeInOutCubic, linear} from '@motion-canvas/core';
import type {ThreadGenerator, TimingFunction} from '@motion-canvas/core';

import {EASE, MOVE} from '../theme/motion.ts';

/**
 * How far a verb has come on a component: 0 to 1, or how many of its rows, tokens or
 * lanes are done, where fractions show the next one on its way. A Motion Canvas signal.
 */
export interface Progress {
  (): number;
  (to: number, seconds: number, timing: TimingFunction): ThreadGenerator;
}

/** How fast a verb goes, in seconds. */
export interface Pace {
  /** Of each thing, where things are counted. */
  each: number;
  /** Of the whole move at least, and at most. */
  least: number;
  most: number;
}

/** A component that a verb acts on: it has the signal that the verb moves. */
export type Actor<S extends string> = {readonly [signal in S]: Progress} & {
  /** Of how many things its progress counts; without it, progress goes from 0 to 1. */
  readonly count?: number;
  /** The same of a single signal, where it counts other things than the rest. */
  readonly counts?: Readonly<Partial<Record<string, number>>>;
  /** 0 to 1: how far there is room for it; a verb makes the room first. */
  readonly opened?: Progress;
};

/** How a verb is said in a scene. */
export type Verb<S extends string> = (
  on: Actor<S> | readonly Actor<S>[],
  how?: {to?: number; seconds?: number},
) => ThreadGenerator;

/**
 * Make a motion verb.
 *
 * @param signal - Name of the signal that it moves: the verb's participle.
 * @param pace - How fast it goes where the scene does not say.
 * @returns A generator function, for one component or several that move together. `to` is
 * where the progress ends, default all of it; `seconds` is how long the whole move takes.
 */
export function verb<S extends string>(signal: S, pace: Pace): Verb<S> {
  function* one(on: Actor<S>, how: {to?: number; seconds?: number}): ThreadGenerator {
    const {to = on.counts?.[signal] ?? on.count ?? 1, seconds} = how;
    const progress = on[signal];
    const way = Math.abs(to - progress());
    yield* progress(to, seconds ?? secondsOf(way, pace), timingOf(way));
  }
  return function* (on, how = {}) {
    const actors = isSeveral(on) ? on : [on];
    const coming = actors.map(({opened}) => opened).filter(isComing);
    if (coming.length > 0) yield* all(...coming.map(opened => opened(1, MOVE, EASE)));
    if (actors.length === 1) yield* one(actors[0], how);
    else yield* all(...actors.map(actor => one(actor, how)));
  };
}

const isSeveral = <S extends string>(
  on: Actor<S> | readonly Actor<S>[],
): on is readonly Actor<S>[] => Array.isArray(on);

const isComing = (opened: Progress | undefined): opened is Progress =>
  opened !== undefined && opened() < 1;

/** Seconds for a way of so many things. */
export function secondsOf(way: number, {each, least, most}: Pace): number {
  return Math.min(most, Math.max(least, way * each));
}

/**
 * One thing eases in and out. Of several, each does so by itself (see `step`), and
 * they follow each other evenly: eased as a whole, those in the middle would rush.
 */
export const timingOf = (way: number): TimingFunction =>
  way <= 1 ? easeInOutCubic : linear;
