import {RADIUS, STROKE} from '../theme/layout.ts';
import type {Palette, RoleColors} from '../theme/palette.ts';
import {MONO, SIZE} from '../theme/type.ts';
import {paintBox, paintText, textWidth} from './paint.ts';

export interface ChipStyle {
  palette: Palette;
  /** Default: the token's. */
  role?: RoleColors;
  /** Dashed and unfilled: a token that stands for no text. */
  special?: boolean;
  lineWidth?: number;
  size?: number;
  weight?: 500 | 700;
  radius?: number;
}

/** A chip with its label: what a token looks like everywhere. */
export function paintChip(
  context: CanvasRenderingContext2D,
  label: string,
  box: {x: number; y: number; width: number; height: number},
  style: ChipStyle,
): void {
  const {palette, special = false, size = SIZE.token} = style;
  const role = style.role ?? palette.roles.token;
  const radius = style.radius ?? Math.min(RADIUS.token, box.height / 4, box.width / 4);
  context.save();
  if (special) context.setLineDash([8, 6]);
  const fill = special ? palette.ground : role.fill;
  paintBox(context, box, radius, fill, role.stroke, style.lineWidth ?? STROKE.rest);
  context.restore();
  if (label === '') return;
  paintText(
    context,
    label,
    box.x + box.width / 2,
    box.y + box.height / 2 + Math.round(size * 0.34),
    {
      family: MONO,
      size,
      weight: style.weight ?? 500,
      color: role.text,
      align: 'center',
    },
  );
}

/** A chip whose label is made smaller, but not smaller than is readable, to fit into it. */
export function paintFitted(
  context: CanvasRenderingContext2D,
  label: string,
  box: {x: number; y: number; width: number; height: number},
  style: ChipStyle & {size: number},
): void {
  const {size, weight = 500} = style;
  const room = (size * (box.width - 6)) / textWidth(label, MONO, size, weight);
  const fitted = Math.max(SIZE.small, Math.min(size, Math.floor(room)));
  paintChip(context, label, box, {...style, size: fitted});
}

/** What the vocabulary lacks: a dashed chip with the mark for it, or `?` in little room. */
export function paintUnknown(
  context: CanvasRenderingContext2D,
  mark: string,
  box: {x: number; y: number; width: number; height: number},
  palette: Palette,
): void {
  const fits = textWidth(mark, MONO, SIZE.small, 500) < box.width - 4;
  const role = {fill: palette.ground, stroke: palette.muted, text: palette.muted};
  const style = {palette, role, size: SIZE.small, special: true};
  paintChip(context, fits ? mark : '?', box, style);
}
