import {initial, signal} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import type {Source, Tensor} from '../captured/tensor.ts';
import {STROKE} from '../theme/layout.ts';
import {SANS, SIZE} from '../theme/type.ts';
import {signed} from '../script/numbers.ts';
import {Picture} from './Picture.ts';
import type {PictureProps} from './Picture.ts';
import {paintFoot} from './paint-foot.ts';
import {paintText, withAlpha} from './paint.ts';
import {dialColumns, handOf, periodOf, turnedProduct} from './rope.ts';
import type {TurningPair} from './rope.ts';

export interface RopeDialsProps extends PictureProps {
  /** A query of one head before positions are turned in, `[d_head]`. */
  queryVector: Tensor;
  /** A key of the same head, likewise, `[d_head]`. */
  keyVector: Tensor;
  /** Which numbers are pairs, and how fast each pair turns. */
  pairs: readonly TurningPair[];
  /**
   * What products are multiplied with, see `results.attention`.
   *
   * @unit factor
   */
  factor: number;
  /** Position of the query. */
  queryAt: SignalValue<number>;
  keyAt: SignalValue<number>;
  /** Words in the scene's language. */
  words: {query: string; key: string; distance: string; score: string; turn: string};
}

/** At most so many dials are drawn; of more pairs, every second, third, ... is. */
const MOST = 16;
const FOOT = 92;
const LABEL = 46;
const HUB = 6;
/** Length of a hand for a pair of zeros, as a share of the longest one's. */
const SHORTEST = 0.36;

/**
 * Rotary positions: each pair of numbers of a query is a clock hand that turns with the
 * position, every dial at its own speed. Under a dial stands after how many tokens it has
 * gone round once; longer and thicker hands are larger pairs. The key's hands turn
 * likewise, so the score of the two depends on their distance alone.
 *
 * @category Attention
 */
export class RopeDials extends Picture {
  /** Position of the query; hands turn as it changes. */
  @initial(0)
  @signal()
  declare public readonly queryAt: SimpleSignal<number, this>;

  /** Position of the key. */
  @initial(0)
  @signal()
  declare public readonly keyAt: SimpleSignal<number, this>;

  /** 0 to 1: how far the key's hands and the score have come in. */
  @initial(0)
  @signal()
  declare public readonly scored: SimpleSignal<number, this>;

  /** All dials get the key's hands at once. */
  public readonly counts = {scored: 1};
  private readonly settings: Pick<
    RopeDialsProps,
    'queryVector' | 'keyVector' | 'pairs' | 'factor' | 'words'
  >;
  /** The pairs that are drawn. */
  private readonly drawn: readonly TurningPair[];
  private readonly longest: {query: number; key: number};

  public constructor(props: RopeDialsProps) {
    const {queryVector, keyVector, pairs, factor, words, ...rest} = props;
    super(rest);
    this.settings = {queryVector, keyVector, pairs, factor, words};
    const every = Math.ceil(pairs.length / MOST);
    this.drawn = pairs.filter((_, i) => i % every === 0);
    const longestOf = ({data}: Tensor): number =>
      Math.max(...this.drawn.map(pair => Math.hypot(...handOf(data, pair))));
    this.longest = {query: longestOf(queryVector), key: longestOf(keyVector)};
  }

  /** Number of dials. */
  public override get count(): number {
    return this.drawn.length;
  }

  /** Scaled score of query and key at their positions. */
  public get score(): number {
    const {queryVector: query, keyVector: key, pairs, factor} = this.settings;
    const at = {query: this.queryAt(), key: this.keyAt()};
    return factor * turnedProduct(query.data, key.data, pairs, at);
  }

  public override sources(): readonly Source[] {
    const {queryVector: query, keyVector: key} = this.settings;
    if (this.shown() <= 0) return [];
    return this.scored() > 0 ? [query.source, key.source] : [query.source];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    this.drawn.forEach((pair, i) => {
      const appeared = Math.min(1, this.shown() - i);
      withAlpha(context, appeared, () => this.paintDial(context, pair, i));
    });
    withAlpha(context, Math.min(1, this.shown()), () => this.paintFoot(context));
  }

  private dialAt(i: number): {x: number; y: number; radius: number} {
    const box = this.box();
    const columns = dialColumns(this.count, {
      width: box.width,
      height: box.height - FOOT,
      label: LABEL,
    });
    const rows = Math.ceil(this.count / columns);
    const width = box.width / columns;
    const height = Math.min((box.height - FOOT) / rows, width + LABEL + 36);
    const top = box.y + (box.height - FOOT - rows * height) / 2;
    return {
      x: box.x + ((i % columns) + 0.5) * width,
      y: top + Math.floor(i / columns) * height + (height - LABEL) / 2,
      radius: Math.min(width, height - LABEL) / 2 - 14,
    };
  }

  private paintDial(
    context: CanvasRenderingContext2D,
    pair: TurningPair,
    i: number,
  ): void {
    const {palette} = this;
    const {queryVector: query, keyVector: key} = this.settings;
    const {frequency} = pair;
    const {x, y, radius} = this.dialAt(i);
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = palette.panel;
    context.fill();
    context.strokeStyle = palette.rule;
    context.lineWidth = STROKE.rest;
    context.stroke();
    const hands = [
      {role: 'key', data: key.data, at: this.keyAt(), alpha: this.scored()},
      {role: 'query', data: query.data, at: this.queryAt(), alpha: 1},
    ] as const;
    for (const {role, data, at, alpha} of hands) {
      const [a, b] = handOf(data, pair);
      const start = Math.atan2(b, a);
      const size = Math.hypot(a, b) / this.longest[role];
      const length = (SHORTEST + (1 - SHORTEST) * size) * (radius - 10);
      const {stroke} = palette.roles[role];
      // Where the hand stood at position 0, and the way that it has gone since.
      withAlpha(context, alpha * 0.3, () => {
        strokeHand(context, {x, y}, start, length, stroke, 3);
      });
      withAlpha(context, alpha, () => {
        const width = 4 + 4 * size;
        strokeHand(context, {x, y}, start + frequency * at, length, stroke, width);
      });
    }
    context.beginPath();
    context.arc(x, y, HUB, 0, 2 * Math.PI);
    context.fillStyle = palette.ink;
    context.fill();
    paintText(context, periodOf(frequency), x, y + radius + 38, {
      family: SANS,
      size: SIZE.small,
      weight: 500,
      color: palette.muted,
      align: 'center',
    });
  }

  /** What the figures under the dials are, the two positions, and the score. */
  private paintFoot(context: CanvasRenderingContext2D): void {
    const {palette} = this;
    const {words, pairs} = this.settings;
    const {length} = pairs;
    const box = this.box();
    const distance = this.queryAt() - this.keyAt();
    const {query, key, score} = palette.roles;
    const parts = [
      {text: `${words.query} ${place(this.queryAt())}`, color: query.text, alpha: 1},
      {
        text: `${words.key} ${place(this.keyAt())}`,
        color: key.text,
        alpha: this.scored(),
      },
      {
        text: `${words.distance} ${place(distance)}`,
        color: palette.ink,
        alpha: this.scored(),
      },
      {
        text: `${words.score} ${signed(this.score)}`,
        color: score.text,
        alpha: this.scored(),
      },
    ];
    const drawn = this.count < length ? ` · ${this.count} / ${length}` : '';
    const note = {text: `${words.turn}${drawn}`, color: palette.muted};
    paintFoot(context, note, parts, box);
  }
}

/** On the way between two positions, the nearer one is written. */
const place = (position: number): string =>
  `${Math.round(position)}`.replace('-', '\u2212');

function strokeHand(
  context: CanvasRenderingContext2D,
  {x, y}: {x: number; y: number},
  angle: number,
  length: number,
  color: string,
  width: number,
): void {
  context.strokeStyle = color;
  context.lineWidth = width;
  context.lineCap = 'round';
  context.beginPath();
  context.moveTo(x, y);
  // Angles grow against the clock, as in every textbook; the canvas counts downwards.
  context.lineTo(x + length * Math.cos(angle), y - length * Math.sin(angle));
  context.stroke();
  context.lineCap = 'butt';
}
