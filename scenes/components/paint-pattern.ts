import type {Tensor} from '../captured/tensor.ts';
import {RADIUS, STROKE} from '../theme/layout.ts';
import {mixColors} from '../theme/mix-colors.ts';
import type {Palette} from '../theme/palette.ts';
import {CellBitmap, paintCellGaps} from './CellBitmap.ts';
import type {Box} from './box.ts';
import {gridBox, gridPlan, NO_LABELS} from './matrix-plan.ts';
import {paintBox} from './paint.ts';
import {rampTable} from './ramp.ts';
import {pool} from './pool.ts';

/** A tile draws at most so many cells each way; longer texts are averaged. */
const CELLS = 32;
/** Cells from this size on have gaps. */
const GAPPED = 6;
const PAD = 0.066;

/** The attention pattern of a head as a small picture, in a card. */
export class PatternTile {
  private readonly bitmap: CellBitmap;

  /**
   * @param palette - Gives the palette that it is painted in.
   * @param pattern - Softmax output, `[query, key]`.
   */
  public constructor(
    private readonly palette: () => Palette,
    private readonly pattern: Tensor,
  ) {
    this.bitmap = new CellBitmap(() => rampTable(palette(), 'share'));
  }

  /** @param out - 0 to 1: how far it stands out. */
  public paint(context: CanvasRenderingContext2D, box: Box, out: number): void {
    const palette = this.palette();
    const {data, shape} = this.pattern;
    const stroke = mixColors(palette.rule, palette.roles.score.stroke, out);
    const width = 2 + (STROKE.selected - 2) * out;
    const radius = Math.min(RADIUS.token, box.width / 8);
    paintBox(context, box, radius, palette.panel, stroke, width);
    const pad = box.width * PAD;
    const inner = {
      x: box.x + pad,
      y: box.y + pad,
      width: box.width - 2 * pad,
      height: box.height - 2 * pad,
    };
    const size = {rows: shape[0], columns: shape[1]};
    const plan = gridPlan(size, inner, NO_LABELS, CELLS);
    const cells = gridBox(plan);
    this.bitmap.fill(pool(data, shape[1], plan), plan.columns, 1);
    this.bitmap.paint(context, cells);
    if (plan.cellHeight < GAPPED) return;
    paintCellGaps(context, cells, plan, plan.gap, palette.panel);
  }
}
