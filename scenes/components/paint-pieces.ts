import {group} from '../script/numbers.ts';
import {STROKE} from '../theme/layout.ts';
import {mixColors} from '../theme/mix-colors.ts';
import type {Palette} from '../theme/palette.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import type {Box} from './box.ts';
import {paintText, textWidth, withAlpha} from './paint.ts';
import {paintChip, paintFitted, paintUnknown} from './paint-chip.ts';
import type {MovingPiece} from './pieces-motion.ts';

/** Size of numbers and notes in pixels. */
const NUMBER = 30;

/** What stands above a text. */
export interface Head {
  title: string;
  /** What is said behind the title. */
  detail: string;
  /** How many pieces there are, `null` where it has not been cut. */
  count: number | null;
}

/** How pieces are drawn. */
interface PieceStyle {
  palette: Palette;
  /** Size of the text in pixels, and height of a piece in sizes of the text. */
  size: number;
  height: number;
  /** Whether labels are made smaller where pieces are narrow. */
  isFitted: boolean;
}

/** A piece of a text, as a chip or as plain text. */
export function paintPiece(
  context: CanvasRenderingContext2D,
  {piece, box, alpha, loud}: MovingPiece,
  {palette, size, height, isFitted}: PieceStyle,
): void {
  const {label, isPlain, isUnknown, isSpecial: special = false} = piece;
  const lineWidth = STROKE.rest + (STROKE.selected - STROKE.rest) * loud;
  const weight = loud > 0.5 ? 700 : 500;
  const style = {palette, size, lineWidth, weight, special} as const;
  withAlpha(context, alpha, () => {
    if (isPlain) {
      // Text that is not cut yet may be larger than its pieces.
      const own = isFitted ? size : box.height / height;
      const baseline = box.y + box.height / 2 + own / 3;
      paintText(context, label, box.x + box.width / 2, baseline, {
        family: MONO,
        size: own,
        weight: 500,
        align: 'center',
        color: palette.ink,
      });
    } else if (isUnknown) paintUnknown(context, label, box, palette);
    else if (isFitted) paintFitted(context, label, box, style);
    else paintChip(context, label, box, style);
  });
}

/** A number below pieces, or between two of them: then a line leads to it. */
export function paintNumber(
  context: CanvasRenderingContext2D,
  {text, x, y, alpha, loud, from}: NumberPlace,
  palette: Palette,
): void {
  withAlpha(context, alpha, () => {
    if (from !== null) {
      context.strokeStyle = mixColors(palette.faint, palette.ink, loud);
      context.lineWidth = STROKE.rest + (STROKE.selected - STROKE.rest) * loud;
      context.beginPath();
      context.moveTo(x, from);
      context.lineTo(x, y - NUMBER);
      context.stroke();
    }
    paintText(context, text, x, y, {
      family: MONO,
      size: NUMBER,
      align: 'center',
      weight: loud > 0.5 ? 700 : 500,
      color: mixColors(palette.muted, palette.ink, loud),
    });
  });
}

interface NumberPlace {
  text: string;
  x: number;
  /** Baseline. */
  y: number;
  alpha: number;
  loud: number;
  /** Top of the line that leads to it, `null` for none. */
  from: number | null;
}

/** What stands above a text: its title, what is said behind it, and a count at the end. */
export function paintHead(
  context: CanvasRenderingContext2D,
  {title, detail, count}: Head,
  {box, alpha, palette}: {box: Box; alpha: number; palette: Palette},
): void {
  const y = box.y + 32;
  const size = SIZE.label;
  withAlpha(context, alpha, () => {
    paintText(context, title, box.x, y, {
      family: SANS,
      size,
      weight: 700,
      color: palette.ink,
    });
    const after = title === '' ? 0 : textWidth(title, SANS, size, 700) + 24;
    paintText(context, detail, box.x + after, y, {
      family: SANS,
      size: SIZE.small,
      weight: 500,
      color: palette.muted,
    });
    if (count === null) return;
    paintText(context, group(count), box.x + box.width, y, {
      family: SANS,
      size: SIZE.title,
      weight: 700,
      align: 'right',
      color: palette.roles.token.text,
    });
  });
}
