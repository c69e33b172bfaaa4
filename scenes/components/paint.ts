/** Small helpers of the components' `paint` methods. All use the context's alpha as it is. */

import {font, MONO} from '../theme/type.ts';

/** Fill and outline a rounded box. */
export function paintBox(
  context: CanvasRenderingContext2D,
  box: {x: number; y: number; width: number; height: number},
  radius: number,
  fill: string | null,
  stroke: string | null,
  lineWidth: number,
): void {
  context.beginPath();
  context.roundRect(box.x, box.y, box.width, box.height, radius);
  if (fill !== null) {
    context.fillStyle = fill;
    context.fill();
  }
  if (stroke !== null) {
    context.strokeStyle = stroke;
    context.lineWidth = lineWidth;
    context.stroke();
  }
}

export interface TextStyle {
  family: string;
  size: number;
  weight: 500 | 600 | 700;
  color: string;
  align?: CanvasTextAlign;
  baseline?: CanvasTextBaseline;
}

/** Write one line of text. */
export function paintText(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  style: TextStyle,
): void {
  context.font = font(style.family, style.size, style.weight);
  // Code must show the characters that are there: no ligatures.
  context.textRendering = style.family === MONO ? 'optimizeSpeed' : 'auto';
  context.textAlign = style.align ?? 'left';
  context.textBaseline = style.baseline ?? 'alphabetic';
  context.fillStyle = style.color;
  context.fillText(text, x, y);
}

/** Run `body` with everything it paints faded. */
export function withAlpha(
  context: CanvasRenderingContext2D,
  alpha: number,
  body: () => void,
): void {
  if (alpha <= 0) return;
  context.save();
  context.globalAlpha *= alpha;
  body();
  context.restore();
}

const measuring = new OffscreenCanvas(1, 1).getContext('2d');

/** Width of a line of text in pixels. */
export function textWidth(
  text: string,
  family: string,
  size: number,
  weight: 500 | 600 | 700,
): number {
  if (!measuring) throw new Error('The browser has no 2D canvas.');
  measuring.font = font(family, size, weight);
  return measuring.measureText(text).width;
}
