import {step} from '../theme/step.ts';
import {figure, percent} from '../script/interpolate.ts';
import {STROKE} from '../theme/layout.ts';
import {mixColors} from '../theme/mix-colors.ts';
import type {ColorRole, Palette} from '../theme/palette.ts';
import {readableOn} from '../theme/readable-on.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {gridBox} from './matrix-plan.ts';
import type {GridPlan} from './matrix-plan.ts';
import type {Box} from './box.ts';
import {paintBox, paintText, textWidth, withAlpha} from './paint.ts';
import {rampColor} from './ramp.ts';

/** Shares from here on are written bold. */
const LOUD = 0.15;

/** A figure in a cell is no larger than this; so many times its size wide. */
const LARGEST = 40;
const FIGURE_WIDTH = 3;

/** The name of a grid and its shape, above its labels; without a name, the shape stands below. */
export function paintTitle(
  context: CanvasRenderingContext2D,
  plan: GridPlan,
  {name, note}: {name: string; note: string},
  role: ColorRole | undefined,
  palette: Palette,
): void {
  if (note === '') return;
  const box = gridBox(plan);
  const shape = {
    family: MONO,
    size: SIZE.small,
    weight: 500,
    color: palette.muted,
  } as const;
  if (name === '') {
    paintText(context, note, box.x, box.y + box.height + SIZE.small + 8, shape);
    return;
  }
  const color = role ? palette.roles[role].text : palette.ink;
  const baseline = box.y - plan.head - 16;
  paintText(context, name, box.x, baseline, {
    family: SANS,
    size: SIZE.label,
    weight: 700,
    color,
  });
  const width = textWidth(name, SANS, SIZE.label, 700);
  paintText(context, note, box.x + width + 18, baseline, shape);
}

/** The values of a row as figures in its cells. */
export function paintReadout(
  context: CanvasRenderingContext2D,
  plan: GridPlan,
  what: {
    cells: Float32Array;
    row: number;
    /** Top of the row. */
    y: number;
    /** How many cells are not masked. */
    visible: number;
    isShare: boolean;
    /** Value of full colour. */
    limit: number;
    palette: Palette;
  },
): void {
  const {cells, row, y, visible, isShare, limit, palette} = what;
  const fitting = Math.min(plan.cellHeight * 0.45, plan.cellWidth / FIGURE_WIDTH);
  const size = Math.max(SIZE.small, Math.min(LARGEST, fitting));
  for (let column = 0; column < visible; column++) {
    const value = cells[row * plan.columns + column];
    const ground = rampColor(palette, isShare ? 'share' : 'signed', value / limit);
    const x = plan.left + (column + 0.5) * plan.cellWidth;
    const text = isShare ? percent(value) : figure(value, 1);
    paintText(context, text, x, y + plan.cellHeight / 2 + size * 0.36, {
      family: MONO,
      size,
      align: 'center',
      color: readableOn(ground),
      weight: isShare && value < LOUD ? 500 : 700,
    });
  }
}

/** What stands over the cells after the diagonal. */
export function paintAheadWord(
  context: CanvasRenderingContext2D,
  plan: GridPlan,
  word: string,
  color: string,
): void {
  const box = gridBox(plan);
  paintText(context, word, box.x + 0.7 * box.width, box.y + 0.25 * box.height, {
    family: SANS,
    size: SIZE.label,
    weight: 600,
    align: 'center',
    color,
  });
}

/** Outlines of the row, the cell in it and the column that stand out. */
export function paintOutlines(
  context: CanvasRenderingContext2D,
  plan: GridPlan,
  {roles}: Palette,
  what: {
    /** Of the matrix, whatever part of it is drawn. */
    row: number;
    column: number;
    /** Colour of the column. */
    role: ColorRole;
    /** 0 to 1 each: how far the row, the cell and the column stand out. */
    picked: number;
    spotted: number;
    columnPicked: number;
  },
): void {
  const {row, column, role, picked, spotted, columnPicked} = what;
  const grid = gridBox(plan);
  const y = plan.top + (row / plan.perRow) * plan.cellHeight;
  const x = plan.left + Math.floor(column / plan.perColumn) * plan.cellWidth;
  const cell = {x, y, width: plan.cellWidth, height: plan.cellHeight};
  const outline = (box: Box, color: string, alpha: number): void =>
    withAlpha(context, alpha, () =>
      paintBox(context, box, 2, null, color, STROKE.selected),
    );
  outline({...cell, y: grid.y, height: grid.height}, roles[role].stroke, columnPicked);
  outline({...cell, x: grid.x, width: grid.width}, roles.query.stroke, picked);
  outline(cell, roles.key.stroke, picked * spotted);
}

/** Grey over the cells after the diagonal, in as many rows as have been masked. */
export function paintMask(
  context: CanvasRenderingContext2D,
  plan: GridPlan,
  {ground, rule}: Palette,
  masked: number,
  shown: number,
): void {
  context.fillStyle = mixColors(ground, rule, 0.55);
  const right = plan.left + plan.columns * plan.cellWidth;
  for (let row = 0; row < Math.min(plan.rows - 1, Math.ceil(masked)); row++) {
    const left = plan.left + (row + 1) * plan.cellWidth;
    const top = plan.top + row * plan.cellHeight;
    withAlpha(context, Math.min(step(masked, row), shown - row), () =>
      // Half a pixel more hides the seam to the next row.
      context.fillRect(left, top, Math.max(0, right - left), plan.cellHeight + 0.5),
    );
  }
}
