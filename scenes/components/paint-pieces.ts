import type {TextPiece} from '../../data-extract/capture/format.ts';
import type {Palette} from '../theme/palette.ts';
import type {ByteSpan} from './cut-plan.ts';
import {withAlpha} from './paint.ts';
import {paintChip, paintFitted, paintUnknown} from './paint-chip.ts';
import {exactLabel, hexOf} from './token-label.ts';

export type CutPiece = Pick<TextPiece, 'text' | 'bytes' | 'start' | 'end'> & {
  unknown?: boolean;
};

/** How pieces are drawn on the scale of the bytes of their text. */
export interface PieceStyle {
  palette: Palette;
  /** Pieces are written as bytes. */
  hex: boolean;
  /** 0 to 1: how far an unknown piece has turned into the mark for it. */
  forgotten: number;
  unknownWord: string;
  /** Size of the labels in pixels. */
  size: number;
  /** Top and height of the chips. */
  y: number;
  height: number;
  /** Left edge of a byte of the text, in frame coordinates. */
  edgeOf: (byte: number) => number;
}

const GAP = 5;
/** Width of a piece that stands for no text, in pixels. */
const NO_TEXT = 14;
/** How far the pieces of a text may reach beyond it, in pixels. */
export const PIECE_OVERHANG = NO_TEXT + 2 * GAP;

/** A piece of a text as a chip as wide as its bytes. */
export function paintPiece(
  context: CanvasRenderingContext2D,
  piece: CutPiece,
  {from, to}: ByteSpan,
  style: PieceStyle,
): void {
  const {palette, y, height, size, edgeOf} = style;
  if (from === to) {
    // It stands for no text, such as a space that a tokenizer puts before it.
    const none = {x: edgeOf(from) - NO_TEXT - GAP, y, width: NO_TEXT, height};
    paintChip(context, '', none, {palette, special: true});
    return;
  }
  const left = edgeOf(from) + GAP / 2;
  const box = {x: left, y, width: edgeOf(to) - GAP / 2 - left, height};
  const label = style.hex ? hexOf(piece.bytes) : exactLabel(piece);
  const gone = piece.unknown ? style.forgotten : 0;
  withAlpha(context, 1 - gone, () => paintFitted(context, label, box, {palette, size}));
  withAlpha(context, gone, () => paintUnknown(context, style.unknownWord, box, palette));
}
