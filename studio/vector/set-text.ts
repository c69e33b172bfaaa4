import type {TextMark} from './drawing.ts';
import {escapeXml} from './escape-xml.ts';
import type {Outliner} from './outlines.ts';
import {fillOf, short, transformOf} from './svg-attributes.ts';

/** How texts stand in an SVG document. */
export interface TextSetter {
  /** The elements of a text. */
  elements(mark: TextMark): Promise<string>;
  /** What these need at the top of the document, once all texts have been set. */
  head(): string;
}

/**
 * Texts as outlines, which every program draws alike, whatever fonts it has. Over them lies
 * the text itself, unseen, so that it can be selected, copied, searched and read aloud.
 */
export const outlined = (outliner: Outliner): TextSetter => ({
  async elements(mark) {
    const {text, size, words, y, matrix, fill} = mark;
    const d = await outliner.outline(mark);
    const left = Math.min(...words.map(({x}) => x));
    const right = Math.max(...words.map(({x, width}) => x + width));
    const shape = `<path d="${d}"${fillOf(fill)}${transformOf(matrix)}/>`;
    // As wide as what is seen, in whatever font a program takes for it.
    const box = `x="${short(left)}" y="${short(y)}" font-size="${short(size)}" textLength="${short(right - left)}" lengthAdjust="spacingAndGlyphs"`;
    return `${shape}\n<text ${box} fill-opacity="0"${transformOf(matrix)}>${escapeXml(text.trim())}</text>`;
  },
  head: () => '',
});

/**
 * Texts in their faces, for a browser that prints them: a PDF embeds what it needs of
 * these, so that its texts are texts.
 *
 * @param load - The bytes of a face's file.
 */
export function inFaces(load: (face: string) => Promise<Buffer>): TextSetter {
  const families = new Map<string, string>();
  const rules: string[] = [];
  async function familyOf({face, weight}: TextMark): Promise<string> {
    const key = `${weight} ${face}`;
    const known = families.get(key);
    if (known !== undefined) return known;
    const family = `face-${families.size + 1}`;
    families.set(key, family);
    const url = `data:font/woff2;base64,${(await load(face)).toString('base64')}`;
    // The weight is that of the face, or one that a variable face can take.
    rules.push(
      `@font-face{font-family:"${family}";font-weight:${weight};src:url(${url})}`,
    );
    return family;
  }
  return {
    async elements(mark) {
      const {size, words, y, weight, letterSpacing, ligatures, matrix, fill} = mark;
      const family = await familyOf(mark);
      const isRtl = mark.direction === 'rtl';
      const style = [
        `font:${weight} ${short(size)}px ${family}`,
        `letter-spacing:${letterSpacing}px`,
        // As a canvas sets them: in code no ligatures are formed.
        ...(ligatures ? [] : ['font-variant-ligatures:none']),
        ...(isRtl ? ['direction:rtl', 'unicode-bidi:embed'] : []),
      ].join(';');
      const spans = words.map(({text, x, width}) => {
        const start = short(isRtl ? x + width : x);
        return `<tspan x="${start}">${escapeXml(text)}</tspan>`;
      });
      return `<text y="${short(y)}" style="${style}"${fillOf(fill)}${transformOf(matrix)}>${spans.join(' ')}</text>`;
    },
    head: () => (rules.length === 0 ? '' : `<style>${rules.join('')}</style>`),
  };
}
