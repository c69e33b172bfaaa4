import {initial, interpolation, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import type {Source, Tensor} from '../captured/tensor.ts';
import {percent} from '../script/interpolate.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {Painted} from './Painted.ts';
import {lerpTensors} from './lerp-tensors.ts';
import {paintText, withAlpha} from './paint.ts';
import {TOKEN_HEIGHT} from './TokenStrip.ts';
import type {TokenStrip} from './TokenStrip.ts';

export interface AttentionArcsProps extends NodeProps {
  strip: TokenStrip;
  /** Index of the token that attends. */
  query: number;
  /** One row of a pattern, `[key]`: the query's weight on every token. */
  row: SignalValue<Tensor>;
  /** Highest point that an arc may reach, in frame coordinates. */
  ceiling: number;
  /** What stands under the query, in the scene's language. */
  queryWord: string;
}

/** Line width in pixels of an arc that carries all the weight. */
export const WIDTH_OF_ALL = 40;
/** Shares from here on are written bold and in colour. */
const LOUD = 0.15;

/** How an arc of a share is drawn: width in pixels, and opacity. */
export function arcStyle(share: number): {width: number; alpha: number} {
  return {
    width: Math.max(1.5, share * WIDTH_OF_ALL),
    alpha: Math.min(1, 0.28 + 1.6 * share),
  };
}

/**
 * Attention of one token: an arc to every token that it can see, as wide as its weight,
 * and the weight in percent under each. Scale: absolute, the same in every head.
 */
export class AttentionArcs extends Painted {
  @interpolation(lerpTensors)
  @signal()
  declare public readonly row: SimpleSignal<Tensor, this>;

  /** 0 to 1: how far the arcs have grown out of the query. */
  @initial(0)
  @signal()
  declare public readonly grown: SimpleSignal<number, this>;

  /** 0 to 1: opacity of the percentages. */
  @initial(0)
  @signal()
  declare public readonly shares: SimpleSignal<number, this>;

  private readonly strip: TokenStrip;
  private readonly query: number;
  private readonly ceiling: number;
  private readonly queryWord: string;

  public constructor({strip, query, ceiling, queryWord, ...props}: AttentionArcsProps) {
    super(props);
    this.strip = strip;
    this.query = query;
    this.ceiling = ceiling;
    this.queryWord = queryWord;
  }

  public override sources(): readonly Source[] {
    return this.grown() > 0 || this.shares() > 0 ? [this.row().source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const weights = this.row().data.subarray(0, this.query + 1);
    const order = [...weights.keys()].sort((a, b) => weights[a] - weights[b]);
    for (const key of order) this.paintArc(context, key, weights[key]);
    weights.forEach((share, key) => this.paintShare(context, key, share));
  }

  private paintArc(context: CanvasRenderingContext2D, key: number, share: number): void {
    const from = this.strip.anchor(this.query);
    const to = this.strip.anchor(key);
    const {width, alpha} = arcStyle(share);
    const height = this.heightOf(this.query - key);
    const path: Bezier =
      key === this.query
        ? [{x: from.x - 9, y: from.y}, -26, {x: from.x + 9, y: from.y}, 26, height]
        : [from, 0, to, 0, height];
    withAlpha(context, this.grown() > 0 ? alpha : 0, () => {
      context.strokeStyle = this.palette.roles.score.stroke;
      context.lineWidth = width;
      const length = lengthOf(path);
      // Dashing is several times the work of a plain stroke.
      if (this.grown() < 1) context.setLineDash([length * this.grown(), length + 1]);
      context.beginPath();
      trace(context, path);
      context.stroke();
    });
  }

  /** The longest arc reaches the ceiling; shorter ones lie inside it at even steps. */
  private heightOf(distance: number): number {
    const highest = this.strip.anchor(0).y - this.ceiling;
    if (distance === 0) return Math.min(64, highest);
    const lowest = Math.min(118, highest);
    const steps = Math.max(1, this.query - 1);
    return lowest + (Math.min(40 * steps, highest - lowest) * (distance - 1)) / steps;
  }

  private paintShare(
    context: CanvasRenderingContext2D,
    key: number,
    share: number,
  ): void {
    const {score, query} = this.palette.roles;
    const {x, y} = this.strip.anchor(key);
    const baseline = y + TOKEN_HEIGHT + 46;
    const loud = share >= LOUD;
    withAlpha(context, this.shares(), () => {
      paintText(context, percent(share), x, baseline, {
        family: MONO,
        size: SIZE.small,
        weight: loud ? 700 : 500,
        color: loud ? score.stroke : this.palette.muted,
        align: 'center',
      });
      if (key !== this.query) return;
      paintText(context, this.queryWord, x, baseline + 40, {
        family: SANS,
        size: SIZE.small,
        weight: 600,
        color: query.stroke,
        align: 'center',
      });
    });
  }
}

interface Point {
  x: number;
  y: number;
}

/** Start, sideways pull at the start, end, sideways pull at the end, height. */
type Bezier = readonly [
  from: Point,
  pull: number,
  to: Point,
  pullTo: number,
  height: number,
];

/** A cubic whose control points lie straight above its ends peaks at 3/4 of their height. */
function controls([from, pull, to, pullTo, height]: Bezier): [Point, Point] {
  return [
    {x: from.x + pull, y: from.y - height / 0.75},
    {x: to.x + pullTo, y: to.y - height / 0.75},
  ];
}

function trace(context: CanvasRenderingContext2D, path: Bezier): void {
  const [a, b] = controls(path);
  const [from, , to] = path;
  context.moveTo(from.x, from.y);
  context.bezierCurveTo(a.x, a.y, b.x, b.y, to.x, to.y);
}

function lengthOf(path: Bezier): number {
  const [a, b] = controls(path);
  const [from, , to] = path;
  let length = 0;
  let last = from;
  const steps = 24;
  for (let i = 1; i <= steps; i++) {
    const t = i / steps;
    const point = {
      x: cubic(from.x, a.x, b.x, to.x, t),
      y: cubic(from.y, a.y, b.y, to.y, t),
    };
    length += Math.hypot(point.x - last.x, point.y - last.y);
    last = point;
  }
  return length;
}

function cubic(p0: number, p1: number, p2: number, p3: number, t: number): number {
  const s = 1 - t;
  return s * s * s * p0 + 3 * s * s * t * p1 + 3 * s * t * t * p2 + t * t * t * p3;
}
