import type {Source} from '../captured/tensor.ts';
import {FADED} from '../theme/layout.ts';
import type {ColorRole, RoleColors} from '../theme/palette.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {Column} from './Column.ts';
import type {ColumnProps, Entry} from './Column.ts';
import type {Box} from './box.ts';
import {CHIP_GAP, placeChips} from './chip-places.ts';
import {paintText, textWidth, withAlpha} from './paint.ts';
import {paintChip, paintUnknown} from './paint-chip.ts';
import {shorten} from './shorten.ts';

/** One chip of a row. */
export interface Chip {
  /** What stands on it. */
  label: string;
  /** Dashed and unfilled: it stands for no text. */
  isSpecial?: true;
  /** The vocabulary lacks it: the mark stands in its place. */
  isUnknown?: true;
  /** It is no chip: only its text is written. */
  isPlain?: true;
  /** What it shows, where it is no token: its colour. */
  role?: ColorRole;
  /** It is of second rank: it has no colour. */
  isQuiet?: true;
}

export interface ChipsProps extends ColumnProps {
  /** Chips of each thing, from the left; those that do not fit are counted. */
  chips: readonly (readonly Chip[])[];
  /** Where they come from, all of them or those of each thing. */
  source: Source | readonly Source[];
  /** Whether the number of chips stands behind them. */
  isCounted?: boolean;
}

const PAD = 0.8;
const LONGEST = 8;

/**
 * Tokens of the rows as chips, a row of them in each.
 *
 * @category Tables
 */
export class Chips extends Column {
  private readonly chips: readonly (readonly Chip[])[];
  private readonly source: readonly Source[];
  private readonly isCounted: boolean;

  public constructor({chips, source, isCounted = false, ...props}: ChipsProps) {
    super({role: 'token', ...props});
    this.chips = chips;
    this.source = Array.isArray(source) ? source : [source as Source];
    this.isCounted = isCounted;
  }

  public override sources(): readonly Source[] {
    return this.isSeen ? this.source : [];
  }

  protected override widthAt(text: number): number {
    const rows = this.table.members.map(index => {
      const widths = this.chips[index].map(chip => this.widthOf(chip, text));
      return widths.reduce((sum, width) => sum + width + CHIP_GAP, -CHIP_GAP);
    });
    const own = Math.max(0, ...rows) + this.countWidth(text);
    return Math.max(own, textWidth(this.title(), SANS, SIZE.small, 600));
  }

  /** Chips that do not fit are counted. */
  protected override leastAt(text: number): number {
    return LONGEST * text;
  }

  private countWidth(text: number): number {
    return this.isCounted ? 2.4 * text : 0;
  }

  private widthOf({label, isPlain}: Chip, text: number): number {
    const own = Math.min(textWidth(label, MONO, text, 500), LONGEST * text);
    return own + (isPlain ? 1 : 2) * PAD * text;
  }

  protected override paintEntry(
    context: CanvasRenderingContext2D,
    {index, box, text, baseline, hidden, isLoud, grown}: Entry,
  ): void {
    const chips = this.chips[index];
    const places = placeChips(
      chips.map(chip => this.widthOf(chip, text)),
      box.width - this.countWidth(text),
      left => textWidth(`+${left}`, MONO, text, 500),
    );
    withAlpha(context, grown * (1 - (1 - FADED) * hidden), () => {
      places.starts.forEach((start, i) => {
        const {label, isSpecial, isUnknown, isPlain} = chips[i];
        const own = {...box, x: box.x + start, width: this.widthOf(chips[i], text)};
        const role = this.roleOf(chips[i]);
        if (isUnknown) paintUnknown(context, label, own, this.palette);
        else if (isPlain) this.paintPlain(context, label, own, {text, baseline});
        else {
          const fits = shorten(label, own.width - text, MONO, text, 500);
          paintChip(context, fits, own, {
            palette: this.palette,
            role,
            size: text,
            special: isSpecial ?? false,
            weight: isLoud ? 700 : 500,
          });
        }
      });
      const more = places.left === 0 ? '' : `+${places.left}`;
      paintText(context, more, box.x + places.end, baseline, {
        family: MONO,
        size: text,
        weight: 500,
        color: this.palette.muted,
      });
      const end = box.x + places.end + textWidth(more, MONO, text, 500);
      this.paintCount(context, chips.length, end, {text, baseline});
    });
  }

  private roleOf({role, isQuiet}: Chip): RoleColors {
    const {roles, panel, rule, muted} = this.palette;
    if (isQuiet) return {fill: panel, stroke: rule, text: muted};
    return role ? roles[role] : this.colors;
  }

  private paintPlain(
    context: CanvasRenderingContext2D,
    label: string,
    {x, width}: Box,
    {text, baseline}: Pick<Entry, 'text' | 'baseline'>,
  ): void {
    paintText(context, label, x + width / 2, baseline, {
      family: MONO,
      size: text,
      weight: 500,
      align: 'center',
      color: this.palette.muted,
    });
  }

  private paintCount(
    context: CanvasRenderingContext2D,
    count: number,
    end: number,
    {text, baseline}: Pick<Entry, 'text' | 'baseline'>,
  ): void {
    if (!this.isCounted) return;
    paintText(context, `${count}`, end + CHIP_GAP, baseline, {
      family: SANS,
      size: text * 1.15,
      weight: 700,
      color: this.colors.text,
    });
  }
}
