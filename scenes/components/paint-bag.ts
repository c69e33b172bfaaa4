import {RADIUS, STROKE} from '../theme/layout.ts';
import {mixColors} from '../theme/mix-colors.ts';
import type {Palette} from '../theme/palette.ts';
import {MONO, SIZE} from '../theme/type.ts';
import type {Box} from './matrix-plan.ts';
import {paintBox, paintText, textWidth} from './paint.ts';
import {shorten} from './shorten.ts';

/**
 * A word's place in a vocabulary.
 *
 * @param loud - 0 to 1: how far it stands out.
 */
export function paintVocabularyCell(
  context: CanvasRenderingContext2D,
  label: string,
  box: Box,
  palette: Palette,
  loud: number,
): void {
  const {panel, muted, roles} = palette;
  const fill = mixColors(panel, roles.token.fill, loud);
  const width = STROKE.rest + (STROKE.selected - STROKE.rest) * loud;
  const stroke = mixColors(muted, roles.token.stroke, loud);
  paintBox(context, box, RADIUS.token, fill, stroke, width);
  const room = box.width - 16;
  const fits = textWidth(label, MONO, SIZE.token, 500) <= room;
  const size = fits ? SIZE.token : SIZE.small;
  const text = shorten(label, room, MONO, size, 500);
  paintText(context, text, box.x + box.width / 2, box.y + box.height / 2 + 11, {
    ...{family: MONO, size, weight: 500, color: palette.ink, align: 'center'},
  });
}

/** How a count looks now. */
export interface CountLook {
  /** `null` for words that are not drawn one by one. */
  count: number | null;
  /** 0 to 1: how recently it has ticked. */
  pop: number;
  /** 0 to 1: how far it stands out as one that all sentences have. */
  common: number;
}

/** How often a word occurs, in the cell under it. */
export function paintCountCell(
  context: CanvasRenderingContext2D,
  box: Box,
  {panel, rule, muted, roles}: Palette,
  {count, pop, common}: CountLook,
): void {
  const some = count !== null && count > 0;
  const stroke = some
    ? mixColors(roles.residual.stroke, roles.score.stroke, common)
    : rule;
  const width = STROKE.rest + (STROKE.selected - STROKE.rest) * common;
  paintBox(context, box, RADIUS.token, some ? roles.residual.fill : panel, stroke, width);
  const size = Math.round(Math.min(SIZE.title, box.height * 0.66) * (1 + 0.35 * pop));
  const text = count === null ? '\u2026' : `${count}`;
  paintText(context, text, box.x + box.width / 2, box.y + box.height / 2 + size * 0.36, {
    ...{family: MONO, size, weight: some ? 700 : 500, align: 'center'},
    color: some ? roles.residual.text : muted,
  });
}

/** From the cells of a row to its outline. */
const OUTLINE = 7;

/** An outline around a row of cells, as far as it has been drawn. */
export function paintOutline(
  context: CanvasRenderingContext2D,
  row: Box,
  {roles}: Palette,
  drawn: number,
): void {
  if (drawn <= 0) return;
  const box = {
    x: row.x - OUTLINE,
    y: row.y - OUTLINE,
    width: row.width + 2 * OUTLINE,
    height: row.height + 2 * OUTLINE,
  };
  const around = 2 * (box.width + box.height);
  context.save();
  if (drawn < 1) context.setLineDash([around * drawn, around]);
  const radius = RADIUS.token + OUTLINE / 2;
  paintBox(context, box, radius, null, roles.residual.stroke, STROKE.selected);
  context.restore();
}
