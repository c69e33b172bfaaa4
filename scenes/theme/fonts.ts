import emoji from '@fontsource-variable/noto-emoji/files/noto-emoji-2-wght-normal.woff2?url';
import emojiGlyphs from '@fontsource-variable/noto-emoji/files/noto-emoji-2-wght-normal.woff2?glyphs';
import han from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-111-wght-normal.woff2?url';
import hanGlyphs from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-111-wght-normal.woff2?glyphs';
import mono500 from '@fontsource/jetbrains-mono/files/jetbrains-mono-latin-500-normal.woff2?url';
import mono500Glyphs from '@fontsource/jetbrains-mono/files/jetbrains-mono-latin-500-normal.woff2?glyphs';
import mono700 from '@fontsource/jetbrains-mono/files/jetbrains-mono-latin-700-normal.woff2?url';
import mono700Glyphs from '@fontsource/jetbrains-mono/files/jetbrains-mono-latin-700-normal.woff2?glyphs';
import sans500 from '@fontsource/pretendard/files/pretendard-latin-500-normal.woff2?url';
import sans500Glyphs from '@fontsource/pretendard/files/pretendard-latin-500-normal.woff2?glyphs';
import sans600 from '@fontsource/pretendard/files/pretendard-latin-600-normal.woff2?url';
import sans600Glyphs from '@fontsource/pretendard/files/pretendard-latin-600-normal.woff2?glyphs';
import sans700 from '@fontsource/pretendard/files/pretendard-latin-700-normal.woff2?url';
import sans700Glyphs from '@fontsource/pretendard/files/pretendard-latin-700-normal.woff2?glyphs';

import {EMOJI, HAN, MONO, SANS} from './type.ts';

/** Characters that a font file has. */
export interface GlyphCoverage {
  sha256: string;
  /** Inclusive ranges of code points, sorted. */
  ranges: readonly (readonly [number, number])[];
}

/** One bundled font file. */
export interface Face {
  family: string;
  weight: 500 | 600 | 700;
  url: string;
  glyphs: GlyphCoverage;
}

/**
 * Every face that scenes may use. Pretendard holds Latin and Korean in one design. Emoji
 * and Chinese characters come in slices, of which only those that captured texts need
 * are here: a text with others is refused until their slice is added.
 */
export const FACES: readonly Face[] = [
  {family: SANS, weight: 500, url: sans500, glyphs: sans500Glyphs},
  {family: SANS, weight: 600, url: sans600, glyphs: sans600Glyphs},
  {family: SANS, weight: 700, url: sans700, glyphs: sans700Glyphs},
  {family: MONO, weight: 500, url: mono500, glyphs: mono500Glyphs},
  {family: MONO, weight: 700, url: mono700, glyphs: mono700Glyphs},
  {family: EMOJI, weight: 500, url: emoji, glyphs: emojiGlyphs},
  {family: HAN, weight: 500, url: han, glyphs: hanGlyphs},
];

/**
 * Load all faces and make them known to the page.
 *
 * @remarks
 * Without this, frames come out in a fallback font and nothing reports it.
 *
 * @throws An error that names the face which could not be loaded.
 */
export async function loadFonts(): Promise<void> {
  await Promise.all(
    FACES.map(async ({family, weight, url}) => {
      const face = new FontFace(family, `url(${url})`, {weight: String(weight)});
      try {
        await face.load();
      } catch (error) {
        throw new Error(
          `Font "${family}" ${weight} could not be loaded from ${url}: ${String(error)}. ` +
            'The faces come with the npm packages @fontsource*/*; `npm ci` installs them.',
        );
      }
      document.fonts.add(face);
    }),
  );
}
