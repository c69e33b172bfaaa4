import type {Tensor} from '../captured/tensor.ts';
import {RADIUS, STROKE} from '../theme/layout.ts';
import type {Palette} from '../theme/palette.ts';
import {SANS, SIZE} from '../theme/type.ts';
import type {FanPlan} from './fan-plan.ts';
import type {Box} from './box.ts';
import {paintBox, paintText, withAlpha} from './paint.ts';
import {limitOf, rampColor} from './ramp.ts';
import {pool} from './pool.ts';

const PLUS = {at: 0.56, radius: 32, arm: 14} as const;
const STRIP = {width: 74, cell: 15, most: 32} as const;

/**
 * The outputs of the chosen experts run together, each as wide as its weight, and become
 * one vector.
 *
 * @param ends - The chosen experts with the widths of their lanes.
 * @param output - `[d_model]`; at most 32 cells are drawn, and the picture says so.
 * @param t - 0 to 1: how far the lanes have come.
 */
export function paintExpertSum(
  context: CanvasRenderingContext2D,
  palette: Palette,
  plan: FanPlan,
  ends: readonly {box: Box; width: number}[],
  output: Tensor,
  t: number,
): void {
  if (t <= 0) return;
  const y = plan.experts.y + plan.experts.height / 2;
  const plus = {x: plan.bars.x + (plan.right - plan.bars.x) * PLUS.at, y};
  context.strokeStyle = palette.roles.expert.stroke;
  for (const {box, width} of ends) {
    const from = {x: box.x + box.width + 6, y: box.y + box.height / 2};
    const bend = (plus.x - from.x) / 2;
    const length = Math.hypot(plus.x - from.x, y - from.y) * 1.1;
    context.save();
    context.lineWidth = width;
    // Dashing is several times the work of a plain stroke.
    if (t < 1) context.setLineDash([length * Math.min(1, t * 1.6), length * 2]);
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.bezierCurveTo(from.x + bend, from.y, plus.x - bend, y, plus.x, y);
    context.stroke();
    context.restore();
  }
  withAlpha(context, 2 * t - 1, () => {
    const {expert} = palette.roles;
    context.beginPath();
    context.arc(plus.x, plus.y, PLUS.radius, 0, 2 * Math.PI);
    context.fillStyle = palette.panel;
    context.fill();
    context.strokeStyle = expert.stroke;
    context.lineWidth = STROKE.arrow;
    context.stroke();
    context.beginPath();
    context.moveTo(plus.x - PLUS.arm, plus.y);
    context.lineTo(plus.x + PLUS.arm, plus.y);
    context.moveTo(plus.x, plus.y - PLUS.arm);
    context.lineTo(plus.x, plus.y + PLUS.arm);
    context.strokeStyle = palette.ink;
    context.moveTo(plus.x + PLUS.radius + 12, plus.y);
    context.lineTo(plan.right - STRIP.width - 14, plus.y);
    context.stroke();
    paintStrip(context, palette, output, plan.right, y);
  });
}

function paintStrip(
  context: CanvasRenderingContext2D,
  palette: Palette,
  {data}: Tensor,
  right: number,
  middle: number,
): void {
  const per = Math.ceil(data.length / STRIP.most);
  const rows = Math.ceil(data.length / per);
  const cells = pool(data, 1, {rows, columns: 1, perRow: per, perColumn: 1});
  const limit = limitOf('signed', cells);
  const box = {
    x: right - STRIP.width,
    y: middle - (rows * STRIP.cell) / 2,
    width: STRIP.width,
    height: rows * STRIP.cell,
  };
  cells.forEach((value, i) => {
    context.fillStyle = rampColor(palette, 'signed', value / limit);
    context.fillRect(box.x, box.y + i * STRIP.cell, box.width, STRIP.cell - 1.5);
  });
  const {stroke} = palette.roles.residual;
  paintBox(context, box, RADIUS.cell, null, stroke, STROKE.rest);
  if (per === 1) return;
  const label = `${rows} / ${data.length}`;
  paintText(context, label, right, box.y + box.height + 40, {
    family: SANS,
    size: SIZE.small,
    weight: 500,
    color: palette.muted,
    align: 'right',
  });
}
