import {PALETTES} from '../../scenes/theme/palette.ts';
import type {ThemeName} from '../../scenes/theme/palette.ts';
import {MONO, font} from '../../scenes/theme/type.ts';
import type {Layout} from './compare-layout.ts';

/**
 * The picture behind two videos side by side: their names, and a line around each.
 *
 * @returns A PNG data URL.
 */
export function drawCompareGround(
  {width, height, panelWidth, panelHeight, panels, labels, fontSize}: Layout,
  names: {left: string; right: string},
  theme: ThemeName,
): string {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, {width, height});
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser has no 2D canvas.');
  const palette = PALETTES[theme];
  context.fillStyle = palette.panel;
  context.fillRect(0, 0, width, height);
  context.font = font(MONO, fontSize, 500);
  for (const side of ['left', 'right'] as const) {
    const {x, y} = panels[side];
    context.fillStyle = palette.rule;
    context.fillRect(x - 2, y - 2, panelWidth + 4, panelHeight + 4);
    context.fillStyle = palette.ink;
    context.fillText(names[side], labels[side].x, labels[side].y, panelWidth);
  }
  return canvas.toDataURL('image/png');
}
