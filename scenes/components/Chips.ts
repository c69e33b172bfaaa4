import type {Source} from '../captured/tensor.ts';
import {FADED} from '../theme/layout.ts';
import {MONO} from '../theme/type.ts';
import {Column} from './Column.ts';
import type {ColumnProps, Entry} from './Column.ts';
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
}

export interface ChipsProps extends ColumnProps {
  /** Chips of each thing, from the left; those that do not fit are counted. */
  chips: readonly (readonly Chip[])[];
  /** Where they come from. */
  source: Source;
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
  private readonly source: Source;

  public constructor({chips, source, ...props}: ChipsProps) {
    super({role: 'token', ...props});
    this.chips = chips;
    this.source = source;
  }

  public override sources(): readonly Source[] {
    return this.isSeen ? [this.source] : [];
  }

  protected override widthAt(text: number): number {
    const rows = this.table.members.map(index => {
      const widths = this.chips[index].map(chip => this.widthOf(chip, text));
      return widths.reduce((sum, width) => sum + width + CHIP_GAP, -CHIP_GAP);
    });
    return Math.max(0, ...rows);
  }

  private widthOf({label}: Chip, text: number): number {
    const own = Math.min(textWidth(label, MONO, text, 500), LONGEST * text);
    return own + 2 * PAD * text;
  }

  protected override paintEntry(
    context: CanvasRenderingContext2D,
    {index, box, text, baseline, hidden, isLoud, grown}: Entry,
  ): void {
    const chips = this.chips[index];
    const places = placeChips(
      chips.map(chip => this.widthOf(chip, text)),
      box.width,
      left => textWidth(`+${left}`, MONO, text, 500),
    );
    withAlpha(context, grown * (1 - (1 - FADED) * hidden), () => {
      places.starts.forEach((start, i) => {
        const {label, isSpecial, isUnknown} = chips[i];
        const own = {...box, x: box.x + start, width: this.widthOf(chips[i], text)};
        if (isUnknown) paintUnknown(context, label, own, this.palette);
        else {
          const fits = shorten(label, own.width - text, MONO, text, 500);
          paintChip(context, fits, own, {
            ...{palette: this.palette, role: this.colors, size: text},
            ...{special: isSpecial ?? false, weight: isLoud ? 700 : 500},
          });
        }
      });
      if (places.left === 0) return;
      paintText(context, `+${places.left}`, box.x + places.end, baseline, {
        ...{family: MONO, size: text, weight: 500, color: this.palette.muted},
      });
    });
  }
}
