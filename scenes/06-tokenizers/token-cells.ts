import {initial, signal} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';
import type {CapturedToken} from 'attention-in-motion/captured';
import type {Source} from 'attention-in-motion/captured/tensor';
import {Column} from 'attention-in-motion/components/Column';
import type {ColumnProps, Entry} from 'attention-in-motion/components/Column';
import {paintText, textWidth, withAlpha} from 'attention-in-motion/components/paint';
import {paintChip, paintUnknown} from 'attention-in-motion/components/paint-chip';
import {SANS} from 'attention-in-motion/theme/type';

export interface TokenCellsProps extends ColumnProps {
  /** Length of the text that all of them read, in UTF-16 units. */
  length: number;
  /** Tokens of each row. */
  tokens: readonly (readonly CapturedToken[])[];
  sources: readonly Source[];
}

const WIDEST = 44;

/** Tokens as cells of one width, so that rows are as long as their counts: a race. */
export class TokenCells extends Column {
  /** 0 to 1: how far all rows have read the text. */
  @initial(0)
  @signal()
  declare public readonly read: SimpleSignal<number, this>;

  private readonly settings: Omit<TokenCellsProps, keyof ColumnProps>;

  public constructor({length, tokens, sources, ...props}: TokenCellsProps) {
    super({role: 'token', grow: 1, ...props});
    this.settings = {length, tokens, sources};
  }

  public override sources(): readonly Source[] {
    return this.isSeen && this.read() > 0 ? this.settings.sources : [];
  }

  protected override widthAt(): number {
    return 0;
  }

  /** How many tokens of a row have been written when so much has been read. */
  private written(tokens: readonly CapturedToken[]): number {
    if (this.read() <= 0) return 0;
    const at = this.read() * this.settings.length;
    const first = this.read() >= 1 ? -1 : tokens.findIndex(({end}) => end > at);
    return first < 0 ? tokens.length : first;
  }

  protected override paintEntry(
    context: CanvasRenderingContext2D,
    {index, box, text, baseline}: Entry,
  ): void {
    const size = text * 1.15;
    const after = textWidth('000', SANS, size, 700);
    const most = Math.max(...this.settings.tokens.map(({length}) => length));
    const pitch = Math.min(WIDEST, Math.max(0, box.width - after) / most);
    const gap = Math.min(4, pitch * 0.2);
    const tokens = this.settings.tokens[index];
    const written = this.written(tokens);
    const {palette} = this;
    withAlpha(context, this.opened() ** 2, () => {
      tokens.slice(0, written).forEach(({special, unknown}, i) => {
        const own = {...box, x: box.x + i * pitch, width: pitch - gap};
        if (unknown) paintUnknown(context, own.width > 17 ? '?' : '', own, palette);
        else paintChip(context, '', own, {palette, special, radius: 4, lineWidth: 2});
      });
      if (written === 0) return;
      paintText(context, `${written}`, box.x + written * pitch + 14, baseline, {
        family: SANS,
        size,
        weight: 700,
        color: this.colors.text,
      });
    });
  }
}
