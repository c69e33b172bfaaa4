import {computed, initial, interpolation, signal} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import {step} from '../theme/step.ts';
import {RADIUS} from '../theme/layout.ts';
import {SANS, SIZE} from '../theme/type.ts';
import {ABOVE, Column} from './Column.ts';
import type {Entry, Table} from './Column.ts';
import {PickablePicture} from './PickablePicture.ts';
import type {Extent, PictureProps} from './Picture.ts';
import type {Box} from './box.ts';
import {paintBox, paintText, withAlpha} from './paint.ts';
import {bandBox, boxAbove, boxOver, rowBox} from './row-boxes.ts';
import {clearOf, firstFor, inSight, lerpPlaces} from './row-order.ts';
import {lowHeight, placeRows} from './row-places.ts';
import type {RowPlaces, TableShape} from './row-places.ts';

export interface RowsProps extends PictureProps {
  /** Which things have a row: indices into the values of the columns, or how many. */
  of: number | readonly number[];
  /** Things that are taken together in a last row, and what it is called. */
  others?: {indices: readonly number[]; name: string};
  /** Index of a thing that stands above the titles: all others are compared with it. */
  above?: number;
  /** Index of each thing whose row matters: its text is bold. */
  loud?: readonly number[];
  /** Index of the last thing that may be seen; `mask` hides the rows after it. */
  sees?: number;
  /** Place of each row, from 0, the top. Default: in order. */
  order?: SignalValue<readonly number[]>;
  /** How many rows are in sight at most; the others are scrolled to. Default: all that fit. */
  most?: number;
  /** Whether the rows that have come stand in the middle and make room for those to come. */
  grows?: boolean;
  /** Whether it is only as wide as its columns need, where others share the room. */
  fits?: boolean;
  /** What stands over the whole table; its columns then have no titles of their own. */
  title?: SignalValue<string>;
  /** Number of the row at the top, where not all are in sight. */
  first?: SignalValue<number>;
  /** Number of rows above the one that is at work, -1 for none. */
  at?: SignalValue<number>;
  /** Whether the table follows its end as rows come one by one. */
  follows?: boolean;
  /** Whether it takes no more height than it needs, and leaves the rest to others. */
  isLow?: boolean;
}

/**
 * A table: rows of things, columns of names, cells, figures, bars or chips, which are its
 * children. It gives them row height, order, the rows that stand out, and what is summed
 * up. Few rows are drawn large, many small; where not all fit, `first` scrolls.
 *
 * @category Tables
 */
export class Rows extends PickablePicture implements Table {
  /** How many rows, from the first that may not be seen, have been masked. */
  @initial(0)
  @signal()
  declare public readonly masked: SimpleSignal<number, this>;

  /** Place of each row, from 0, the top; between two numbers it is on its way. */
  @interpolation(lerpPlaces)
  @signal()
  declare public readonly order: SimpleSignal<readonly number[], this>;

  /** Number of the row at the top, where not all fit. */
  @initial(0)
  @signal()
  declare public readonly first: SimpleSignal<number, this>;

  /** What stands over the whole table. */
  @initial('')
  @signal()
  declare public readonly title: SimpleSignal<string, this>;

  /** Number of rows above the one that is at work, -1 for none; a band lies behind it. */
  @initial(-1)
  @signal()
  declare public readonly at: SimpleSignal<number, this>;

  /** Index of each thing that has a row, from the first. */
  public readonly members: readonly number[];
  /** Index of the thing above the titles, `null` for none. */
  public readonly above: number | null;
  /** Index of each thing that is taken together in the last row. */
  public readonly others: readonly number[];
  /** What the last row is called. */
  public readonly othersName: string;
  private readonly loud: ReadonlySet<number>;
  private readonly sees: number;
  private readonly most: number;
  private readonly grows: boolean;
  private readonly isLow: boolean;
  private readonly fits: boolean;

  public constructor(all: RowsProps) {
    const {of, others, above, loud = [], sees = Infinity, ...rest} = all;
    const {most = Infinity, grows = false, isLow = false, fits = false, ...more} = rest;
    const {follows = false, ...props} = more;
    super(props);
    this.most = most;
    this.grows = grows;
    this.isLow = isLow;
    this.fits = fits;
    this.above = above ?? null;
    this.members = typeof of === 'number' ? Array.from({length: of}, (_, i) => i) : of;
    this.others = others?.indices ?? [];
    this.othersName = others?.name ?? '';
    this.loud = new Set(loud);
    this.sees = sees;
    if (props.order === undefined) {
      this.order(Array.from({length: this.count}, (_, slot) => slot));
    }
    if (follows) this.first(() => Math.max(0, this.shown() - this.visible));
  }

  /** Number of rows, that of all others included. */
  public override get count(): number {
    return this.members.length + (this.others.length > 0 ? 1 : 0);
  }

  /** How many rows `mask` can hide. */
  public get hidden(): number {
    return this.members.filter(index => index > this.sees).length;
  }

  /** How many rows there is room for. */
  public get visible(): number {
    return this.places().visible;
  }

  /** Whether any row has appeared. */
  public get isThere(): boolean {
    return this.shown() > 0;
  }

  /** Bring one more column in, at the right or before another; verbs open it. */
  public join<C extends Column>(column: C, before?: Column): C {
    column.opened(0);
    column.shown(0);
    this.insert(column, before ? this.columns.indexOf(before) : this.columns.length);
    return column;
  }

  /** What `first` must be for a thing's row to stand in the middle, as far as rows go. */
  public firstFor(index: number): number {
    return firstFor(this.order()[this.members.indexOf(index)], this);
  }

  /** Place of an entry, for what comes to it from elsewhere. */
  public boxOf(column: Column, index: number): Box {
    return this.entryOf(column, this.members.indexOf(index)).box;
  }

  /** Place of an entry above the titles. */
  public aboveBox(column: Column): Box {
    return this.entryOf(column, ABOVE).box;
  }

  /** Where rows and columns lie. */
  @computed()
  public places(): RowPlaces {
    return this.placesIn(this.box());
  }

  private placesIn(box: Box): RowPlaces {
    return placeRows(box, this.shape, text =>
      this.columns.filter(({isOver}) => !isOver).map(column => column.sizeAt(text)),
    );
  }

  private get shape(): TableShape {
    return {
      rows: this.count,
      most: this.most,
      come: this.grows ? Math.max(1, this.shown()) : Infinity,
      titled: this.title() !== '' || this.columns.some(column => column.isTitled),
      hasAbove: this.above !== null,
      hasOver: this.columns.some(({isOver}) => isOver),
    };
  }

  /** All of the rest, or only what rows or columns need. */
  public override extent({height}: {width: number; height: number}): Extent {
    return {
      width: this.fits ? this.widthAt(height) : 'rest',
      height: this.isLow ? lowHeight(this.shape) : 'rest',
    };
  }

  /** What all columns need side by side in a room of a height. */
  private widthAt(height: number): number {
    const {columns} = this.placesIn({x: 0, y: 0, width: 0, height});
    return Math.ceil(Math.max(0, ...columns.map(({x, width}) => x + width)));
  }

  /** Left end and width of a column, in frame coordinates. */
  public columnOf(column: Column): {x: number; width: number} {
    if (column.isOver) return this.box();
    const inRow = this.columns.filter(({isOver}) => !isOver);
    return this.places().columns[inRow.indexOf(column)];
  }

  /** 0 to 1: how far what stands above the rows has come in. */
  public headed(): number {
    return Math.min(1, this.shown());
  }

  /** 0 to 1: how far a row has come, by its number: those at the top come first. */
  public comeOf(slot: number): number {
    return step(this.shown(), this.order()[slot]);
  }

  /** 0 to 1: how visible a row is once it has come, by its number. */
  public alphaOf(slot: number): number {
    const standing = [this.members[slot] ?? this.others].flat();
    const index = standing.find(own => this.isStanding(own)) ?? standing[0];
    const faded = this.strengthOf(index);
    const seen = inSight(this.placeOf(slot), this.places().visible);
    return seen <= 0 ? 0 : faded * seen * clearOf(this.order(), slot);
  }

  /** Place of a row, by its number, from the one at the top. */
  private placeOf(slot: number): number {
    return this.order()[slot] - this.first();
  }

  /** Where a column's entry of a row stands, and how. */
  public entryOf(column: Column, slot: number): Omit<Entry, 'grown'> {
    const {text} = this.places();
    const {x, width} = this.columnOf(column);
    const {y, height} = this.slotBox(slot, column.isOver);
    const index = slot === ABOVE ? (this.above ?? ABOVE) : (this.members[slot] ?? ABOVE);
    const ahead = slot === ABOVE ? -1 : index - this.sees - 1;
    return {
      index,
      box: {
        x,
        y,
        width,
        height,
      },
      text,
      baseline: y + height / 2 + text * 0.36,
      isLoud: this.loud.has(index),
      hidden: ahead >= 0 ? step(this.masked(), ahead) : 0,
    };
  }

  /** Room of a row, or of the line over it. */
  private slotBox(slot: number, isOver: boolean): Box {
    const [box, places] = [this.box(), this.places()];
    if (isOver) return boxOver(box, places, this.placeOf(slot));
    if (slot === ABOVE) return boxAbove(box, places);
    return rowBox(box, places, this.placeOf(slot));
  }

  private get columns(): Column[] {
    return this.children().filter(child => child instanceof Column);
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    if (this.at() > -1) this.paintBand(context);
    if (this.title() === '') return;
    withAlpha(context, this.headed(), () =>
      paintText(context, this.title(), this.box().x, this.places().heading, {
        family: SANS,
        size: SIZE.small,
        weight: 600,
        color: this.palette.muted,
      }),
    );
  }

  /** The band behind the row that is at work. */
  private paintBand(context: CanvasRenderingContext2D): void {
    const at = this.at();
    const box = bandBox(this.places(), Math.max(0, at) - this.first());
    withAlpha(context, Math.min(1, at + 1) * this.headed() * 0.6, () =>
      paintBox(context, box, RADIUS.token, this.palette.rule, null, 0),
    );
  }
}
