import {computed, initial, signal} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import type {Source} from '../captured/tensor.ts';
import {group as grouped, percent} from '../script/interpolate.ts';
import {FADED, RADIUS} from '../theme/layout.ts';
import type {ColorRole} from '../theme/palette.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {PickablePicture} from './PickablePicture.ts';
import type {PictureProps} from './Picture.ts';
import {blocksPlan} from './blocks-plan.ts';
import type {BlocksPlan} from './blocks-plan.ts';
import {bottomOf, rightOf} from './box.ts';
import {paintBox, paintText, textWidth, withAlpha} from './paint.ts';

/** Parameters of one part of a model. */
export interface ParameterGroup {
  label: string;
  role: ColorRole;
  count: number;
  /** How many of them work on one token; default all. */
  active?: number;
  /** It shares its weights with that group, by its number, and counts once. */
  tiedTo?: number;
}

export interface ParameterBlocksProps extends PictureProps {
  /** The blocks, each with its number of parameters. */
  groups: readonly ParameterGroup[];
  /** Where the numbers come from. */
  source: Source;
  /** Words in the scene's language: what all blocks are, and what works on one token. */
  words: {total: string; active: string; unit: string};
}

const LABEL_AIR = 36;
const FOOT = 66;
const GAP = 4;

/**
 * Where a model's parameters are: a block stands for a round number of them, coloured by
 * the part that they belong to. Blocks load one after the other; those that do not work
 * on a token fade; tied weights slide onto each other.
 *
 * @category Models
 */
export class ParameterBlocks extends PickablePicture {
  /** 0 to 1: how far blocks that do not work on one token have faded. */
  @initial(0)
  @signal()
  declare public readonly active: SimpleSignal<number, this>;

  /** 0 to 1: how far tied weights have become one. */
  @initial(0)
  @signal()
  declare public readonly merged: SimpleSignal<number, this>;

  private readonly settings: Omit<ParameterBlocksProps, keyof PictureProps>;

  public constructor({groups, source, words, ...props}: ParameterBlocksProps) {
    super(props);
    this.settings = {groups, source, words};
  }

  /** Left edge of the blocks: names and figures of the groups stand before it. */
  @computed()
  private left(): number {
    const {groups} = this.settings;
    const label = Math.max(
      ...groups.map(({label: own}) => textWidth(own, SANS, SIZE.small, 700)),
      ...groups.map(({count}) => textWidth(grouped(count), MONO, SIZE.small, 500)),
    );
    return this.box().x + label + LABEL_AIR;
  }

  @computed()
  private plan(): BlocksPlan {
    const box = this.box();
    return blocksPlan(
      this.settings.groups.map(({count}) => count),
      {
        ...box,
        x: this.left(),
        width: rightOf(box) - this.left(),
        height: box.height - FOOT,
      },
    );
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 ? [this.settings.source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {groups} = this.settings;
    groups.forEach((_, i) => {
      const loaded = this.blocksOf(i);
      withAlpha(context, Math.min(1, loaded) * this.strengthOf(i), () =>
        this.paintGroup(context, i, loaded),
      );
    });
    withAlpha(context, Math.min(1, this.shown() * 4), () => this.paintFoot(context));
  }

  /** How many blocks of a group have been loaded; more than it has where all have. */
  private blocksOf(i: number): number {
    const blocks = this.plan().groups.map(own => own.blocks);
    const sum = (counts: readonly number[]): number =>
      counts.reduce((total, count) => total + count, 0);
    return this.shown() * sum(blocks) - sum(blocks.slice(0, i));
  }

  private loadedOf(i: number, count: number): number {
    return Math.min(count, Math.max(0, Math.floor(this.blocksOf(i))) * this.plan().unit);
  }

  private paintGroup(context: CanvasRenderingContext2D, i: number, loaded: number): void {
    const {palette} = this;
    const plan = this.plan();
    const group = this.settings.groups[i];
    const own = plan.groups[i];
    const colors = palette.roles[group.role];
    const tied = group.tiedTo === undefined ? 0 : this.merged();
    const target = plan.groups[group.tiedTo ?? i];
    const shift = (target.top - own.top) * tied;
    const active = group.active ?? group.count;
    const working = active / plan.unit;
    const isWhole = active >= group.count;
    const bright = new Path2D();
    const dim = new Path2D();
    const size = plan.step - GAP;
    for (let block = 0; block < Math.min(own.blocks, Math.ceil(loaded)); block++) {
      const part = Math.min(1, group.count / plan.unit - block);
      const x = this.left() + (block % plan.columns) * plan.step;
      const y = own.top + shift + Math.floor(block / plan.columns) * plan.step;
      const width = Math.max(3, size * part);
      const works = isWhole || block + 0.5 <= working || block === 0;
      const path = works ? bright : dim;
      path.roundRect(x, y, width, size, Math.min(RADIUS.cell, width / 2));
    }
    const fill = (path: Path2D): void => {
      context.fillStyle = colors.fill;
      context.fill(path);
      context.strokeStyle = colors.stroke;
      context.lineWidth = 2;
      context.stroke(path);
    };
    withAlpha(context, 1 - tied, () => fill(bright));
    const faded = 1 - (1 - FADED) * this.active();
    withAlpha(context, (1 - tied) * faded, () => fill(dim));
    withAlpha(context, 1 - tied, () => this.paintLabel(context, i));
  }

  private paintLabel(context: CanvasRenderingContext2D, i: number): void {
    const {palette} = this;
    const group = this.settings.groups[i];
    const box = this.box();
    const {top} = this.plan().groups[i];
    const active = group.active ?? group.count;
    const shown = group.count + (active - group.count) * this.active();
    paintText(context, group.label, box.x, top + 28, {
      family: SANS,
      size: SIZE.small,
      weight: 700,
      color: palette.roles[group.role].text,
    });
    paintText(context, grouped(Math.round(shown)), box.x, top + 64, {
      family: MONO,
      size: SIZE.small,
      weight: 500,
      color: palette.muted,
    });
  }

  /** What a block stands for, and how many parameters there are in all. */
  private paintFoot(context: CanvasRenderingContext2D): void {
    const {palette} = this;
    const {groups, words} = this.settings;
    const {unit} = this.plan();
    const baseline = bottomOf(this.box()) - 12;
    const style = {family: SANS, size: SIZE.small, weight: 500} as const;
    const swatch = {x: this.left(), y: baseline - 24, width: 28, height: 28};
    paintBox(context, swatch, RADIUS.cell, palette.panel, palette.faint, 2);
    const each = `= ${grouped(unit)} ${words.unit}`;
    paintText(context, each, this.left() + 42, baseline, {
      ...style,
      color: palette.muted,
    });
    const total = groups.reduce(
      (sum, {count, tiedTo}, i) =>
        sum + this.loadedOf(i, count) * (tiedTo === undefined ? 1 : 1 - this.merged()),
      0,
    );
    const active = groups.reduce(
      (sum, {count, active: own, tiedTo}) =>
        sum + (tiedTo === undefined ? (own ?? count) : 0),
      0,
    );
    const now = Math.round(total + (active - total) * this.active());
    const figure =
      this.active() > 0.5
        ? `${words.active} ${grouped(now)} (${percent(active / total)})`
        : `${words.total} ${grouped(now)}`;
    paintText(context, figure, rightOf(this.box()), baseline, {
      ...style,
      size: SIZE.label,
      weight: 700,
      color: palette.ink,
      align: 'right',
    });
  }
}
