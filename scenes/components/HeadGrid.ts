import {computed, initial, signal} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import type {HeadKind} from '../captured/probes/head-kinds.ts';
import type {Source, Tensor} from '../captured/tensor.ts';
import {step} from '../motion/verb.ts';
import {FADED} from '../theme/layout.ts';
import {SANS, SIZE} from '../theme/type.ts';
import type {HeadPlace} from './HeadMap.ts';
import {lerpBox} from './box.ts';
import type {Box} from './box.ts';
import {Picture} from './Picture.ts';
import type {PictureProps} from './Picture.ts';
import {planHeadGrid} from './head-grid-plan.ts';
import type {HeadGridPlan} from './head-grid-plan.ts';
import {PatternTile} from './paint-pattern.ts';
import {paintText, withAlpha} from './paint.ts';

export interface HeadGridProps extends PictureProps {
  /** Softmax output of every layer, `[head, query, key]`. */
  patterns: readonly Tensor[];
  /** What each head does, by layer and head. */
  kinds: readonly (readonly HeadKind[])[];
  /** Words in the scene's language. */
  words: {layer: string; head: string};
  /** Where the heads of one layer go when it is taken out of the grid; see `lifted`. */
  lanes?: {layer: number; boxes: readonly Box[]};
}

/**
 * The attention patterns of all heads, layers from top to bottom. Heads of one kind, or
 * one head, can stand out from the others, and one layer can be taken out.
 *
 * @category Attention
 */
export class HeadGrid extends Picture {
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

  /** 0 to 1: how far one layer has moved to its lanes, and the others have gone. */
  @initial(0)
  @signal()
  declare public readonly lifted: SimpleSignal<number, this>;

  private readonly settings: Omit<HeadGridProps, keyof PictureProps>;
  private readonly tiles: readonly (readonly PatternTile[])[];

  public constructor({patterns, kinds, words, lanes, ...props}: HeadGridProps) {
    super(props);
    this.settings = {patterns, kinds, words, lanes};
    const heads = patterns[0].shape[0];
    this.tiles = patterns.map(layer =>
      Array.from(
        {length: heads},
        (_, head) => new PatternTile(this.palette, layer.at(head)),
      ),
    );
  }

  /** Number of tiles, which `shown` counts in reading order. */
  public override get count(): number {
    return this.tiles.length * this.tiles[0].length;
  }

  @computed()
  private plan(): HeadGridPlan {
    const layers = this.tiles.length;
    return planHeadGrid({layers, heads: this.tiles[0].length}, this.box());
  }

  public override sources(): readonly Source[] {
    if (this.shown() <= 0) return [];
    const {patterns, lanes} = this.settings;
    if (lanes && this.lifted() > 0.5) return [patterns[lanes.layer].source];
    const place = this.picked() > 0.5 ? this.selected() : null;
    return place
      ? [patterns[place.layer].at(place.head).source]
      : patterns.map(({source}) => source);
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    this.tiles.forEach((heads, layer) =>
      heads.forEach((tile, head) => this.paintTile(context, tile, {layer, head})),
    );
    const heads = this.tiles[0].length;
    const {words, lanes} = this.settings;
    for (let head = 0; head < heads; head++) {
      const box = this.placeOf({layer: lanes?.layer ?? 0, head});
      const top = lerpBox(this.plan().tileOf(0, head), box, this.lifted());
      const name = this.plan().spelled ? `${words.head} ${head}` : `${head}`;
      withAlpha(context, Math.min(1, this.shown() - head), () =>
        this.write(context, name, top.x + top.width / 2, top.y - 16, 'center'),
      );
    }
    this.tiles.forEach((_, layer) => {
      const {x, y, height} = this.plan().tileOf(layer, 0);
      const name = this.plan().spelled ? `${words.layer} ${layer}` : `${layer}`;
      const alpha = Math.min(1, this.shown() - layer * heads) * (1 - this.lifted());
      withAlpha(context, alpha, () =>
        this.write(context, name, x - 24, y + height / 2 + 10, 'right'),
      );
    });
  }

  private write(
    context: CanvasRenderingContext2D,
    text: string,
    x: number,
    y: number,
    align: 'center' | 'right',
  ): void {
    paintText(context, text, x, y, {
      ...{family: SANS, size: SIZE.small, weight: 500, align},
      color: this.palette.muted,
    });
  }

  private paintTile(
    context: CanvasRenderingContext2D,
    tile: PatternTile,
    place: HeadPlace,
  ): void {
    const index = place.layer * this.tiles[0].length + place.head;
    const out = this.standsOut(place) * this.picked();
    const faded = 1 - (1 - FADED) * this.picked() * (1 - this.standsOut(place));
    const isLane = this.settings.lanes?.layer === place.layer;
    const gone = isLane ? 0 : Math.min(1, this.lifted() * 2);
    withAlpha(context, step(this.shown(), index) * faded * (1 - gone), () =>
      tile.paint(context, this.placeOf(place), out),
    );
  }

  private placeOf({layer, head}: HeadPlace): Box {
    const {lanes} = this.settings;
    const rest = this.plan().tileOf(layer, head);
    return lanes?.layer === layer
      ? lerpBox(rest, lanes.boxes[head], this.lifted())
      : rest;
  }

  private standsOut({layer, head}: HeadPlace): number {
    const place = this.selected();
    if (place) return place.layer === layer && place.head === head ? 1 : 0;
    return this.kind() === null || this.settings.kinds[layer][head] === this.kind()
      ? 1
      : 0;
  }
}
