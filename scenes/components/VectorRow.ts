import {initial, interpolation, signal} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import type {Source, Tensor} from '../captured/tensor.ts';
import {frameWords} from '../script/locales.ts';
import {RADIUS, STROKE} from '../theme/layout.ts';
import type {ColorRole} from '../theme/palette.ts';
import {useLocale} from '../theme/theme.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {rightOf} from './box.ts';
import type {Box, Point} from './box.ts';
import {Picture} from './Picture.ts';
import type {Extent, PictureProps} from './Picture.ts';
import {lerpTensors} from './lerp-tensors.ts';
import type {Side} from './paint-bracket.ts';
import {labelPlace, paintLength, paintSideLabel} from './paint-side-label.ts';
import {paintPartName, paintVectorCell, paintVectorFigure} from './paint-vector.ts';
import {paintBox, textWidth, withAlpha} from './paint.ts';
import {limitOf, rampColor} from './ramp.ts';
import {planVector} from './vector-plan.ts';
import type {VectorPlan} from './vector-plan.ts';
import {cellsIn, roomAround, seenPart, THICKEST} from './vector-room.ts';

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
  /** Where room is left for the bracket with its true length. Default: none is. */
  bracketSide?: Side;
  /** At most so many cells are drawn. Default: as many as are four pixels wide. */
  most?: number;
  /** Value of full colour. Default: the vector's own largest size. */
  limit?: number;
  /** Names of equal parts, written under each; they stand apart in equal lanes until `joined`. */
  parts?: readonly string[];
  /** Whether its label says how many components are drawn of a part, not of all. */
  countsPart?: boolean;
  /** How many decimals the figures in the cells have. Default: 2. */
  decimals?: number;
  /** How far the label is there at first, 0 to 1. Default: it is. */
  labelled?: SignalValue<number>;
}

/** A cell narrower than this could not be told from its neighbour on a phone. */
const NARROWEST = 4;
/** Cells are no thinner than this, as long as there is room. */
const THINNEST = 40;
/** Of its lane a part leaves so much empty while parts are apart. */
const LANE_GAP = 0.16;
/** Of the rest of a room a vector takes less than what has rows. */
const SHARE = 0.25;

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

  private readonly settings: Omit<
    VectorRowProps,
    'values' | 'box' | 'label' | 'labelled'
  >;
  private readonly sampled = frameWords(useLocale()).sampled;

  public constructor(props: VectorRowProps) {
    super(props);
    this.settings = props;
  }

  private get axis(): 'across' | 'down' {
    return this.settings.axis ?? 'across';
  }

  /** Of the rest of a room it takes a quarter of what a picture with rows takes. */
  public override get share(): number {
    return SHARE;
  }

  public override least(): {width: number; height: number} {
    const {above, below} = this.around();
    return {width: 0, height: above + below + THINNEST};
  }

  public override extent(): Extent {
    return {width: this.axis === 'across' ? 'rest' : this.breadth(), height: 'rest'};
  }

  /** What a column takes across, its name included. */
  public breadth(): number {
    const {left, right} = this.around();
    const name = textWidth(this.text(), SANS, SIZE.small, 600);
    return Math.ceil(left + right + Math.max(THICKEST.down, name));
  }

  /** The box with which the cells of a column are as high as others beside it. */
  public boxAround({y, height}: Box, room: Pick<Box, 'x' | 'width'>): Box {
    const {above, below} = this.around();
    return {x: room.x, width: room.width, y: y - above, height: above + height + below};
  }

  /** Room of its cells, in frame coordinates: its box without name and bracket. */
  public cells(): Box {
    return cellsIn(this.box(), this.around(), this.axis);
  }

  /** Its cells with what is written above and below them. */
  public override content(): Box {
    const {above, below} = this.around();
    const {y, height, ...cells} = this.cells();
    return {...cells, y: y - above, height: above + height + below};
  }

  /** Right end of the line of a name below it: where others write of it. */
  public noteAt(): Point {
    const cells = this.cells();
    return {x: rightOf(cells), y: labelPlace(cells, 'below', false).at.y};
  }

  /** What name, bracket and names of parts take around the cells, in pixels. */
  private around(): Record<Side, number> {
    const {labelSide = 'above', bracketSide = null, parts = []} = this.settings;
    const label = this.label();
    return roomAround({
      label:
        label === ''
          ? null
          : {
              side: labelSide,
              width: textWidth(label, SANS, SIZE.small, 600),
              shown: this.labelled(),
            },
      bracket: bracketSide && {
        side: bracketSide,
        width: textWidth(`${this.values().data.length}`, MONO, SIZE.small, 500),
      },
      hasPartNames: parts.some(name => name !== ''),
    });
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

  /** Place of one of its equal parts, in frame coordinates. */
  public partOf(index: number): Box {
    return this.plan().parts[index];
  }

  /** Paint its cells somewhere else: what is on its way from it. */
  public paintCopy(context: CanvasRenderingContext2D, box: Box): void {
    const {data} = this.values();
    const full = this.settings.limit ?? limitOf('signed', data);
    const plan = this.plan(box);
    plan.cells.forEach((cell, i) => {
      const value = data[plan.shown[i]] / full;
      paintVectorCell(context, cell, rampColor(this.palette, 'signed', value), this.axis);
    });
  }

  private plan(whole: Box = this.cells()): VectorPlan {
    const {axis} = this;
    const {most, parts = []} = this.settings;
    const gap =
      parts.length > 1
        ? (whole.width / parts.length) * LANE_GAP * (1 - this.joined())
        : 0;
    const box = {...whole, x: whole.x + gap / 2, width: whole.width - gap};
    const along = axis === 'across' ? box.width : box.height;
    const fitting = Math.max(1, Math.floor(along / NARROWEST));
    return planVector(
      {
        length: this.values().data.length,
        axis,
        most: Math.min(most ?? fitting, fitting),
        parts: Math.max(1, parts.length),
        gap,
      },
      box,
    );
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const {palette, axis} = this;
    const {role, limit, decimals = 2, parts = []} = this.settings;
    const {data} = this.values();
    const plan = this.plan();
    const full = limit ?? limitOf('signed', data);
    const count = Math.min(1, this.shown()) * plan.cells.length;
    for (let i = 0; i < Math.ceil(count); i++) {
      const value = data[plan.shown[i]];
      const color = rampColor(palette, 'signed', value / full);
      paintVectorCell(context, plan.cells[i], color, axis);
      if (this.zoomed() > 0)
        withAlpha(context, this.zoomed(), () =>
          paintVectorFigure(context, plan.cells[i], {value, decimals, color}),
        );
    }
    if (role) {
      const {stroke} = palette.roles[role];
      plan.parts.forEach(part => {
        const seen = seenPart(part, this.cells(), this.shown(), axis);
        if (seen) paintBox(context, seen, RADIUS.cell, null, stroke, STROKE.rest);
      });
    }
    withAlpha(context, Math.min(1, this.shown() * 4), () => {
      withAlpha(context, this.labelled(), () => this.paintLabel(context));
      parts.forEach((name, i) =>
        paintPartName(context, plan.parts[i], name, palette.muted),
      );
      withAlpha(context, this.bracketed(), () => {
        const side = this.settings.bracketSide ?? (axis === 'across' ? 'below' : 'left');
        paintLength(context, `${data.length}`, this.cells(), side, palette.muted);
      });
    });
  }

  /** Its name, and how many of its components are drawn. */
  private text(): string {
    const name = this.label();
    const {most} = this.settings;
    const {length} = this.values().data;
    // Across, the cells that fit depend on the room; down, names ask for it.
    const drawn =
      this.axis === 'across'
        ? this.plan().cells.length
        : Math.ceil(length / Math.ceil(length / (most ?? length)));
    if (name === '' || drawn >= length) return name;
    const {parts = [], countsPart = false} = this.settings;
    const of = countsPart ? parts.length : 1;
    return `${name}  ·  ${this.sampled(`${drawn / of}`, `${length / of}`)}`;
  }

  private paintLabel(context: CanvasRenderingContext2D): void {
    const {role, labelSide = 'above'} = this.settings;
    const color = role ? this.palette.roles[role].text : this.palette.ink;
    paintSideLabel(
      context,
      this.text(),
      this.cells(),
      labelSide,
      color,
      this.axis === 'down',
    );
  }
}
