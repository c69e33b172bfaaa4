import {computed, initial, interpolation, signal} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import {step} from '../motion/verb.ts';
import {FADED} from '../theme/layout.ts';
import {SANS, SIZE} from '../theme/type.ts';
import {ABOVE, Column} from './Column.ts';
import type {Entry, Table} from './Column.ts';
import {Picture} from './Picture.ts';
import type {PictureProps} from './Picture.ts';
import type {Box} from './box.ts';
import {paintText, withAlpha} from './paint.ts';
import {placeRows} from './row-places.ts';
import type {RowPlaces} from './row-places.ts';

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
  /** What stands over the whole table; its columns then have no titles of their own. */
  title?: SignalValue<string>;
}

/**
 * A table: rows of things, columns of names, cells, figures, bars or chips, which are its
 * children. It gives them row height, order, the rows that stand out, and what is summed
 * up. Few rows are drawn large, many small; where not all fit, `first` scrolls.
 *
 * @category Tables
 */
export class Rows extends Picture implements Table {
  /** Index of each thing whose row stands out; the others fade as `picked` goes to 1. */
  @initial([])
  @signal()
  declare public readonly standing: SimpleSignal<readonly number[], this>;

  /** 0 to 1: how far the other rows have faded. */
  @initial(0)
  @signal()
  declare public readonly picked: SimpleSignal<number, this>;

  /** How many rows, from the first that may not be seen, have been masked. */
  @initial(0)
  @signal()
  declare public readonly masked: SimpleSignal<number, this>;

  /** Place of each row, from 0, the top; between two numbers it is on its way. */
  @interpolation(lerpNumbers)
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

  public constructor(all: RowsProps) {
    const {of, others, above, loud = [], sees = Infinity, ...more} = all;
    const {most = Infinity, grows = false, ...props} = more;
    super(props);
    this.most = most;
    this.grows = grows;
    this.above = above ?? null;
    this.members = typeof of === 'number' ? Array.from({length: of}, (_, i) => i) : of;
    this.others = others?.indices ?? [];
    this.othersName = others?.name ?? '';
    this.loud = new Set(loud);
    this.sees = sees;
    if (props.order === undefined) {
      this.order(Array.from({length: this.count}, (_, slot) => slot));
    }
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
    const {visible} = this;
    const place = this.order()[this.members.indexOf(index)];
    const middle = Math.round(place - (visible - 1) / 2);
    return Math.max(0, Math.min(this.count - visible, middle));
  }

  /** Place of an entry, for what comes to it from elsewhere. */
  public boxOf(column: Column, index: number): Box {
    return this.entryOf(column, this.members.indexOf(index)).box;
  }

  /** Place of an entry above the titles. */
  public aboveBox(column: Column): Box {
    return this.entryOf(column, ABOVE).box;
  }

  /** Place of a whole row. */
  public rowBox(index: number): Box {
    const {columns} = this.places();
    const last = columns[columns.length - 1];
    const {y, height} = this.slotBox(this.members.indexOf(index));
    return {x: columns[0].x, y, width: last.x + last.width - columns[0].x, height};
  }

  /** Where rows and columns lie. */
  @computed()
  public places(): RowPlaces {
    const titled = this.title() !== '' || this.columns.some(column => column.isTitled);
    const shape = {
      ...{rows: this.count, most: this.most, titled, hasAbove: this.above !== null},
      come: this.grows ? Math.max(1, this.shown()) : Infinity,
    };
    return placeRows(this.box(), shape, text =>
      this.columns.map(column => column.sizeAt(text)),
    );
  }

  /** Left end and width of a column, in frame coordinates. */
  public columnOf(column: Column): {x: number; width: number} {
    return this.places().columns[this.columns.indexOf(column)];
  }

  /** Whether a thing's row stands out. */
  public isStanding(index: number): boolean {
    return this.standing().includes(index);
  }

  /** 0 to 1: how far what stands above the rows has come in. */
  public headed(): number {
    return Math.min(1, this.shown());
  }

  /** 0 to 1: how far a row has come, by its number. */
  public comeOf(slot: number): number {
    return step(this.shown(), slot);
  }

  /** 0 to 1: how visible a row is once it has come, by its number. */
  public alphaOf(slot: number): number {
    const index = this.members[slot];
    const faded = this.isStanding(index) ? 1 : 1 - (1 - FADED) * this.picked();
    const place = this.order()[slot] - this.first();
    const {visible} = this.places();
    // Rows fade at both ends of a table that scrolls.
    const inSight = Math.min(1, 1 + place, visible - place);
    return faded * Math.max(0, inSight);
  }

  /** Where a column's entry of a row stands, and how. */
  public entryOf(column: Column, slot: number): Omit<Entry, 'grown'> {
    const {text} = this.places();
    const {x, width} = this.columnOf(column);
    const {y, height} = this.slotBox(slot);
    const index = slot === ABOVE ? (this.above ?? ABOVE) : (this.members[slot] ?? ABOVE);
    const ahead = slot === ABOVE ? -1 : index - this.sees - 1;
    return {
      ...{index, box: {x, y, width, height}, text},
      baseline: y + height / 2 + text * 0.36,
      isLoud: this.loud.has(index),
      hidden: ahead >= 0 ? step(this.masked(), ahead) : 0,
    };
  }

  private slotBox(slot: number): Box {
    const {top, pitch, cell, above} = this.places();
    const {x, width} = this.box();
    if (slot === ABOVE) return {x, y: above, width, height: cell};
    const y = top + (this.order()[slot] - this.first()) * pitch + (pitch - cell) / 2;
    return {x, y, width, height: cell};
  }

  private get columns(): Column[] {
    return this.children().filter(child => child instanceof Column);
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    if (this.title() === '') return;
    withAlpha(context, this.headed(), () =>
      paintText(context, this.title(), this.box().x, this.places().heading, {
        ...{family: SANS, size: SIZE.small, weight: 600, color: this.palette.muted},
      }),
    );
  }
}

/** Numbers on their way to others. */
function lerpNumbers(
  from: readonly number[],
  to: readonly number[],
  t: number,
): readonly number[] {
  return to.map((number, i) => from[i] + (number - from[i]) * t);
}
