import type {Palette} from '../theme/palette.ts';
import {CellBitmap} from './CellBitmap.ts';
import {rampTable} from './ramp.ts';

const bitmaps = new WeakMap<Palette, CellBitmap>();

/** Signed values as a row of cells without gaps; `limit` is the value of full colour. */
export function paintCells(
  context: CanvasRenderingContext2D,
  palette: Palette,
  values: Float32Array,
  limit: number,
  box: {x: number; y: number; width: number; height: number},
): void {
  const bitmap =
    bitmaps.get(palette) ?? new CellBitmap(() => rampTable(palette, 'signed'));
  bitmaps.set(palette, bitmap);
  // Whole pixels: a row must not end in half a cell.
  const x = Math.round(box.x);
  const width = Math.round(box.x + box.width) - x;
  bitmap.fill(values, values.length, limit).paint(context, {...box, x, width});
}
