import type {Palette} from '../theme/palette.ts';
import {rampColor} from './ramp.ts';

/** Signed values as a row of cells without gaps; `limit` is the value of full colour. */
export function paintCells(
  context: CanvasRenderingContext2D,
  palette: Palette,
  values: Float32Array,
  limit: number,
  box: {x: number; y: number; width: number; height: number},
): void {
  // Whole pixels: cells must neither overlap nor leave seams.
  const edge = (column: number): number =>
    Math.round(box.x + (box.width * column) / values.length);
  values.forEach((value, column) => {
    const x = edge(column);
    context.fillStyle = rampColor(palette, 'signed', value / limit);
    context.fillRect(x, box.y, edge(column + 1) - x, box.height);
  });
}
