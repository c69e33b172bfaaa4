import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import type {HeadKind} from '../captured/head-kinds.ts';
import type {Source, Tensor} from '../captured/tensor.ts';
import {FADED, RADIUS, STROKE} from '../theme/layout.ts';
import {mixColors} from '../theme/mix-colors.ts';
import {SANS, SIZE} from '../theme/type.ts';
import type {HeadPlace} from './HeadMap.ts';
import {Painted} from './Painted.ts';
import {gridPlan} from './matrix-plan.ts';
import type {Box} from './matrix-plan.ts';
import {paintBox, paintText, withAlpha} from './paint.ts';
import {pool, rampColor} from './ramp.ts';

export interface HeadGridProps extends NodeProps {
  /** Softmax output of every layer, `[head, query, key]`. */
  patterns: readonly Tensor[];
  /** What each head does, by layer and head. */
  kinds: readonly (readonly HeadKind[])[];
  /** Words in the scene's language. */
  words: {layer: string; head: string};
  /** Room for tiles and labels, in frame coordinates. */
  box: Box;
}

const GAP = 14;
const LABEL = {width: 110, height: 44} as const;
/** A tile draws at most so many cells each way; longer texts are averaged. */
const CELLS = 32;

/**
 * The attention patterns of all heads, layers from top to bottom. Heads of one kind, or
 * one head, can stand out from the others.
 */
export class HeadGrid extends Painted {
  /** How many tiles have appeared, in reading order; fractions fade the next one in. */
  @initial(0)
  @signal()
  declare public readonly shown: SimpleSignal<number, this>;

  /** The kind that stands out, `null` for none. */
  @initial(null)
  @signal()
  declare public readonly kind: SimpleSignal<HeadKind | null, this>;

  /** The head that stands out, `null` for none. */
  @initial(null)
  @signal()
  declare public readonly selected: SimpleSignal<HeadPlace | null, this>;

  /** 0 to 1: how far the others have faded. */
  @initial(0)
  @signal()
  declare public readonly picked: SimpleSignal<number, this>;

  private readonly settings: Omit<HeadGridProps, keyof NodeProps>;
  private readonly tile: number;

  public constructor({patterns, kinds, words, box, ...props}: HeadGridProps) {
    super(props);
    this.settings = {patterns, kinds, words, box};
    const heads = patterns[0].shape[0];
    this.tile = Math.min(
      (box.width - LABEL.width) / heads - GAP,
      (box.height - LABEL.height) / patterns.length - GAP,
    );
  }

  /** Number of tiles. */
  public get count(): number {
    const {patterns} = this.settings;
    return patterns.length * patterns[0].shape[0];
  }

  public override sources(): readonly Source[] {
    if (this.shown() <= 0) return [];
    const {patterns} = this.settings;
    const place = this.picked() > 0.5 ? this.selected() : null;
    return place
      ? [patterns[place.layer].at(place.head).source]
      : patterns.map(({source}) => source);
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {patterns, box, words} = this.settings;
    const heads = patterns[0].shape[0];
    const step = this.tile + GAP;
    const [left, top] = [box.x + LABEL.width, box.y + LABEL.height];
    const label = {
      family: SANS,
      size: SIZE.small,
      weight: 500,
      color: this.palette.muted,
    } as const;
    // Where tiles are narrow, the number alone is written.
    const short = this.tile < 100;
    for (let head = 0; head < heads; head++) {
      const text = short ? `${head}` : `${words.head} ${head}`;
      withAlpha(context, Math.min(1, this.shown() - head), () =>
        paintText(context, text, left + head * step + this.tile / 2, top - 16, {
          ...label,
          align: 'center',
        }),
      );
    }
    patterns.forEach((layer, l) => {
      const y = top + l * step;
      withAlpha(context, Math.min(1, this.shown() - l * heads), () =>
        paintText(
          context,
          short ? `${l}` : `${words.layer} ${l}`,
          left - 20,
          y + this.tile / 2 + 10,
          {...label, align: 'right'},
        ),
      );
      for (let head = 0; head < heads; head++) {
        withAlpha(context, Math.min(1, this.shown() - l * heads - head), () =>
          this.paintTile(
            context,
            layer.at(head),
            {layer: l, head},
            left + head * step,
            y,
          ),
        );
      }
    });
  }

  private paintTile(
    context: CanvasRenderingContext2D,
    {data, shape}: Tensor,
    place: HeadPlace,
    x: number,
    y: number,
  ): void {
    const {palette, tile} = this;
    const out = this.standsOut(place) * this.picked();
    const alpha = 1 - (1 - FADED) * this.picked() * (1 - this.standsOut(place));
    withAlpha(context, alpha, () => {
      const stroke = mixColors(palette.rule, palette.roles.score.stroke, out);
      const width = 2 + (STROKE.selected - 2) * out;
      const box = {x, y, width: tile, height: tile};
      paintBox(context, box, RADIUS.token, palette.panel, stroke, width);
      const inner = {x: x + 10, y: y + 10, width: tile - 20, height: tile - 20};
      const plan = gridPlan(
        {rows: shape[0], columns: shape[1]},
        inner,
        {left: 0, top: 0},
        CELLS,
      );
      const cells = pool(data, shape[1], plan);
      for (let row = 0; row < plan.rows; row++) {
        for (let column = 0; column <= row; column++) {
          context.fillStyle = rampColor(
            palette,
            'share',
            cells[row * plan.columns + column],
          );
          context.fillRect(
            plan.left + column * plan.cellWidth,
            plan.top + row * plan.cellHeight,
            plan.cellWidth - plan.gap,
            plan.cellHeight - plan.gap,
          );
        }
      }
    });
  }

  private standsOut({layer, head}: HeadPlace): number {
    const place = this.selected();
    if (place) return place.layer === layer && place.head === head ? 1 : 0;
    return this.kind() === null || this.settings.kinds[layer][head] === this.kind()
      ? 1
      : 0;
  }
}
