import {initial, interpolation, signal} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';
import type {Source, Tensor} from 'attention-in-motion/captured/tensor';
import {Picture} from 'attention-in-motion/components/Picture';
import type {Extent, PictureProps} from 'attention-in-motion/components/Picture';
import {lerpBox, rightOf} from 'attention-in-motion/components/box';
import type {Box} from 'attention-in-motion/components/box';
import {lerpTensors} from 'attention-in-motion/components/lerp-tensors';
import {paintBox, textWidth, withAlpha} from 'attention-in-motion/components/paint';
import {paintSideLabel} from 'attention-in-motion/components/paint-side-label';
import {SIDE_LABEL, SIDE_LENGTH} from 'attention-in-motion/components/sizes';
import {limitOf, rampColor} from 'attention-in-motion/components/ramp';
import {frameWords} from 'attention-in-motion/script/locales';
import {group} from 'attention-in-motion/script/numbers';
import {RADIUS, STROKE} from 'attention-in-motion/theme/layout';
import type {ColorRole} from 'attention-in-motion/theme/palette';
import {useLocale} from 'attention-in-motion/theme/theme';
import {SANS, SIZE} from 'attention-in-motion/theme/type';

import {cellAt, foldedBox, ranksOf} from './fold-plan.ts';
import type {Fold} from './fold-plan.ts';

export interface FoldedProps extends PictureProps {
  /** `[component]`. */
  values: SignalValue<Tensor>;
  /** How it is folded: as all vectors of the picture are. */
  fold: Fold;
  role: ColorRole;
  /** What it is; its length is added. */
  label: SignalValue<string>;
  /** Value of full colour. */
  limit: number;
}

/** Cells are as high as wide, if that is no more than this in all. */
const HIGHEST = 84;
/** What its name lies on. */
const PLATE = {height: 42, air: 14} as const;

/**
 * A vector folded into lines, all its cells in sight: it is as wide as it has numbers,
 * beside others of the same fold. Its cells can sort themselves by size.
 */
export class Folded extends Picture {
  @interpolation(lerpTensors)
  @signal()
  declare public readonly values: SimpleSignal<Tensor, this>;

  /** What it is. */
  @initial('')
  @signal()
  declare public readonly label: SimpleSignal<string, this>;

  /** 0 to 1: how much of the room for a bracket is left below it. */
  @initial(0)
  @signal()
  declare public readonly footed: SimpleSignal<number, this>;

  /** 0 to 1: how far the cells have sorted themselves, the largest sizes first. */
  @initial(0)
  @signal()
  declare public readonly sorted: SimpleSignal<number, this>;

  private readonly settings: Omit<FoldedProps, 'values' | 'label'>;
  private readonly sampled = frameWords(useLocale()).sampled;

  public constructor(props: FoldedProps) {
    super(props);
    this.settings = props;
  }

  public override extent({width}: {width: number}): Extent {
    const foot = SIDE_LENGTH.along * this.footed();
    return {width: 'rest', height: SIDE_LABEL.above + this.heightIn(width) + foot};
  }

  /** Cells are as high as wide, as far as they may. */
  private heightIn(width: number): number {
    const {lines, columns} = this.settings.fold;
    return Math.min(HIGHEST, (width / columns) * lines);
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 ? [this.values().source] : [];
  }

  /** Room of its cells, in frame coordinates. */
  public cells(): Box {
    const {x, y, width, height} = this.box();
    const top = y + SIDE_LABEL.above;
    const cells = Math.min(this.heightIn(width), height - SIDE_LABEL.above);
    const room = {x, y: top, width, height: cells};
    return foldedBox(this.values().data.length, this.settings.fold, room);
  }

  /** Where a number's cell lies now; of one that is not drawn, where it would. */
  public cellOf(index: number): Box {
    const {fold} = this.settings;
    return this.cellIn(index / fold.every, this.rankOf(index) / fold.every, this.cells());
  }

  /** Room that some numbers take once they have sorted themselves to the left. */
  public boxOf(indices: readonly number[]): Box {
    const box = this.cells();
    const ends = indices.map(index => rightOf(this.cellOf(index)));
    return {...box, width: Math.max(...ends) - box.x};
  }

  private rankOf(index: number): number {
    return this.sorted() > 0 ? ranksOf(this.values().data)[index] : 0;
  }

  private cellIn(place: number, rank: number, box: Box): Box {
    const {fold} = this.settings;
    const {width} = this.box();
    const own = cellAt(Math.floor(place), fold, box, width);
    if (this.sorted() <= 0) return own;
    return lerpBox(own, cellAt(Math.floor(rank), fold, box, width), this.sorted());
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {fold, role, limit} = this.settings;
    const {palette} = this;
    const {data} = this.values();
    const box = this.cells();
    const ranks = this.sorted() > 0 ? ranksOf(data) : null;
    const {stroke} = palette.roles[role];
    withAlpha(context, Math.min(1, this.shown()), () => {
      for (let i = 0; i < data.length; i += fold.every) {
        const cell = this.cellIn(i / fold.every, (ranks?.[i] ?? 0) / fold.every, box);
        const gap = Math.min(2, cell.width * 0.12);
        context.fillStyle = rampColor(palette, 'signed', data[i] / limit);
        context.fillRect(cell.x, cell.y, cell.width - gap, cell.height - gap);
      }
      paintBox(context, box, RADIUS.cell, null, stroke, STROKE.rest);
      this.paintLabel(context, box);
    });
  }

  /** On a plate: lines that lead here end behind it. */
  private paintLabel(context: CanvasRenderingContext2D, box: Box): void {
    const label = `${this.label()}  ·  ${this.length(this.values().data)}`;
    const {ground, roles} = this.palette;
    const width = textWidth(label, SANS, SIZE.small, 600) + PLATE.air;
    context.fillStyle = ground;
    context.fillRect(box.x, box.y - PLATE.height - 4, width, PLATE.height);
    paintSideLabel(context, label, box, 'above', roles[this.settings.role].text);
  }

  /** How many numbers it has, and how many of them are drawn. */
  private length({length}: Float32Array): string {
    const {every} = this.settings.fold;
    if (every === 1) return group(length);
    return this.sampled(group(Math.ceil(length / every)), group(length));
  }
}

/** Value of full colour of several vectors together. */
export const limitOfAll = (...vectors: readonly Tensor[]): number =>
  Math.max(...vectors.map(({data}) => limitOf('signed', data)));
