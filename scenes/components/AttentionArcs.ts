import {initial, interpolation, signal} from '@motion-canvas/2d';
import type {Node} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import type {Source, Tensor} from '../captured/tensor.ts';
import {percent} from '../script/interpolate.ts';
import {MONO, SANS} from '../theme/type.ts';
import {arcStyle, LOUD} from './arc-style.ts';
import {curveTo} from './arc-curves.ts';
import {lengthOf, traceCurve} from './arc-path.ts';
import {Picture} from './Picture.ts';
import type {Extent, PictureProps} from './Picture.ts';
import {lerpTensors} from './lerp-tensors.ts';
import {paintText, withAlpha} from './paint.ts';
import type {TokenStrip} from './TokenStrip.ts';

export interface AttentionArcsProps extends PictureProps {
  /** The tokens that the arcs lie over. */
  strip: TokenStrip;
  /** Index of the token that attends. */
  query: number;
  /** One row of a pattern, `[key]`: the query's weight on every token. */
  row: SignalValue<Tensor>;
  /** What stands under the query, in the scene's language. */
  queryWord: string;
}

/** What arcs over the first of several lines, but not of many, have above it. */
const FIRST = {room: 84, lines: 3} as const;
/** Lines of text that a strip leaves for the percentages, and for what the query is. */
export const SHARE_NOTES = 2;

/**
 * Attention of one token: an arc to every token that it can see, as wide as its weight,
 * and the weight in percent under each. It can see those after it where any of them has
 * weight. Scale: absolute, the same in every head. Its box
 * is the room above the tokens that the arcs may take.
 *
 * @category Attention
 */
export class AttentionArcs extends Picture {
  @interpolation(lerpTensors)
  @signal()
  declare public readonly row: SimpleSignal<Tensor, this>;

  /** 0 to 1: opacity of the percentages. */
  @initial(0)
  @signal()
  declare public readonly shares: SimpleSignal<number, this>;

  private readonly strip: TokenStrip;
  private readonly query: number;
  private readonly queryWord: string;

  public constructor({strip, query, queryWord, ...props}: AttentionArcsProps) {
    super(props);
    this.strip = strip;
    this.query = query;
    this.queryWord = queryWord;
  }

  /** Tokens on several lines have their arcs between these; the first has none above it. */
  public override extent(room: {width: number; height: number}): Extent {
    const lines = this.strip.linesIn(room);
    if (lines === 1) return {width: 'rest', height: 'rest'};
    const isFirst = this.strip.lineIn(this.query, room) === 0;
    return {width: 'rest', height: isFirst && lines <= FIRST.lines ? FIRST.room : 0};
  }

  /** Arcs pass behind the chips. */
  public override get behind(): Node {
    return this.strip;
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 || this.shares() > 0 ? [this.row().source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const weights = this.row().data.subarray(0, this.end());
    const order = [...weights.keys()].sort((a, b) => weights[a] - weights[b]);
    for (const key of order) this.paintArc(context, key, weights[key]);
    weights.forEach((share, key) => this.paintShare(context, key, share));
  }

  /** After the last token that the query can see. */
  private end(): number {
    const {data} = this.row();
    const end = this.query + 1;
    return data.subarray(end).some(share => share > 0) ? data.length : end;
  }

  private paintArc(context: CanvasRenderingContext2D, key: number, share: number): void {
    const {width, alpha} = arcStyle(share);
    const {strip, query} = this;
    const curve = curveTo(strip, {
      query,
      key,
      end: this.end(),
      ceiling: this.box().y,
      width,
    });
    withAlpha(context, this.shown() > 0 ? alpha : 0, () => {
      context.strokeStyle = this.palette.roles.score.stroke;
      context.lineWidth = width;
      const length = lengthOf(curve);
      // Dashing is several times the work of a plain stroke.
      if (this.shown() < 1) context.setLineDash([length * this.shown(), length + 1]);
      context.beginPath();
      traceCurve(context, curve);
      context.stroke();
    });
  }

  private paintShare(
    context: CanvasRenderingContext2D,
    key: number,
    share: number,
  ): void {
    const {score, query} = this.palette.roles;
    const {noteSize: size, lines} = this.strip;
    const {x, y} = this.strip.noteAt(key);
    const loud = share >= LOUD;
    withAlpha(context, this.shares(), () => {
      paintText(context, percent(share), x, y, {
        family: MONO,
        size,
        weight: loud ? 700 : 500,
        color: loud ? score.stroke : this.palette.muted,
        align: 'center',
      });
      if (key !== this.query || lines > 1) return;
      paintText(context, this.queryWord, x, this.strip.noteAt(key, 1).y, {
        family: SANS,
        size,
        weight: 600,
        color: query.stroke,
        align: 'center',
      });
    });
  }
}
