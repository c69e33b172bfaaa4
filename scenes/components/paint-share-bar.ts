import {percent} from '../script/interpolate.ts';
import {STROKE} from '../theme/layout.ts';
import {mixColors} from '../theme/mix-colors.ts';
import type {RoleColors} from '../theme/palette.ts';
import {SANS, SIZE} from '../theme/type.ts';
import type {Box} from './box.ts';
import {paintBox, paintText, withAlpha} from './paint.ts';

/**
 * A share of 100% as a bar with its percentage after it; none is no bar.
 *
 * @param room - Where the bar of everything would lie.
 * @param grown - 0 to 1: how far it has grown.
 */
export function paintShareBar(
  context: CanvasRenderingContext2D,
  share: number,
  room: Box,
  grown: number,
  style: {role: RoleColors; muted: string; isLoud: boolean},
): void {
  if (grown <= 0) return;
  const {role, muted, isLoud} = style;
  const width = share === 0 ? 0 : Math.max(3, share * grown * room.width);
  if (width > 0) {
    const fill = isLoud ? mixColors(role.fill, role.stroke, grown) : role.fill;
    const radius = Math.min(8, width / 2);
    paintBox(context, {...room, width}, radius, fill, role.stroke, STROKE.rest);
  }
  const baseline = room.y + room.height / 2 + 10;
  withAlpha(context, grown, () =>
    paintText(context, percent(share), room.x + width + 16, baseline, {
      ...{family: SANS, size: SIZE.small, weight: isLoud ? 700 : 500},
      color: isLoud ? role.text : muted,
    }),
  );
}
