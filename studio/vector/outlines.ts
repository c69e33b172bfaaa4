import {create} from 'fontkit';
import type {Font} from 'fontkit';
import {decompress} from 'woff2-encoder';

import type {SetWord, TextMark} from './drawing.ts';

/** Pixels that a word may be wider or narrower than the browser set it. */
const TOLERANCE = 0.5;

/** Sets texts as outlines, each character as the browser does. */
export class Outliner {
  private readonly fonts = new Map<string, Font>();

  /** @param load - The bytes of a face's file. */
  public constructor(private readonly load: (face: string) => Promise<Buffer>) {}

  /**
   * The outlines of a text as path data, in the text's own coordinates.
   *
   * @throws Where it comes out of another width than in the browser.
   */
  public async outline(mark: TextMark): Promise<string> {
    const font = await this.fontOf(mark);
    return mark.words.map(word => outlineWord(font, mark, word)).join('');
  }

  private async fontOf({face, weight}: TextMark): Promise<Font> {
    const key = `${face}|${weight}`;
    const known = this.fonts.get(key);
    if (known) return known;
    // Fontkit cannot vary the weight of a compressed face.
    const opened = create(Buffer.from(await decompress(await this.load(face))));
    if (!('layout' in opened)) throw new Error(`${face} holds several fonts`);
    const font =
      'wght' in opened.variationAxes ? opened.getVariation({wght: weight}) : opened;
    this.fonts.set(key, font);
    return font;
  }
}

function outlineWord(font: Font, mark: TextMark, {text, x, width}: SetWord): string {
  const {size, letterSpacing, features, y} = mark;
  // Text that is spaced out has no ligatures in a browser, but its pairs are kerned.
  const ligatures = features && letterSpacing === 0;
  const shaping = {liga: ligatures, clig: ligatures, calt: ligatures, kern: features};
  const run = font.layout(text, shaping);
  const scale = size / font.unitsPerEm;
  let left = x;
  const parts = run.glyphs.map((glyph, i) => {
    const {xAdvance, xOffset, yOffset} = run.positions[i];
    const [dx, dy] = [left + xOffset * scale, y - yOffset * scale];
    left += xAdvance * scale + letterSpacing;
    return shorten(glyph.path.transform(scale, 0, 0, -scale, dx, dy).toSVG());
  });
  if (Math.abs(left - x - width) <= TOLERANCE) return parts.join('');
  throw new Error(
    `“${text}” comes out ${(left - x).toFixed(1)} px wide instead of ${width.toFixed(1)}.`,
  );
}

/** Path data with three decimals. */
const shorten = (d: string): string =>
  d.replace(/-?\d+\.\d{4,}(?:e-?\d+)?/g, value =>
    String(Number(Number(value).toFixed(3))),
  );
