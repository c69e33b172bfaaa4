import type {Box} from './box.ts';
import {TABLE} from './ramp.ts';

/** Which cells of a bitmap are painted: first column and row, and how many. */
export interface CellRange {
  column: number;
  row: number;
  columns: number;
  rows: number;
}

/** Cells, row by row. */
interface Cells {
  values: Float32Array;
  /** Cells in a row. */
  columns: number;
  /** Value of the ramp's full colour. */
  limit: number;
}

/**
 * An array of values as a bitmap of one pixel per cell, which is scaled up where it is
 * painted: thousands of cells cost one drawing call instead of one each.
 */
export class CellBitmap {
  private readonly canvas = new OffscreenCanvas(1, 1);
  private cells: Cells | null = null;
  /** What has been coloured, and how. */
  private coloured: {cells: Cells; colors: Uint32Array} | null = null;

  /**
   * @param colors - How values become colours: gives `rampTable` or a table of one's own,
   * the same one as long as the colours are the same.
   */
  public constructor(private readonly colors: () => Uint32Array) {}

  /**
   * Take other cells. Costs nothing while the array stays the same one.
   *
   * @param values - Row by row.
   * @param columns - Cells in a row.
   * @param limit - Value of the ramp's full colour.
   */
  public fill(values: Float32Array, columns: number, limit: number): this {
    const {cells} = this;
    const same = cells?.values === values && cells.limit === limit;
    if (!same) this.cells = {values, columns, limit};
    return this;
  }

  /** Colour the cells, where that has not been done. */
  private colour(cells: Cells): void {
    const colors = this.colors();
    if (this.coloured?.cells === cells && this.coloured.colors === colors) return;
    const {values, columns, limit} = cells;
    const rows = values.length / columns;
    if (this.canvas.width !== columns) this.canvas.width = columns;
    if (this.canvas.height !== rows) this.canvas.height = rows;
    const context = this.canvas.getContext('2d');
    if (!context) throw new Error('The browser has no 2D canvas.');
    const image = new ImageData(columns, rows);
    const pixels = new Uint32Array(image.data.buffer);
    const scale = TABLE.middle / limit;
    for (let i = 0; i < pixels.length; i++) {
      const step = Math.round(values[i] * scale) + TABLE.middle;
      pixels[i] = colors[Math.max(0, Math.min(TABLE.last, step))];
    }
    context.putImageData(image, 0, 0);
    this.coloured = {cells, colors};
  }

  /** Paint cells into a box; without a range, all of them. */
  public paint(context: CanvasRenderingContext2D, box: Box, range?: CellRange): void {
    if (this.cells) this.colour(this.cells);
    const {column, row, columns, rows} = range ?? {
      column: 0,
      row: 0,
      columns: this.canvas.width,
      rows: this.canvas.height,
    };
    if (columns <= 0 || rows <= 0) return;
    context.imageSmoothingEnabled = false;
    context.drawImage(
      this.canvas,
      column,
      row,
      columns,
      rows,
      box.x,
      box.y,
      box.width,
      box.height,
    );
  }
}

/** Divide a box of cells by lines, so that each can be told from its neighbours. */
export function paintCellGaps(
  context: CanvasRenderingContext2D,
  box: Box,
  {columns, rows}: {columns: number; rows: number},
  gap: number,
  color: string,
): void {
  if (gap <= 0) return;
  const path = new Path2D();
  const [width, height] = [box.width / columns, box.height / rows];
  for (let column = 1; column < columns; column++) {
    path.rect(box.x + column * width - gap / 2, box.y, gap, box.height);
  }
  for (let row = 1; row < rows; row++) {
    path.rect(box.x, box.y + row * height - gap / 2, box.width, gap);
  }
  context.fillStyle = color;
  context.fill(path);
}
