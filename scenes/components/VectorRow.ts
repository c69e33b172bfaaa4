import {initial, interpolation, signal} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import type {Source, Tensor} from '../captured/tensor.ts';
import {frameWords} from '../lesson/locales.ts';
import {figure} from '../script/interpolate.ts';
import {RADIUS, STROKE} from '../theme/layout.ts';
import type {ColorRole} from '../theme/palette.ts';
import {readableOn} from '../theme/readable-on.ts';
import {useLocale} from '../theme/theme.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {bottomOf, centreOf} from './box.ts';
import type {Box} from './box.ts';
import {Picture} from './Picture.ts';
import type {PictureProps} from './Picture.ts';
import {lerpTensors} from './lerp-tensors.ts';
import type {Side} from './paint-bracket.ts';
import {paintLength, paintSideLabel} from './paint-side-label.ts';
import {paintBox, paintText, withAlpha} from './paint.ts';
import {limitOf, rampColor} from './ramp.ts';
import {planVector} from './vector-plan.ts';
import type {VectorPlan} from './vector-plan.ts';

export interface VectorRowProps extends PictureProps {
  /** `[component]`. */
  values: SignalValue<Tensor>;
  /** Which way the components run. Default `across`. */
  axis?: 'across' | 'down';
  /** What the vector is: colour of outline and label. Default: no outline, ink. */
  role?: ColorRole;
  /** Its name, and where that stands. Default above its start. */
  label?: SignalValue<string>;
  /** Where the label stands. */
  labelSide?: Side;
  /** Where the bracket with its true length stands. Default below, or left of a column. */
  bracketSide?: Side;
  /** At most so many cells are drawn. Default: as many as are four pixels wide. */
  most?: number;
  /** Value of full colour. Default: the vector's own largest size. */
  limit?: number;
  /** Names of equal parts, written under each; see `joined`. */
  parts?: readonly string[];
  /** How many decimals the figures in the cells have. Default: 2. */
  decimals?: number;
  /** Gap between parts in pixels while they are apart. Default 18. */
  partGap?: number;
}

/** A cell narrower than this could not be told from its neighbour on a phone. */
const NARROWEST = 4;

/**
 * A vector as a row or a column of cells, coloured by sign and size. Of a longer vector
 * than can be drawn every n-th component is drawn, and the label says how many of how
 * many. A bracket gives the true length; zoomed cells hold their values as figures.
 *
 * @category Vectors and matrices
 */
export class VectorRow extends Picture {
  @interpolation(lerpTensors)
  @signal()
  declare public readonly values: SimpleSignal<Tensor, this>;

  /** Its name. */
  @initial('')
  @signal()
  declare public readonly label: SimpleSignal<string, this>;

  /** 0 to 1: opacity of the label. */
  @initial(1)
  @signal()
  declare public readonly labelled: SimpleSignal<number, this>;

  /** 0 to 1: opacity of the bracket with the true length. */
  @initial(0)
  @signal()
  declare public readonly bracketed: SimpleSignal<number, this>;

  /** 0 to 1: opacity of the figures in the cells, where these are large enough. */
  @initial(0)
  @signal()
  declare public readonly zoomed: SimpleSignal<number, this>;

  /** 0 to 1: how far the parts have moved together. */
  @initial(0)
  @signal()
  declare public readonly joined: SimpleSignal<number, this>;

  private readonly settings: Omit<VectorRowProps, 'values' | 'box' | 'label'>;
  private readonly sampled = frameWords(useLocale()).sampled;

  public constructor(props: VectorRowProps) {
    super(props);
    this.settings = props;
  }

  private get isAcross(): boolean {
    return this.settings.axis !== 'down';
  }

  public override sources(): readonly Source[] {
    return this.shown() > 0 ? [this.values().source] : [];
  }

  /** Place of a component's cell, or of the nearest one that is drawn. */
  public cellOf(component: number): Box {
    const {shown, cells} = this.plan();
    const at = shown.findLastIndex(own => own <= component);
    return cells[Math.max(0, at)];
  }

  /** Paint its cells somewhere else: what is on its way from it. */
  public paintCopy(context: CanvasRenderingContext2D, box: Box): void {
    const {data} = this.values();
    const full = this.settings.limit ?? limitOf('signed', data);
    const plan = this.plan(box);
    plan.cells.forEach((cell, i) => {
      const value = data[plan.shown[i]] / full;
      this.paintCell(context, cell, rampColor(this.palette, 'signed', value));
    });
  }

  private plan(box: Box = this.box()): VectorPlan {
    const {axis = 'across', most, parts = [], partGap = 18} = this.settings;
    const along = axis === 'across' ? box.width : box.height;
    const fitting = Math.max(1, Math.floor(along / NARROWEST));
    return planVector(
      {
        length: this.values().data.length,
        axis,
        most: Math.min(most ?? fitting, fitting),
        parts: Math.max(1, parts.length),
        gap: partGap * (1 - this.joined()),
      },
      box,
    );
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {palette} = this;
    const {role, limit} = this.settings;
    const {data} = this.values();
    const plan = this.plan();
    const full = limit ?? limitOf('signed', data);
    const count = Math.min(1, this.shown()) * plan.cells.length;
    for (let i = 0; i < Math.ceil(count); i++) {
      const value = data[plan.shown[i]];
      const color = rampColor(palette, 'signed', value / full);
      this.paintCell(context, plan.cells[i], color);
      if (this.zoomed() > 0) this.paintFigure(context, plan.cells[i], value, color);
    }
    if (role) {
      const {stroke} = palette.roles[role];
      plan.parts.forEach(part => {
        const seen = this.seenPart(part);
        if (seen) paintBox(context, seen, RADIUS.cell, null, stroke, STROKE.rest);
      });
    }
    withAlpha(context, Math.min(1, this.shown() * 4), () => {
      withAlpha(context, this.labelled(), () => this.paintLabel(context, plan));
      this.paintParts(context, plan);
      withAlpha(context, this.bracketed(), () => {
        const side = this.settings.bracketSide ?? (this.isAcross ? 'below' : 'left');
        paintLength(context, `${data.length}`, this.box(), side, palette.muted);
      });
    });
  }

  /** Small cells touch, so that they do not drown in gaps. */
  private paintCell(context: CanvasRenderingContext2D, cell: Box, color: string): void {
    const small = Math.min(cell.width, cell.height);
    const gap = small < 6 ? 0 : Math.min(3, small * 0.14);
    const {isAcross} = this;
    context.fillStyle = color;
    context.fillRect(
      cell.x,
      cell.y,
      cell.width - (isAcross ? gap : 0) + (gap === 0 && isAcross ? 0.4 : 0),
      cell.height - (isAcross ? 0 : gap) + (gap === 0 && !isAcross ? 0.4 : 0),
    );
  }

  private paintFigure(
    context: CanvasRenderingContext2D,
    cell: Box,
    value: number,
    color: string,
  ): void {
    const text = figure(value, this.settings.decimals ?? 2);
    const {x, y} = centreOf(cell);
    withAlpha(context, this.zoomed(), () =>
      paintText(context, text, x, y + 10, {
        ...{family: MONO, size: SIZE.small, weight: 700, align: 'center'},
        color: readableOn(color),
      }),
    );
  }

  /** The part of a box that has appeared. */
  private seenPart(part: Box): Box | null {
    const box = this.box();
    if (!this.isAcross) {
      const end = box.y + box.height * this.shown();
      const height = Math.min(part.height, end - part.y);
      return height > 0 ? {...part, height} : null;
    }
    const end = box.x + box.width * this.shown();
    const width = Math.min(part.width, end - part.x);
    return width > 0 ? {...part, width} : null;
  }

  private paintLabel(context: CanvasRenderingContext2D, {cells}: VectorPlan): void {
    const {role, labelSide = 'above'} = this.settings;
    const name = this.label();
    if (name === '') return;
    const {length} = this.values().data;
    const isWhole = cells.length === length;
    const note = isWhole ? '' : `  ·  ${this.sampled(`${cells.length}`, `${length}`)}`;
    const color = role ? this.palette.roles[role].text : this.palette.ink;
    const text = `${name}${note}`;
    paintSideLabel(context, text, this.box(), labelSide, color, !this.isAcross);
  }

  private paintParts(context: CanvasRenderingContext2D, plan: VectorPlan): void {
    const {parts = []} = this.settings;
    parts.forEach((name, i) => {
      const {x} = centreOf(plan.parts[i]);
      paintText(context, name, x, bottomOf(plan.parts[i]) + 38, {
        ...{family: SANS, size: SIZE.small, weight: 500, align: 'center'},
        color: this.palette.muted,
      });
    });
  }
}
