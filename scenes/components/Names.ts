import {initial, signal} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import {MONO, SANS} from '../theme/type.ts';
import type {ColorRole} from '../theme/palette.ts';
import {Column} from './Column.ts';
import type {ColumnProps, Entry} from './Column.ts';
import {paintText, textWidth, withAlpha} from './paint.ts';
import {shorten} from './shorten.ts';
import {FADED} from '../theme/layout.ts';

export interface NamesProps extends ColumnProps {
  /** Name of each thing. */
  names: readonly string[];
  /** Name of what stands above all rows, and its role. */
  above?: {name: string; role: ColorRole};
  /** How they are written: tokens as code, other names as text. Default `token`. */
  face?: 'token' | 'text';
  /** Role whose colour a name has, by the index of its thing. */
  roles?: Readonly<Record<number, ColorRole>>;
  /** Index of each thing that `strike` strikes out. */
  struck?: readonly number[];
}

/**
 * So many times the size of its text a name keeps, whatever else there is; where the other
 * columns leave room, twice as much. A longer one gets an ellipsis.
 */
const KEPT = {token: 9, text: 14} as const;

/**
 * Names of the rows, written against what follows.
 *
 * @category Tables
 */
export class Names extends Column {
  /** 0 to 1: how far the names that can be struck out are. */
  @initial(0)
  @signal()
  declare public readonly crossed: SimpleSignal<number, this>;

  /** Each name is struck at once: `crossed` goes from 0 to 1. */
  public readonly counts = {crossed: 1};
  private readonly names: readonly string[];
  private readonly family: string;
  private readonly kept: number;
  private readonly roles: Readonly<Record<number, ColorRole>>;
  private readonly above: NamesProps['above'];
  private readonly struck: ReadonlySet<number>;

  public constructor(all: NamesProps) {
    const {names, above, face = 'token', roles = {}, struck = [], ...props} = all;
    super(props);
    this.above = above;
    this.struck = new Set(struck);
    this.names = names;
    this.family = face === 'token' ? MONO : SANS;
    this.kept = KEPT[face];
    this.roles = roles;
  }

  protected override get align(): 'right' {
    return 'right';
  }

  protected override widthAt(text: number): number {
    return this.widthOf(text, 2 * this.kept * text);
  }

  protected override leastAt(text: number): number {
    return this.widthOf(text, this.kept * text);
  }

  /** What names take that are cut where they are longer. */
  private widthOf(text: number, longest: number): number {
    const {members, others, othersName} = this.table;
    // Bold text is not the wider one in every script.
    const own = members.flatMap(index =>
      ([500, 700] as const).map(weight =>
        textWidth(this.names[index], this.family, text, weight),
      ),
    );
    const rest = others.length > 0 ? textWidth(othersName, SANS, text, 500) : 0;
    const title = textWidth(this.title(), SANS, 28, 600);
    const above = this.above ? textWidth(this.above.name, SANS, text, 600) : 0;
    return Math.max(title, rest, above, Math.min(longest, Math.max(0, ...own)));
  }

  protected override paintEntry(
    context: CanvasRenderingContext2D,
    {index, box, text, baseline, isLoud, hidden, grown}: Entry,
  ): void {
    const role = this.roles[index] as ColorRole | undefined;
    const weight = isLoud || role ? 700 : 500;
    const name = shorten(this.names[index], box.width, this.family, text, weight);
    const crossed = this.struck.has(index) ? this.crossed() : 0;
    withAlpha(context, grown * (1 - (1 - FADED) * Math.max(hidden, crossed)), () =>
      paintText(context, name, box.x + box.width, baseline, {
        family: this.family,
        size: text,
        align: 'right',
        weight,
        color: role ? this.palette.roles[role].text : this.palette.ink,
      }),
    );
    const width = textWidth(name, this.family, text, weight) + text / 2;
    const y = baseline - text * 0.36;
    context.fillStyle = this.palette.ink;
    context.fillRect(box.x + box.width + text / 4 - width, y, width * crossed, 3);
  }

  protected override paintOthers(
    context: CanvasRenderingContext2D,
    {box, text, baseline, grown}: Entry,
  ): void {
    withAlpha(context, grown, () =>
      paintText(context, this.table.othersName, box.x + box.width, baseline, {
        family: SANS,
        size: text,
        align: 'right',
        weight: 500,
        color: this.palette.muted,
      }),
    );
  }

  protected override paintAbove(
    context: CanvasRenderingContext2D,
    {box, text, baseline}: Entry,
  ): void {
    if (!this.above) return;
    const {name, role} = this.above;
    paintText(context, name, box.x + box.width, baseline, {
      family: SANS,
      size: text,
      align: 'right',
      weight: 600,
      color: this.palette.roles[role].text,
    });
  }
}
