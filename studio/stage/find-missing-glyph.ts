import type {Face} from '../../scenes/theme/face.ts';

const FONT =
  /^(?:(?:normal|italic|oblique)\s+)?(\d{3}|normal|bold)?\s*([\d.]+)px(?:\/\S+)?\s+(.*)$/;

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
