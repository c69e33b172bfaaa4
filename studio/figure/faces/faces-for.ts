import {readFile} from 'node:fs/promises';

import type {Face, GlyphCoverage} from '../../../scenes/theme/face.ts';
import {fontFile} from '../../setup/font-file.ts';
import {SCRIPT_FONTS, slicesOf} from '../../setup/script-fonts.ts';
import type {ScriptFont} from '../../setup/script-fonts.ts';
import {importedFonts, THEME} from '../../setup/status/fonts.ts';
import {glyphsOf} from '../../vite/glyphs-plugin.ts';
import {neededSlices} from './needed-slices.ts';
import {textsIn} from './texts-in.ts';

const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const JAPANESE = 'Noto Sans JP';

/**
 * The faces that texts need besides those of the theme, each as a data URL, so that a page
 * loads no more than what it shows.
 *
 * @param values - Values of JSON with the texts.
 */
export async function facesFor(...values: readonly unknown[]): Promise<Face[]> {
  const texts = textsIn(values);
  if (texts.length === 0) return [];
  const theme = importedFonts(await readFile(THEME, 'utf8'));
  const known = await Promise.all(theme.map(coverage));
  const fonts = orderFor(texts);
  const slices = (await Promise.all(fonts.map(slicesOf))).flat();
  const needed = neededSlices(
    texts,
    known.map(({ranges}) => ranges),
    slices,
  );
  return Promise.all(
    needed.map(async ({file, family}) => {
      const bytes = await readFile(fontFile(file));
      const url = `data:font/woff2;base64,${bytes.toString('base64')}`;
      return {family, weight: 500, url, glyphs: await coverage(file)};
    }),
  );
}

/** Chinese characters of a text with kana are drawn as Japanese writes them. */
const orderFor = (texts: readonly string[]): readonly ScriptFont[] =>
  texts.some(text => KANA.test(text))
    ? [...SCRIPT_FONTS].sort(
        (a, b) => Number(b.family === JAPANESE) - Number(a.family === JAPANESE),
      )
    : SCRIPT_FONTS;

const coverage = async (file: string): Promise<GlyphCoverage> =>
  JSON.parse(await glyphsOf(await readFile(fontFile(file)))) as GlyphCoverage;
