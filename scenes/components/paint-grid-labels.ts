import type {Palette} from '../theme/palette.ts';
import {MONO} from '../theme/type.ts';
import {AIR, ANGLE, AXIS_FACE, LONGEST_COLUMN, longestRow} from './label-room.ts';
import type {GridLabels} from './label-room.ts';
import type {GridPlan} from './matrix-plan.ts';
import {paintText, withAlpha} from './paint.ts';
import {shorten} from './shorten.ts';
import {mixColors} from '../theme/mix-colors.ts';

const cut = (label: string, most: number, size: number): string =>
  shorten(label, most, MONO, size, 700);

/** Write the labels of a grid; those of the picked row take the query's colour. */
export function paintGridLabels(
  context: CanvasRenderingContext2D,
  plan: GridPlan,
  {rows = [], columns = [], axes}: GridLabels,
  palette: Palette,
  how: {alpha: number; row: number; picked: number; size: number; width: number},
): void {
  const {alpha, row, picked, size} = how;
  const longest = longestRow(size, how.width);
  withAlpha(context, alpha, () => {
    rows.forEach((label, i) => {
      const near = Math.max(0, 1 - Math.abs(row - i)) * picked;
      const y = plan.top + (i + 0.5) * plan.cellHeight + size * 0.36;
      paintText(context, cut(label, longest, size), plan.left - AIR, y, {
        family: MONO,
        size,
        weight: near > 0.5 ? 700 : 500,
        color: mixColors(palette.ink, palette.roles.query.text, near),
        align: 'right',
      });
    });
    if (axes) {
      const [family, fontSize, weight] = AXIS_FACE;
      const style = {family, size: fontSize, weight, align: 'right'} as const;
      const right = plan.left - AIR;
      paintText(context, axes.columns, right, plan.top - 68, {
        ...style,
        color: palette.roles.key.text,
      });
      paintText(context, axes.rows, right, plan.top - 22, {
        ...style,
        color: palette.roles.query.text,
      });
    }
    columns.forEach((label, i) => {
      context.save();
      context.translate(plan.left + (i + 0.5) * plan.cellWidth - 4, plan.top - 12);
      context.rotate(-ANGLE);
      paintText(context, cut(label, LONGEST_COLUMN * size, size), 0, 0, {
        family: MONO,
        size,
        weight: 500,
        color: palette.roles.key.text,
      });
      context.restore();
    });
  });
}
