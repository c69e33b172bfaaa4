import {FACES} from '../../scenes/theme/fonts.ts';
import {findMissingGlyph} from './find-missing-glyph.ts';

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
