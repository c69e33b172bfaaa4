import {FACES} from '../../scenes/theme/fonts.ts';
import type {Face} from '../../scenes/theme/fonts.ts';

const FONT =
  /^(?:(?:normal|italic|oblique)\s+)?(\d{3}|normal|bold)?\s*([\d.]+)px(?:\/\S+)?\s+(.*)$/;

/**
 * Watch all text that is drawn: a family, weight or character that the bundled faces do
 * not have throws, instead of being drawn in whatever font the machine happens to have.
 *
 * @param prototype - The kind of canvas context to watch.
 */
export function guardGlyphs(prototype: CanvasText): void {
  const fill = prototype.fillText;
  const stroke = prototype.strokeText;
  const checked = new Set<string>();
  const check = (font: string, text: string): void => {
    const key = `${font}|${text}`;
    if (checked.has(key)) return;
    const message = findMissingGlyph(font, text, FACES);
    if (message) throw new Error(message);
    checked.add(key);
  };
  prototype.fillText = function (text, x, y, maxWidth) {
    check(this.font, text);
    if (maxWidth === undefined) fill.call(this, text, x, y);
    else fill.call(this, text, x, y, maxWidth);
  };
  prototype.strokeText = function (text, x, y, maxWidth) {
    check(this.font, text);
    if (maxWidth === undefined) stroke.call(this, text, x, y);
    else stroke.call(this, text, x, y, maxWidth);
  };
}

type CanvasText = Pick<CanvasRenderingContext2D, 'fillText' | 'strokeText' | 'font'>;

/**
 * Say what of a text cannot be drawn.
 *
 * @param font - As in `CanvasRenderingContext2D.font`.
 * @returns A message with its remedy, or `null` where all is well.
 */
export function findMissingGlyph(
  font: string,
  text: string,
  faces: readonly Pick<Face, 'family' | 'weight' | 'glyphs'>[],
): string | null {
  const {family, weight} = parseFont(font);
  const face = faces.find(entry => entry.family === family && entry.weight === weight);
  if (!face) {
    const known = faces.map(entry => `${entry.family} ${entry.weight}`).join(', ');
    return `"${text}" is set in "${font}", which is no bundled face (${known}); use one of scenes/theme/type.ts.`;
  }
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (!face.glyphs.ranges.some(([first, last]) => first <= point && point <= last)) {
      const code = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
      return `"${character}" (${code}) of "${text}" is not in ${face.family} ${face.weight}; write it otherwise, or add a face to scenes/theme/fonts.ts.`;
    }
  }
  return null;
}

const WEIGHTS: Record<string, number> = {normal: 400, bold: 700};

/**
 * The first family, weight and size in pixels of a `CanvasRenderingContext2D.font`; an
 * empty family where it cannot be read.
 */
export function parseFont(font: string): {family: string; weight: number; size: number} {
  const [, weight = 'normal', size = '0', families = ''] = FONT.exec(font) ?? [];
  return {
    family: families
      .split(',')[0]
      .trim()
      .replace(/^["']|["']$/g, ''),
    weight: WEIGHTS[weight] ?? Number(weight),
    size: Number(size),
  };
}
