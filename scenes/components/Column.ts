import {initial, signal} from '@motion-canvas/2d';
import type {SignalValue, SimpleSignal} from '@motion-canvas/core';

import {frameWords} from '../script/locales.ts';
import {step} from '../theme/step.ts';
import type {ColorRole, RoleColors} from '../theme/palette.ts';
import {useLocale} from '../theme/theme.ts';
import {SANS, SIZE} from '../theme/type.ts';
import {Picture} from './Picture.ts';
import type {PictureProps} from './Picture.ts';
import {lerpBox} from './box.ts';
import type {Box} from './box.ts';
import {paintText, withAlpha} from './paint.ts';
import type {ColumnSize, RowPlaces} from './row-places.ts';

export interface ColumnProps extends PictureProps {
  /** How many of its rows have come in at first. Default: all. */
  shown?: SignalValue<number>;
  /** What stands over it. */
  title?: SignalValue<string>;
  /** What it shows: colour of its title and of its shapes. Default: ink. */
  role?: ColorRole;
  /** Its share of the width that is left, 0 for none. */
  grow?: number;
  /** From where each thing's entry flies to its row as the row comes, in frame coordinates. */
  from?: (index: number) => Box;
}

/** Where one entry of a column stands, and how. */
export interface Entry {
  /** Which thing the row is about: index into the column's values. */
  index: number;
  /** Room of the entry, in frame coordinates. */
  box: Box;
  /** Size and baseline of its text. */
  text: number;
  baseline: number;
  /** Whether its row is one of those that matter. */
  isLoud: boolean;
  /** 0 to 1: how far it has been masked. */
  hidden: number;
  /** 0 to 1: how far it has come in. */
  grown: number;
}

/** Number of the row above the titles. */
export const ABOVE = -1;

/** What a column is told by the table that it stands in. */
export interface Table {
  /** Number of rows, that of all others included. */
  readonly count: number;
  /** Things without a row of their own, taken together in the last row. */
  readonly others: readonly number[];
  /** What the last row is called. */
  readonly othersName: string;
  /** Which things have a row, from the first. */
  readonly members: readonly number[];
  /** The thing that stands above all others, if one does. */
  readonly above: number | null;
  readonly isThere: boolean;
  places(): RowPlaces;
  columnOf(column: Column): {x: number; width: number};
  /** Whether a thing's row stands out. */
  isStanding(index: number): boolean;
  /** 0 to 1: how far a row has come, and how visible it is then. */
  comeOf(slot: number): number;
  alphaOf(slot: number): number;
  /** 0 to 1: how far what stands above the rows has come in. */
  headed(): number;
  entryOf(column: Column, slot: number): Omit<Entry, 'grown'>;
}

/**
 * One column of a table: it paints all its entries in one node.
 *
 * @remarks
 * Its table gives it place and rows; see `Rows`.
 */
export abstract class Column extends Picture {
  /** What stands over it. */
  @initial('')
  @signal()
  declare public readonly title: SimpleSignal<string, this>;

  /** 0 to 1: how far the others have made room for it. */
  @initial(1)
  @signal()
  declare public readonly opened: SimpleSignal<number, this>;

  protected readonly role: ColorRole | null;
  private readonly grow: number;
  private readonly from: ColumnProps['from'];
  protected readonly sampled = frameWords(useLocale()).sampled;

  public constructor({role, grow = 0, from, ...props}: ColumnProps) {
    super(props);
    this.from = from;
    this.role = role ?? null;
    this.grow = grow;
    if (props.shown === undefined) this.shown(Infinity);
  }

  /** Of how many rows its verbs count. */
  public override get count(): number {
    return this.table.count;
  }

  /** The table that it stands in. */
  protected get table(): Table {
    const table = this.parent();
    if (table === null || !('entryOf' in table)) {
      throw new Error('A column stands in Rows: put it among their children.');
    }
    return table as unknown as Table;
  }

  protected get isSeen(): boolean {
    return this.shown() > 0 && this.opened() > 0 && this.table.isThere;
  }

  /** Whether it stands over each row instead of in it, as wide as the table. */
  public get isOver(): boolean {
    return false;
  }

  /** Whether anything stands over it. */
  public get isTitled(): boolean {
    return this.title() !== '';
  }

  /** How it shares the width of its table. */
  public sizeAt(text: number): ColumnSize {
    const natural = this.widthAt(text);
    const least = Math.min(natural, this.leastAt(text) ?? natural);
    return {natural, least, grow: this.grow, opened: this.opened()};
  }

  /** Pixels that it can do with where there is too little room; `null`: no fewer. */
  protected leastAt(_text: number): number | null {
    return null;
  }

  /** Pixels that it takes where there is room, with its text of this size. */
  protected abstract widthAt(text: number): number;

  protected abstract paintEntry(context: CanvasRenderingContext2D, entry: Entry): void;

  /** The last row, which is about all things that have none of their own. */
  protected paintOthers(
    _context: CanvasRenderingContext2D,
    _entry: Entry,
    _others: readonly number[],
  ): void {}

  /** What stands in the row above the titles, where the table has one. */
  protected paintAbove(_context: CanvasRenderingContext2D, _entry: Entry): void {}

  /** Where the title begins, or ends. */
  protected get align(): 'left' | 'right' {
    return 'left';
  }

  /** Colours of its role, or of what has none. */
  protected get colors(): RoleColors {
    const {roles, rule, faint, muted} = this.palette;
    return this.role ? roles[this.role] : {fill: rule, stroke: faint, text: muted};
  }

  /** What is added to the title in small. */
  protected titleNote(): string {
    return '';
  }

  /** How far an entry has come in. */
  protected grownOf(slot: number): number {
    return step(this.shown(), slot);
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    if (this.opened() <= 0) return;
    const {table} = this;
    this.paintTitle(context);
    if (table.above !== null) {
      const entry = {...table.entryOf(this, ABOVE), grown: Math.min(1, this.shown())};
      withAlpha(context, table.headed(), () => this.paintAbove(context, entry));
    }
    for (let slot = 0; slot < table.count; slot++) {
      const grown = this.grownOf(slot);
      if (grown <= 0) continue;
      const come = table.comeOf(slot);
      // What flies in is there from the start of its way.
      const there = this.from ? Math.min(1, come * 6) : come;
      withAlpha(context, there * table.alphaOf(slot), () => {
        const entry = this.onItsWay({...table.entryOf(this, slot), grown}, come);
        if (slot < table.members.length) this.paintEntry(context, entry);
        else this.paintOthers(context, entry, table.others);
      });
    }
  }

  /** An entry between where it comes from and its row. */
  private onItsWay(entry: Entry, come: number): Entry {
    if (!this.from || come >= 1) return entry;
    const box = lerpBox(this.from(entry.index), entry.box, come);
    const middle = (own: Box): number => own.y + own.height / 2;
    const baseline = entry.baseline + middle(box) - middle(entry.box);
    return {...entry, box, baseline};
  }

  protected paintTitle(context: CanvasRenderingContext2D): void {
    const title = `${this.title()}${this.titleNote()}`;
    if (title === '') return;
    const {x, width} = this.table.columnOf(this);
    const there = Math.min(1, this.shown(), this.table.headed()) * this.opened();
    withAlpha(context, there, () =>
      paintText(
        context,
        title,
        this.align === 'left' ? x : x + width,
        this.table.places().heading,
        {
          family: SANS,
          size: SIZE.small,
          weight: 600,
          align: this.align,
          color: this.colors.text,
        },
      ),
    );
  }
}
