import type {Palette} from '../theme/palette.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import type {GridPlan, LabelRoom} from './matrix-plan.ts';
import {paintText, textWidth, withAlpha} from './paint.ts';
import {shorten} from './shorten.ts';
import {mixColors} from '../theme/mix-colors.ts';

/** Words beside the rows and above the columns of a grid. */
export interface GridLabels {
  rows?: readonly string[];
  columns?: readonly string[];
  /** What they are. */
  axes?: {rows: string; columns: string};
}

/** Column labels rise to the right, so that long ones need little height. */
const ANGLE = Math.PI / 5;
const AIR = 18;
/** Room for the names of both axes above one another. */
const AXES = 100;
/** Longer labels are cut, in pixels. */
const LONGEST = {row: 240, column: 140} as const;

/** Room that labels need, in pixels. */
export function labelRoom({rows = [], columns = [], axes}: GridLabels): LabelRoom {
  const widest = (labels: readonly string[], most: number): number =>
    Math.min(
      most,
      Math.max(0, ...labels.map(label => textWidth(label, MONO, SIZE.small, 500))),
    );
  return {
    left: rows.length > 0 ? widest(rows, LONGEST.row) + AIR : 0,
    top:
      columns.length > 0
        ? Math.max(
            axes ? AXES : 0,
            widest(columns, LONGEST.column) * Math.sin(ANGLE) + SIZE.small,
          )
        : 0,
  };
}

const cut = (label: string, room: number): string =>
  shorten(label, room, MONO, SIZE.small, 700);

/** Write the labels of a grid; those of the picked row take the query's colour. */
export function paintGridLabels(
  context: CanvasRenderingContext2D,
  plan: GridPlan,
  {rows = [], columns = [], axes}: GridLabels,
  palette: Palette,
  {alpha, row, picked}: {alpha: number; row: number; picked: number},
): void {
  withAlpha(context, alpha, () => {
    rows.forEach((label, i) => {
      const near = Math.max(0, 1 - Math.abs(row - i)) * picked;
      const y = plan.top + (i + 0.5) * plan.cellHeight + 10;
      paintText(context, cut(label, LONGEST.row), plan.left - AIR, y, {
        family: MONO,
        size: SIZE.small,
        weight: near > 0.5 ? 700 : 500,
        color: mixColors(palette.ink, palette.roles.query.text, near),
        align: 'right',
      });
    });
    if (axes) {
      const style = {
        family: SANS,
        size: SIZE.small,
        weight: 600,
        align: 'right',
      } as const;
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
      paintText(context, cut(label, LONGEST.column), 0, 0, {
        family: MONO,
        size: SIZE.small,
        weight: 500,
        color: palette.roles.key.text,
      });
      context.restore();
    });
  });
}
