import {computed, initial, signal} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import type {Source, Tensor} from '../captured/tensor.ts';
import {step} from '../theme/step.ts';
import {SANS, SIZE} from '../theme/type.ts';
import type {HeadPlace} from './HeadMap.ts';
import {lerpBox, middleOf} from './box.ts';
import type {Box, Point} from './box.ts';
import {PickablePicture} from './PickablePicture.ts';
import type {PictureProps} from './Picture.ts';
import {HEAD_LABELS, planHeadGrid, planLanes} from './head-grid-plan.ts';
import type {HeadGridPlan} from './head-grid-plan.ts';
import {PatternTile} from './paint-pattern.ts';
import {paintText, withAlpha} from './paint.ts';

export interface HeadGridProps extends PictureProps {
  /** Softmax output of every layer, `[head, query, key]`. */
  patterns: readonly Tensor[];
  /** Number of each layer in its model, from 0; default: its place in the picture. */
  layers?: readonly number[];
  /** Words in the scene's language. */
  words: {layer: string; head: string};
}

/**
 * The attention patterns of all heads, layers from top to bottom. Some heads can stand out
 * from the others, and one layer can be lifted out: its heads then stand side by side, each
 * in a lane, and the others have gone.
 *
 * @category Attention
 */
export class HeadGrid extends PickablePicture {
  /** Index of the layer that `lifted` takes out. */
  @initial(0)
  @signal()
  declare public readonly layer: SimpleSignal<number, this>;

  /** 0 to 1: how far that layer has moved to its lanes, and the others have gone. */
  @initial(0)
  @signal()
  declare public readonly lifted: SimpleSignal<number, this>;

  private readonly patterns: HeadGridProps['patterns'];
  private readonly layers: HeadGridProps['layers'];
  private readonly words: HeadGridProps['words'];
  private readonly tiles: readonly (readonly PatternTile[])[];

  public constructor({patterns, layers, words, ...props}: HeadGridProps) {
    super(props);
    this.patterns = patterns;
    this.layers = layers;
    this.words = words;
    this.tiles = patterns.map(layer =>
      Array.from(
        {length: layer.shape[0]},
        (_, head) => new PatternTile(() => this.palette, layer.at(head)),
      ),
    );
  }

  /** Number of tiles, which `shown` counts in reading order. */
  public override get count(): number {
    return this.tiles.length * this.heads;
  }

  private get heads(): number {
    return this.tiles[0].length;
  }

  /** Number of a head in reading order. */
  public indexOf({layer, head}: HeadPlace): number {
    return layer * this.heads + head;
  }

  /** Where a head's tile lies now, in frame coordinates. */
  public tileBox({layer, head}: HeadPlace): Box {
    const rest = this.plan().tileOf(layer, head);
    if (layer !== this.layer()) return rest;
    return lerpBox(rest, this.lanes().tileOf(layer, head), this.lifted());
  }

  /** Middle above a head's name, in frame coordinates. */
  public aboveOf(place: HeadPlace): Point {
    const {x, y} = middleOf(this.tileBox(place), 'above');
    return {x, y: y - HEAD_LABELS.height};
  }

  @computed()
  private plan(): HeadGridPlan {
    const layers = this.tiles.length;
    return planHeadGrid({layers, heads: this.heads}, this.box());
  }

  @computed()
  private lanes(): Omit<HeadGridPlan, 'spelled' | 'every'> {
    return planLanes(this.heads, this.box());
  }

  public override sources(): readonly Source[] {
    if (this.shown() <= 0) return [];
    if (this.lifted() > 0.5) return [this.patterns[this.layer()].source];
    const [only, ...more] = this.picked() > 0.5 ? this.standing() : [];
    if (only === undefined || more.length > 0) {
      return this.patterns.map(({source}) => source);
    }
    const layer = Math.floor(only / this.heads);
    return [this.patterns[layer].at(only % this.heads).source];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    this.tiles.forEach((heads, layer) =>
      heads.forEach((tile, head) => this.paintTile(context, tile, {layer, head})),
    );
    const {words, heads} = this;
    const {spelled, every} = this.plan();
    for (let head = 0; head < heads; head += every.head) {
      const lane = this.tileBox({layer: this.layer(), head});
      const top = lerpBox(this.plan().tileOf(0, head), lane, this.lifted());
      const name = spelled ? `${words.head} ${head}` : `${head}`;
      withAlpha(context, Math.min(1, this.shown() - head), () =>
        this.write(context, name, top.x + top.width / 2, top.y - 16, 'center'),
      );
    }
    this.tiles.forEach((_, layer) => {
      if (layer % every.layer !== 0) return;
      const {x, y, height} = this.plan().tileOf(layer, 0);
      const number = this.layers?.[layer] ?? layer;
      const name = spelled ? `${words.layer} ${number}` : `${number}`;
      const alpha = Math.min(1, this.shown() - layer * heads) * (1 - 2 * this.lifted());
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
      family: SANS,
      size: SIZE.small,
      weight: 500,
      align,
      color: this.palette.muted,
    });
  }

  private paintTile(
    context: CanvasRenderingContext2D,
    tile: PatternTile,
    place: HeadPlace,
  ): void {
    const index = this.indexOf(place);
    const standsOut = this.isStanding(index) ? 1 : 0;
    const gone = place.layer === this.layer() ? 0 : Math.min(1, this.lifted() * 2);
    withAlpha(
      context,
      step(this.shown(), index) * this.strengthOf(index) * (1 - gone),
      () => tile.paint(context, this.tileBox(place), standsOut * this.picked()),
    );
  }
}
