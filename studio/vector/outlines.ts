import {Buffer as Shaping, Direction, Feature, Font, shape, Variation} from 'harfbuzzjs';

import type {SetWord, TextMark} from './drawing.ts';
import {openFace} from './open-face.ts';

/** Pixels that a word may be wider or narrower than the browser set it. */
const TOLERANCE = 0.5;

/** A face in a weight. */
interface OpenFont {
  font: Font;
  /** Units of the font per em. */
  upem: number;
}

/** Sets texts as outlines, each character as the browser does. */
export class Outliner {
  private readonly fonts = new Map<string, Promise<OpenFont>>();

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

  private fontOf({face, weight}: TextMark): Promise<OpenFont> {
    const key = `${weight}|${face}`;
    const known = this.fonts.get(key) ?? this.open(face, weight);
    this.fonts.set(key, known);
    return known;
  }

  private async open(file: string, weight: number): Promise<OpenFont> {
    const face = await openFace(await this.load(file));
    const font = new Font(face);
    if ('wght' in face.getAxisInfos())
      font.setVariations([new Variation('wght', weight)]);
    return {font, upem: face.upem};
  }
}

function outlineWord(
  {font, upem}: OpenFont,
  mark: TextMark,
  {text, x, width}: SetWord,
): string {
  const {size, letterSpacing, y} = mark;
  // Text that is spaced out has no ligatures in a browser, but its pairs are kerned.
  const ligatures = mark.ligatures && letterSpacing === 0;
  const off = ligatures ? [] : ['liga', 'clig', 'calt'];
  const run = new Shaping();
  run.addText(text);
  run.guessSegmentProperties();
  run.setDirection(mark.direction === 'rtl' ? Direction.RTL : Direction.LTR);
  shape(
    font,
    run,
    off.map(tag => new Feature(tag, 0)),
  );
  const scale = size / upem;
  let left = x;
  const positions = run.getGlyphPositions();
  const parts = run.getGlyphInfos().map(({codepoint}, i) => {
    const {xAdvance, xOffset, yOffset} = positions[i];
    const [dx, dy] = [left + xOffset * scale, y - yOffset * scale];
    left += xAdvance * scale + letterSpacing;
    return font
      .glyphToJson(codepoint)
      .map(({type, values}) => {
        const placed = values.map((value, j) =>
          short(j % 2 === 0 ? dx + value * scale : dy - value * scale),
        );
        return `${type}${placed.join(' ')}`;
      })
      .join('');
  });
  if (Math.abs(left - x - width) <= TOLERANCE) return parts.join('');
  throw new Error(
    `“${text}” comes out ${(left - x).toFixed(1)} px wide instead of ${width.toFixed(1)}.`,
  );
}

/** A place as short as a thousandth of a pixel allows. */
const short = (value: number): string => String(Number(value.toFixed(3)));
