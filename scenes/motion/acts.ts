/**
 * Moves of the picture, not of its subject: coming, going, standing out, turning into
 * other values, flying to another place.
 */
import {all, delay} from '@motion-canvas/core';
import type {Node} from '@motion-canvas/2d';
import type {SimpleSignal, ThreadGenerator} from '@motion-canvas/core';

import {Column} from '../components/Column.ts';
import {Picture} from '../components/Picture.ts';
import type {Box} from '../components/box.ts';
import type {Sight, View} from '../components/point-view.ts';
import type {Tensor} from '../captured/tensor.ts';
import {EASE, MOVE, QUICK, SLOW, STAGGER} from '../theme/motion.ts';
import {secondsOf, timingOf} from './verb.ts';
import type {Pace, Progress} from './verb.ts';

/** Thing by thing, fast: they are only brought on. */
const COMING: Pace = {each: STAGGER * 2, least: SLOW, most: 3};

/** Seconds that a camera takes from one part of a map to another. */
const TRAVEL = 3.2;

/** What can come on: a picture, or a column that joined one. */
export interface Coming {
  readonly shown: Progress;
  /** Of how many things `shown` counts. */
  readonly count: number;
  readonly opened?: Progress;
}

const listOf = <T>(one: T | readonly T[]): readonly T[] =>
  Array.isArray(one) ? (one as readonly T[]) : [one as T];

/**
 * Pictures and columns come on together, once what is there has made room for them.
 *
 * @param how - `to` is how many of their things come, default all; `seconds` is how long
 * that takes, default by how many they are.
 */
export function* appear(
  what: Coming | readonly Coming[],
  {to, seconds}: {to?: number; seconds?: number} = {},
): ThreadGenerator {
  const coming = listOf(what);
  const arranger = coming.map(arrangerOf).find(one => one !== null);
  if (arranger) yield* arranger.settle();
  yield* all(
    ...coming.map(function* ({shown, count, opened}) {
      if (opened && opened() < 1) yield* opened(1, MOVE, EASE);
      const end = to ?? count;
      const way = end - shown();
      yield* shown(end, seconds ?? secondsOf(way, COMING), timingOf(way));
    }),
  );
}

/** One picture gives its place to another. */
export function* swap(old: Picture, added: Picture): ThreadGenerator {
  old.arranger?.insteadOf(old, added);
  added.opacity(0);
  yield* all(old.opacity(0, MOVE), added.opacity(1, MOVE), appear(added));
  old.remove();
}

/** What is drawn from its start: an arrow. */
export interface Drawable {
  readonly grown: Progress;
}

/** Arrows are drawn, one soon after the other. */
export function* draw(...arrows: readonly Drawable[]): ThreadGenerator {
  yield* all(...arrows.map((one, i) => delay(i * STAGGER, one.grown(1, MOVE, EASE))));
}

/** Pictures, columns and other nodes go, together; what is left takes their room. */
export function* leave(...nodes: readonly Node[]): ThreadGenerator {
  const arranger = nodes.map(arrangerOf).find(one => one !== null);
  arranger?.free(...nodes.filter(node => node instanceof Picture));
  yield* all(...nodes.map(node => node.opacity(0, QUICK)));
  const open = nodes.filter(node => node instanceof Column);
  if (open.length > 0) yield* all(...open.map(({opened}) => opened(0, MOVE, EASE)));
  for (const node of nodes) node.remove();
  if (arranger) yield* arranger.settle();
}

const arrangerOf = (one: object): Picture['arranger'] =>
  one instanceof Picture ? one.arranger : null;

/** Of a picture, some things stand out and the others fade. */
export interface Pickable {
  readonly picked: Progress;
}

/** It can be told which things these are. */
export interface PickableByIndex extends Pickable {
  readonly standing: (indices: readonly number[]) => unknown;
}

/** Some things of a picture stand out, those that it is told, or has been told before. */
export function pick(on: Pickable): ThreadGenerator;
export function pick(on: PickableByIndex, ...indices: readonly number[]): ThreadGenerator;
export function* pick(
  on: Pickable | PickableByIndex,
  ...indices: readonly number[]
): ThreadGenerator {
  if ('standing' in on && indices.length > 0) on.standing(indices);
  yield* on.picked(1, MOVE, EASE);
}

/** Nothing of a picture stands out any more. */
export function* unpick(on: Pickable): ThreadGenerator {
  yield* on.picked(0, MOVE, EASE);
}

/** A strip in which a token may ask. */
export interface Askable {
  readonly asking: Progress;
}

/** A token of a strip becomes the one that asks. */
export function* ask(on: Askable): ThreadGenerator {
  yield* on.asking(1, MOVE, EASE);
}

/** A part of a model, or of anything that works. */
export interface Workable {
  readonly active: Progress;
}

/** A part is at work: it lights up. */
export function* work(on: Workable, {seconds = MOVE} = {}): ThreadGenerator {
  yield* on.active(1, seconds, EASE);
}

/** A part has done its work. */
export function* rest(on: Workable, {seconds = MOVE} = {}): ThreadGenerator {
  yield* on.active(0, seconds, EASE);
}

/** A table that can be scrolled. */
export interface Scrollable {
  readonly first: Progress;
  firstFor(index: number): number;
}

/** A table scrolls until a thing's row stands in the middle, as far as there are rows. */
export function* scroll(on: Scrollable, {to}: {to: number}): ThreadGenerator {
  yield* on.first(on.firstFor(to), SLOW, EASE);
}

/** A map with a camera. */
export interface Viewable {
  readonly sight: SimpleSignal<View, unknown>;
}

/** The camera of a map goes to some of its points, or back until all are in sight. */
export function* look(on: Viewable, at: Sight = 'all'): ThreadGenerator {
  yield* on.sight({on: at}, TRAVEL, EASE);
}

/** Something that shows values, which can turn into others of the same shape. */
export interface Turnable {
  readonly values: SimpleSignal<Tensor, unknown>;
  readonly aboveValues?: SimpleSignal<Tensor, unknown>;
}

/**
 * Values turn into others, in the same place.
 *
 * @param above - What a vector above all rows turns into.
 */
export function* turn(
  on: Turnable,
  to: Tensor,
  {above, seconds = 2 * SLOW}: {above?: Tensor; seconds?: number} = {},
): ThreadGenerator {
  const moves = [on.values(to, seconds, EASE)];
  if (above && on.aboveValues) moves.push(on.aboveValues(above, seconds, EASE));
  yield* all(...moves);
}

/** A picture flies to another place; it is arranged no more. */
export function* fly(picture: Picture, to: Box, seconds = SLOW): ThreadGenerator {
  picture.arranger?.free(picture);
  yield* picture.box(to, seconds, EASE);
}
