import {initial, signal} from '@motion-canvas/2d';
import type {SimpleSignal, ThreadGenerator} from '@motion-canvas/core';

import {RADIUS} from '../theme/layout.ts';
import {SANS, SIZE} from '../theme/type.ts';
import {Picture} from './Picture.ts';
import type {Extent, PictureProps} from './Picture.ts';
import {paintBox, paintText, withAlpha} from './paint.ts';
import {mixColors} from '../theme/mix-colors.ts';

export interface HeadMapProps extends PictureProps {
  /** Number of layers. */
  layers: number;
  /** Number of heads in a layer. */
  heads: number;
  /** Words in the scene's language. */
  words: {layer: string; head: string};
}

/** A head by its place in the model. */
export interface HeadPlace {
  layer: number;
  head: number;
}

/** Size of the map's panel in pixels. */
const HEAD_MAP = {width: 340, height: 152} as const;
const GRID = {x: 28, y: 66, width: 284, height: 66};

/**
 * All heads of a model as small cells, layers from top to bottom; one is selected.
 *
 * @category Attention
 */
export class HeadMap extends Picture {
  /** 0 to 1: how far the selection has moved from `from` to `to`. */
  @initial(1)
  @signal()
  declare private readonly moved: SimpleSignal<number, this>;

  @initial({layer: 0, head: 0})
  @signal()
  declare private readonly from: SimpleSignal<HeadPlace, this>;

  @initial({layer: 0, head: 0})
  @signal()
  declare private readonly to: SimpleSignal<HeadPlace, this>;

  private readonly settings: Omit<HeadMapProps, keyof PictureProps>;

  public constructor({layers, heads, words, ...props}: HeadMapProps) {
    super(props);
    this.settings = {layers, heads, words};
  }

  /** Show a head as the selected one, at once. */
  public set(place: HeadPlace): void {
    this.from(place);
    this.to(place);
    this.moved(1);
  }

  /** Pass the selection on to another head. */
  public *select(place: HeadPlace, seconds: number): ThreadGenerator {
    this.from(this.to());
    this.to(place);
    this.moved(0);
    yield* this.moved(1, seconds);
  }

  public override extent(): Extent {
    return HEAD_MAP;
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    withAlpha(context, Math.min(1, this.shown()), () => this.paintPanel(context));
  }

  private paintPanel(context: CanvasRenderingContext2D): void {
    const {palette} = this;
    const {layers, heads, words} = this.settings;
    const {x: left, y: top} = this.box();
    const {layer, head} = this.moved() < 0.5 ? this.from() : this.to();
    paintBox(
      context,
      {x: left, y: top, ...HEAD_MAP},
      RADIUS.token,
      palette.panel,
      palette.rule,
      2,
    );
    paintText(
      context,
      `${words.layer} ${layer} · ${words.head} ${head}`,
      left + 28,
      top + 48,
      {
        family: SANS,
        size: SIZE.small,
        weight: 600,
        color: palette.roles.score.text,
      },
    );
    const gap = Math.min(6, GRID.height / layers / 4);
    const width = (GRID.width + gap) / heads - gap;
    const height = (GRID.height + gap) / layers - gap;
    for (let l = 0; l < layers; l++) {
      for (let h = 0; h < heads; h++) {
        const on = this.selectedness({layer: l, head: h});
        context.fillStyle = mixColors(palette.faint, palette.roles.score.stroke, on);
        context.beginPath();
        context.roundRect(
          left + GRID.x + h * (width + gap),
          top + GRID.y + l * (height + gap),
          width,
          height,
          Math.min(RADIUS.cell, height / 3),
        );
        context.fill();
      }
    }
  }

  private selectedness(place: HeadPlace): number {
    const same = (other: HeadPlace): boolean =>
      other.layer === place.layer && other.head === place.head;
    return Math.max(
      same(this.to()) ? this.moved() : 0,
      same(this.from()) ? 1 - this.moved() : 0,
    );
  }
}
