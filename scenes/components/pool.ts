/** How the values of a matrix become fewer cells. */
export interface Pooling {
  /** Rows and columns that are drawn. */
  rows: number;
  columns: number;
  /** How many values of the matrix one drawn cell stands for, downwards and across. */
  perRow: number;
  perColumn: number;
}

/** The values that a plan draws: means over its blocks, row-major. */
export function pool(data: Float32Array, columns: number, plan: Pooling): Float32Array {
  if (plan.perRow === 1 && plan.perColumn === 1) return data;
  const rows = data.length / columns;
  const cells = new Float32Array(plan.rows * plan.columns);
  for (let row = 0; row < plan.rows; row++) {
    for (let column = 0; column < plan.columns; column++) {
      let sum = 0;
      let count = 0;
      const bottom = Math.min(rows, (row + 1) * plan.perRow);
      const right = Math.min(columns, (column + 1) * plan.perColumn);
      for (let y = row * plan.perRow; y < bottom; y++) {
        for (let x = column * plan.perColumn; x < right; x++) {
          sum += data[y * columns + x];
          count++;
        }
      }
      cells[row * plan.columns + column] = sum / count;
    }
  }
  return cells;
}
