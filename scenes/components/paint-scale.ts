import {figure} from '../script/numbers.ts';
import type {Palette} from '../theme/palette.ts';
import {MONO, SIZE} from '../theme/type.ts';
import {paintCells} from './paint-cells.ts';
import {paintBox, paintText, textWidth} from './paint.ts';

const BAR = {width: 128, height: 22} as const;
const STEPS = Float32Array.from({length: 32}, (_, i) => (2 * i) / 31 - 1);
const GAP = 12;

/**
 * Which colours values have: the ramp from a limit to the same above 0.
 *
 * @param at - Right end and baseline, in frame coordinates.
 * @param isCut - Whether values beyond the limit have its colours too.
 */
export function paintScale(
  context: CanvasRenderingContext2D,
  palette: Palette,
  {limit, isCut}: {limit: number; isCut: boolean},
  at: {right: number; baseline: number},
): void {
  const style = {family: MONO, size: SIZE.small, weight: 500} as const;
  const color = palette.muted;
  const [low, high] = isCut ? ['\u2264 ', '\u2265 '] : ['', ''];
  const most = `${high}+${figure(limit, 1)}`;
  paintText(context, most, at.right, at.baseline, {...style, color, align: 'right'});
  const right = at.right - textWidth(most, MONO, SIZE.small, 500) - GAP;
  const bar = {...BAR, x: right - BAR.width, y: at.baseline - BAR.height};
  paintCells(context, palette, STEPS, 1, bar);
  paintBox(context, bar, 2, null, palette.rule, 2);
  const least = `${low}${figure(-limit, 1)}`;
  paintText(context, least, bar.x - GAP, at.baseline, {...style, color, align: 'right'});
}
