import {archOf, linkOf} from './arc-path.ts';
import type {Curve} from './arc-path.ts';
import type {Point} from './box.ts';

/** A strip that arcs lie over, as they see it. */
export interface ArcStrip {
  /** How many lines it takes, and the room between two, below the shares of the upper one. */
  lines: number;
  between: number;
  /** Middle of a chip's upper edge, and below it and its share. */
  anchor(index: number): Point;
  foot(index: number): Point;
  boxOf(index: number): {line: number};
}

/** Which arc it is, and what it has room for. */
export interface Arc {
  query: number;
  key: number;
  /** After the last token that the query sees. */
  end: number;
  /** Where the room above the strip ends, in frame coordinates. */
  ceiling: number;
  /** Width of its line. */
  width: number;
}

/**
 * The query's own arc: half its width, at least and by the width of its line, how far it
 * bulges, and its height, in pixels.
 */
const LOOP = {foot: 9, wide: 0.8, pull: 26, height: 64, near: 26} as const;
/** The nearest tokens' arcs are no higher, and each step away makes at most so much. */
const INNER = {height: 118, step: 40} as const;
/** Part of the room between two lines that the highest arc takes, and of that the lowest. */
const RISE = 0.85;
const LEAST = 0.3;
/** Between a share and the arc that comes from it, in pixels. */
const OFF = 6;

/** The curve of an arc: over the strip; where that takes several lines, between these. */
export function curveTo(strip: ArcStrip, arc: Arc): Curve {
  const {query, key} = arc;
  const [from, to] = [strip.anchor(query), strip.anchor(key)];
  if (key === query) return loopAt(from, loopHeight(strip, arc), arc.width);
  const lines = strip.boxOf(key).line - strip.boxOf(query).line;
  if (lines < 0) return linkOf(from, below(strip, key));
  if (lines > 0) return linkOf(below(strip, query), to);
  const height = strip.lines === 1 ? heightOf(strip, arc) : heightAmong(strip, arc);
  return archOf(from, to, height);
}

function loopAt({x, y}: Point, height: number, width: number): Curve {
  const foot = Math.max(LOOP.foot, LOOP.wide * width);
  const [left, right] = [-foot, foot].map(dx => ({x: x + dx, y}));
  return archOf(left, right, height, LOOP.pull);
}

const loopHeight = (strip: ArcStrip, {ceiling}: Arc): number =>
  Math.min(strip.lines === 1 ? LOOP.height : LOOP.near, strip.anchor(0).y - ceiling);

function below(strip: ArcStrip, index: number): Point {
  const {x, y} = strip.foot(index);
  return {x, y: y + OFF};
}

/** The longest arc reaches the ceiling; shorter ones lie inside it at even steps. */
function heightOf(strip: ArcStrip, {query, key, end, ceiling}: Arc): number {
  const highest = strip.anchor(0).y - ceiling;
  const lowest = Math.min(INNER.height, highest);
  const farthest = Math.max(query, end - 1 - query);
  const steps = Math.max(1, farthest - 1);
  const most = Math.min(INNER.step * steps, highest - lowest);
  return lowest + (most * (Math.abs(query - key) - 1)) / steps;
}

/** Within one of several lines: the widest arc is the highest. */
function heightAmong(strip: ArcStrip, {query, key, end, ceiling}: Arc): number {
  const {line} = strip.boxOf(query);
  const {x, y} = strip.anchor(query);
  const widthTo = (index: number): number => Math.abs(strip.anchor(index).x - x);
  const widest = Array.from({length: end}, (_, i) => i)
    .filter(i => strip.boxOf(i).line === line)
    .reduce((most, i) => Math.max(most, widthTo(i)), 1);
  const room = line === 0 ? y - ceiling : strip.between;
  const most = Math.max(LOOP.near, RISE * room);
  return most * (LEAST + ((1 - LEAST) * widthTo(key)) / widest);
}
