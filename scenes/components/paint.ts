/** Small helpers of the components' `paint` methods. All use the context's alpha as it is. */

import {fontRuns} from '../theme/font-runs.ts';
import type {FontRun} from '../theme/font-runs.ts';
import {FACES} from '../theme/fonts.ts';
import {font, MONO, THEME_FAMILIES} from '../theme/type.ts';

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

/** Write one line of text, each character in the face that has it. */
export function paintText(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  style: TextStyle,
): void {
  const runs = runsOf(text, style.family, style.weight);
  context.textBaseline = style.baseline ?? 'alphabetic';
  context.fillStyle = style.color;
  if (runs.length === 1 && runs[0].direction === 'ltr') {
    setFace(context, runs[0], style);
    context.textAlign = style.align ?? 'left';
    context.fillText(text, x, y);
    return;
  }
  context.textAlign = 'left';
  const width = textWidth(text, style.family, style.size, style.weight);
  let left = x - width * ALIGNED[style.align ?? 'left'];
  for (const run of runs) {
    setFace(context, run, style);
    context.fillText(run.text, left, y);
    left += runWidth(run, style.size);
  }
}

function setFace(
  context: CanvasRenderingContext2D,
  {family, weight, direction}: FontRun,
  style: TextStyle,
): void {
  // Code must show the characters that are there: no ligatures. Scripts that join their
  // letters cannot do without.
  const isPlain = style.family === MONO && THEME_FAMILIES.includes(family);
  context.textRendering = isPlain ? 'optimizeSpeed' : 'auto';
  context.direction = direction;
  context.font = font(family, style.size, weight);
}

const ALIGNED: Record<CanvasTextAlign, number> = {
  left: 0,
  start: 0,
  center: 0.5,
  right: 1,
  end: 1,
};

const known = new Map<string, FontRun[]>();

function runsOf(text: string, family: string, weight: TextStyle['weight']): FontRun[] {
  // Faces may have joined since.
  const key = `${FACES.length} ${weight} ${family} ${text}`;
  const found = known.get(key);
  if (found) return found;
  const runs = fontRuns(text, family, weight, FACES);
  known.set(key, runs);
  return runs;
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

/** Widths that have been measured with the faces that the page has now. */
const widths = new Map<string, number>();
/** A figure that counts up while it grows has thousands of widths. */
const MOST_WIDTHS = 20_000;
let faces = 0;
document.fonts.addEventListener('loadingdone', () => widths.clear());

/** Width of a line of text in pixels. */
export function textWidth(
  text: string,
  family: string,
  size: number,
  weight: 500 | 600 | 700,
): number {
  // A face that is added loaded has no event.
  if (document.fonts.size !== faces || widths.size >= MOST_WIDTHS) widths.clear();
  faces = document.fonts.size;
  const key = `${size} ${weight} ${family} ${text}`;
  const found = widths.get(key);
  if (found !== undefined) return found;
  const width = runsOf(text, family, weight).reduce(
    (total, run) => total + runWidth(run, size),
    0,
  );
  widths.set(key, width);
  return width;
}

function runWidth({text, family, weight}: FontRun, size: number): number {
  if (!measuring) throw new Error('The browser has no 2D canvas.');
  measuring.font = font(family, size, weight);
  return measuring.measureText(text).width;
}
