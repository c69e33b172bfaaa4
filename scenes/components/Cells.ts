import {computed, initial, interpolation, signal} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import type {Source, Tensor} from '../captured/tensor.ts';
import {step} from '../theme/step.ts';
import {FADED, RADIUS, STROKE} from '../theme/layout.ts';
import {mixColors} from '../theme/mix-colors.ts';
import type {ColorRole} from '../theme/palette.ts';
import {Column} from './Column.ts';
import type {ColumnProps, Entry} from './Column.ts';
import {lerpBox} from './box.ts';
import type {Box} from './box.ts';
import {colorShares, weightedSum} from './cell-values.ts';
import {lerpTensors} from './lerp-tensors.ts';
import {paintCellFigures} from './paint-cell-figures.ts';
import {paintCells} from './paint-cells.ts';
import {paintBox, withAlpha} from './paint.ts';
import {paintScale} from './paint-scale.ts';
import {limitOf} from './ramp.ts';
import {planVector} from './vector-plan.ts';

export interface CellsProps extends ColumnProps {
  /** A vector of each thing, `[thing, component]`; the last things may have none. */
  values: SignalValue<Tensor>;
  /** A vector above all rows, `[component]`, and its role; `limit` holds for it too. */
  above?: {values: Tensor; role: ColorRole};
  /** Value of full colour. Default: the largest size among all of them. */
  limit?: SignalValue<number | null>;
  /** Products of each vector with another, `[thing, component]`: what `score` flashes. */
  products?: Tensor;
  /** Weight of each thing, `[thing]`: what `fade` does to its vector. */
  weights?: Tensor;
  /** Where `merge` takes all vectors, in frame coordinates. */
  into?: () => Box;
  /** How many decimals the figures in zoomed cells have. Default: 2. */
  decimals?: number;
  /** At most so many cells are drawn of each vector; default: as many as can be told apart. */
  most?: number;
  /** Whether a scale stands over its right end: which colours values have. */
  hasScale?: boolean;
  /**
   * Whether its title says how many components are drawn of how many. Default: it does;
   * not needed where a column beside it says so.
   */
  isNoted?: boolean;
}

/** A cell narrower than this could not be told from its neighbour on a phone. */
const NARROWEST = 4;
/** What goes for all vectors at once. */
export const ALL_AT_ONCE = {multiplied: 1, faded: 1, merged: 1, zoomed: 1};
/** Few products come near the largest: full colour comes before. */
const FULL_PRODUCT = 0.5;

/**
 * A vector of each row as cells, coloured by sign and size on one scale. Where not all
 * components can be drawn, every n-th one is, and the title says so.
 *
 * @category Tables
 */
export class Cells extends Column {
  @interpolation(lerpTensors)
  @signal()
  declare public readonly values: SimpleSignal<Tensor, this>;

  /** How many rows have shown their products and gone back to their values. */
  @initial(0)
  @signal()
  declare public readonly scored: SimpleSignal<number, this>;

  /** 0 to 1: how far the rows that stand out show products in place of their values. */
  @initial(0)
  @signal()
  declare public readonly multiplied: SimpleSignal<number, this>;

  /** 0 to 1: how far all vectors have faded by their weights. */
  @initial(0)
  @signal()
  declare public readonly faded: SimpleSignal<number, this>;

  /** 0 to 1: how far they have slid together into their sum. */
  @initial(0)
  @signal()
  declare public readonly merged: SimpleSignal<number, this>;

  /** 0 to 1: opacity of the figures in the cells. */
  @initial(0)
  @signal()
  declare public readonly zoomed: SimpleSignal<number, this>;

  /** The vector above all rows, `[component]`. */
  @interpolation(lerpTensors)
  @signal()
  declare public readonly aboveValues: SimpleSignal<Tensor, this>;

  /** Value of full colour, `null` for the largest size among all of them. */
  @initial(null)
  @signal()
  declare public readonly limit: SimpleSignal<number | null, this>;

  /** What goes for all vectors at once goes from 0 to 1. */
  public readonly counts: Readonly<Record<string, number>> = ALL_AT_ONCE;
  private readonly isNoted: boolean;
  protected readonly settings: Omit<CellsProps, keyof ColumnProps | 'values' | 'limit'>;
  private readonly productLimit: number;

  public constructor({
    above,
    products,
    weights,
    into,
    decimals,
    most,
    hasScale,
    isNoted = true,
    ...props
  }: CellsProps) {
    super({grow: 1, ...props});
    if (above) this.aboveValues(above.values);
    this.isNoted = isNoted;
    this.settings = {above, products, weights, into, decimals, most, hasScale};
    this.productLimit = products ? limitOf('signed', products.data) * FULL_PRODUCT : 1;
  }

  /** Value of full colour. */
  public get fullColor(): number {
    return this.limit() ?? this.largest();
  }

  @computed()
  private largest(): number {
    return limitOf('signed', this.values().data);
  }

  public override sources(): readonly Source[] {
    return this.isSeen ? [this.values().source] : [];
  }

  protected override widthAt(text: number): number {
    return text * 5;
  }

  protected override titleNote(): string {
    if (!this.isNoted) return '';
    const length = this.values().shape[1];
    const {width} = this.table.columnOf(this);
    const drawn = this.drawn(width).length;
    return drawn === length ? '' : `  ·  ${this.sampled(`${drawn}`, `${length}`)}`;
  }

  /** Numbers of the components that are drawn. */
  protected drawn(width: number): readonly number[] {
    const length = this.values().shape[1];
    const fitting = Math.max(1, Math.floor(width / NARROWEST));
    const most = Math.min(this.settings.most ?? fitting, fitting);
    const whole = {x: 0, y: 0, width, height: 1};
    return planVector({length, axis: 'across', most, parts: 1, gap: 0}, whole).shown;
  }

  /** Whether a title or a scale stands over it. */
  public override get isTitled(): boolean {
    return super.isTitled || this.settings.hasScale === true;
  }

  protected override paintTitle(context: CanvasRenderingContext2D): void {
    withAlpha(context, 1 - this.merged(), () => super.paintTitle(context));
    if (!this.settings.hasScale) return;
    const {x, width} = this.table.columnOf(this);
    const at = {right: x + width, baseline: this.table.places().heading};
    const limit = this.fullColor;
    const isCut = limitOf('signed', this.values().data) > limit;
    withAlpha(context, this.table.headed() * this.opened() * this.scaleAlpha, () =>
      paintScale(context, this.palette, {limit, isCut}, at),
    );
  }

  /** 0 to 1: how visible the scale is. */
  protected get scaleAlpha(): number {
    return 1;
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    super.paint(context);
    if (this.opened() <= 0 || this.faded() <= 0) return;
    this.paintRest(context);
  }

  protected override paintEntry(context: CanvasRenderingContext2D, entry: Entry): void {
    const {weights} = this.settings;
    const {index, hidden, grown} = entry;
    if (index >= this.values().shape[0]) return;
    const weight = weights ? 1 + (weights.data[index] - 1) * this.faded() : 1;
    if (weight === 0) return;
    const masked = weights ? hidden * (1 - this.faded()) : hidden;
    const alpha = grown * (1 - (1 - FADED) * masked) * this.dissolved;
    withAlpha(context, alpha, () => this.paintVector(context, entry, weight));
  }

  /** Close to the sum the vectors dissolve into it. */
  private get dissolved(): number {
    return Math.min(1, (1 - this.merged()) * 4);
  }

  protected paintVector(
    context: CanvasRenderingContext2D,
    {index, box, text}: Entry,
    weight: number,
  ): void {
    const {products} = this.settings;
    const limit = this.fullColor;
    const own = this.values().at(index).data;
    const t = this.productness(index);
    const product = t > 0 ? products?.at(index).data : undefined;
    const drawn = this.drawn(box.width);
    const share = colorShares(
      own,
      drawn,
      {weight, limit},
      product ? {data: product, limit: this.productLimit, t} : null,
    );
    const {roles, rule} = this.palette;
    const place = this.placeOf(box);
    paintCells(context, this.palette, share, 1, place);
    const rest = this.role ? roles[this.role].stroke : rule;
    const stroke = mixColors(rest, roles.score.stroke, t);
    const line = STROKE.rest + (STROKE.selected - STROKE.rest) * t;
    withAlpha(context, Math.max(0.25, weight), () =>
      paintBox(context, place, RADIUS.cell, null, stroke, line),
    );
    if (this.zoomed() <= 0) return;
    const values = this.drawn(place.width).map(component => own[component]);
    const {decimals = 2} = this.settings;
    withAlpha(context, this.zoomed(), () =>
      paintCellFigures(context, values, place, {
        palette: this.palette,
        limit,
        text,
        decimals,
      }),
    );
  }

  private placeOf(box: Box): Box {
    const {into} = this.settings;
    return into && this.merged() > 0 ? lerpBox(box, into(), this.merged()) : box;
  }

  /** 0 to 1: how far a row shows products in place of its values. */
  private productness(index: number): number {
    const slot = this.table.members.indexOf(index);
    const passing = Math.min(1, Math.max(0, this.scored() - slot));
    const flash = step(1 - Math.abs(2 * passing - 1), 0);
    return this.table.isStanding(index) ? Math.max(flash, this.multiplied()) : flash;
  }

  /** What the things without a row add, known only once all are weighted. */
  private paintRest(context: CanvasRenderingContext2D): void {
    const {weights} = this.settings;
    const {table} = this;
    if (!weights || table.others.length === 0) return;
    const {box} = table.entryOf(this, table.count - 1);
    const rest = weightedSum(this.values(), weights, table.others);
    const drawn = Float32Array.from(this.drawn(box.width), i => rest[i]);
    withAlpha(context, this.faded() * this.dissolved, () => {
      const place = this.placeOf(box);
      paintCells(context, this.palette, drawn, this.fullColor, place);
      paintBox(context, place, RADIUS.cell, null, this.palette.rule, STROKE.rest);
    });
  }

  protected override paintAbove(context: CanvasRenderingContext2D, {box}: Entry): void {
    const {above} = this.settings;
    if (!above) return;
    const {data} = this.aboveValues();
    const own = Float32Array.from(this.drawn(box.width), i => data[i]);
    // On a scale that is said, the vector above has the same one.
    const limit = this.limit() ?? limitOf('signed', data);
    paintCells(context, this.palette, own, limit, box);
    const {stroke} = this.palette.roles[above.role];
    paintBox(context, box, RADIUS.cell, null, stroke, STROKE.rest);
  }
}
