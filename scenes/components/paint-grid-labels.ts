import type {Palette} from '../theme/palette.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {MAX_CELLS} from './matrix-plan.ts';
import type {Box, GridPlan, LabelRoom} from './matrix-plan.ts';
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

/** Size of labels: of few rows they are larger. */
const SIZES = {most: 40, share: 0.45} as const;
/** The name of a grid above it, or what it leaves out below. */
const TITLE = 50;
const NOTE = 44;
/** Column labels rise to the right, so that long ones need little height. */
const ANGLE = Math.PI / 5;
const AIR = 18;
/** Room for the names of both axes above one another. */
const AXES = 100;
const AXIS_FACE = [SANS, SIZE.small, 600] as const;
/** Longer labels are cut: so many times their size. */
const LONGEST = {row: 8.6, column: 5} as const;

/**
 * Size of the labels of a grid in a box, in pixels.
 *
 * @param least - The smallest that they may be.
 */
export function labelSize(rows: number, box: Box, least: number = SIZE.small): number {
  const fitting = (box.height / (rows + 2)) * SIZES.share;
  return Math.max(least, Math.min(SIZES.most, fitting));
}

/**
 * Room that labels need, in pixels.
 *
 * @param measure - Width of a text in a face.
 */
export function labelRoom(
  {rows = [], columns = [], axes, title = ''}: GridLabels & {title?: string},
  size: number,
  shape: {rows: number; columns: number; most?: number},
  measure = textWidth,
): LabelRoom {
  const widest = (labels: readonly string[], most: number): number =>
    Math.min(
      most * size,
      Math.max(0, ...labels.map(label => measure(label, MONO, size, 500))),
    );
  // The names of the axes end where the rows' labels do, and may be longer.
  const named = axes
    ? Math.max(...[axes.rows, axes.columns].map(name => measure(name, ...AXIS_FACE)))
    : 0;
  const isSampled = Math.max(shape.rows, shape.columns) > (shape.most ?? MAX_CELLS);
  const last = widest(columns.slice(-1), LONGEST.column) * Math.cos(ANGLE);
  return {
    title: title === '' ? 0 : TITLE,
    note: title === '' && isSampled ? NOTE : 0,
    right: Math.max(0, last - AIR),
    left: rows.length > 0 ? Math.max(widest(rows, LONGEST.row), named) + AIR : 0,
    top:
      columns.length > 0
        ? Math.max(
            axes ? AXES : 0,
            widest(columns, LONGEST.column) * Math.sin(ANGLE) + size,
          )
        : 0,
  };
}

const cut = (label: string, most: number, size: number): string =>
  shorten(label, most * size, MONO, size, 700);

/** Write the labels of a grid; those of the picked row take the query's colour. */
export function paintGridLabels(
  context: CanvasRenderingContext2D,
  plan: GridPlan,
  {rows = [], columns = [], axes}: GridLabels,
  palette: Palette,
  how: {alpha: number; row: number; picked: number; size: number},
): void {
  const {alpha, row, picked, size} = how;
  withAlpha(context, alpha, () => {
    rows.forEach((label, i) => {
      const near = Math.max(0, 1 - Math.abs(row - i)) * picked;
      const y = plan.top + (i + 0.5) * plan.cellHeight + size * 0.36;
      paintText(context, cut(label, LONGEST.row, size), plan.left - AIR, y, {
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
      paintText(context, cut(label, LONGEST.column, size), 0, 0, {
        family: MONO,
        size,
        weight: 500,
        color: palette.roles.key.text,
      });
      context.restore();
    });
  });
}
