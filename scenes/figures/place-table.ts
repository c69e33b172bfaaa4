import type {Picture} from '../components/Picture.ts';
import type {Rows} from '../components/Rows.ts';
import type {SideToDraw} from './play-figure.ts';

/**
 * Put a table below what is on the stage, or alone.
 *
 * @param above - What it stands below, `null` for nothing.
 * @throws Where not all of its rows fit: none may be left out unseen.
 */
export function placeTable(
  {stage}: Pick<SideToDraw<object>, 'stage'>,
  above: Picture | null,
  rows: Rows,
): Rows {
  if (above === null) stage.fill(rows);
  else stage.below(above, rows);
  if (rows.visible >= rows.count) return rows;
  throw new Error(
    `its table has ${rows.count} rows, and there is room for ${rows.visible}; ask for fewer with --top.`,
  );
}
