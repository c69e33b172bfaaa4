import {rampTable, TABLE} from '../../../scenes/components/ramp.ts';
import {PALETTES} from '../../../scenes/theme/palette.ts';
import type {ThemeName} from '../../../scenes/theme/palette.ts';

/**
 * Draw shares as cells, a pixel each; the page makes them larger.
 *
 * @param data - Shares of 1, row-major.
 */
export function paintCells(
  canvas: HTMLCanvasElement,
  data: Float32Array,
  columns: number,
  theme: ThemeName,
): void {
  const rows = data.length / columns;
  canvas.width = columns;
  canvas.height = rows;
  const context = canvas.getContext('2d');
  if (!context) return;
  const table = rampTable(PALETTES[theme], 'share');
  const image = context.createImageData(columns, rows);
  const pixels = new Uint32Array(image.data.buffer);
  data.forEach((share, i) => {
    pixels[i] = table[TABLE.middle + Math.round(share * (TABLE.last - TABLE.middle))];
  });
  context.putImageData(image, 0, 0);
}
