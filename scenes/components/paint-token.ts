import {STROKE} from '../theme/layout.ts';
import {mixColors, mixRoles} from '../theme/mix-colors.ts';
import type {Palette} from '../theme/palette.ts';
import {MONO} from '../theme/type.ts';
import type {Box, Point} from './box.ts';
import {paintText, textWidth, withAlpha} from './paint.ts';
import {paintChip} from './paint-chip.ts';

/** A token of a strip, where it lies and how. */
export interface DrawnToken {
  label: string;
  special: boolean;
  /** Place of its chip, size of its label, and where that begins in the running text. */
  box: Box;
  size: number;
  running: number;
  /** 0 to 1: how far the text has been cut, and how far the token asks. */
  cut: number;
  asking: number;
}

/** Width of a token's label. */
export const tokenWidth = (text: string, size: number): number =>
  textWidth(text, MONO, size, 500);

/** Paint a token: a part of the running text, a chip, or on its way from one to the other. */
export function paintToken(
  context: CanvasRenderingContext2D,
  {label, special, box, size, running, cut, asking}: DrawnToken,
  palette: Palette,
): void {
  const role = mixRoles(palette.roles.token, palette.roles.query, asking);
  if (cut >= 1) {
    const lineWidth = STROKE.rest + (STROKE.selected - STROKE.rest) * asking;
    paintChip(context, label, box, {palette, role, special, lineWidth, size});
    return;
  }
  withAlpha(context, cut, () => paintChip(context, '', box, {palette, role, special}));
  const left = box.x + (box.width - tokenWidth(label, size)) / 2;
  const baseline = box.y + box.height / 2 + Math.round(size * 0.34);
  withAlpha(context, special ? cut : 1, () =>
    paintText(context, label, running + (left - running) * cut, baseline, {
      family: MONO,
      size,
      weight: 500,
      color: mixColors(palette.ink, role.text, cut),
    }),
  );
}

/**
 * Write a token's id below its chip, where it comes from above.
 *
 * @param known - 0 to 1: how far it has come.
 */
export function paintTokenId(
  context: CanvasRenderingContext2D,
  id: number,
  {x, y}: Point,
  {size, known, palette}: {size: number; known: number; palette: Palette},
): void {
  withAlpha(context, known, () =>
    paintText(context, `${id}`, x, y - (1 - known) * 20, {
      family: MONO,
      size,
      weight: 500,
      align: 'center',
      color: palette.muted,
    }),
  );
}
