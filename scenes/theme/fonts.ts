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

import type {Face} from './face.ts';
import {EMOJI, HAN, MONO, SANS} from './type.ts';

/**
 * Every face that pictures may use; figures add those of other scripts (`addFaces`). Pretendard holds Latin and Korean in one design. Emoji
 * and Chinese characters come in slices, of which only those that captured texts need
 * are here: a text with others is refused until their slice is added.
 */
const known: Face[] = [
  {family: SANS, weight: 500, url: sans500, glyphs: sans500Glyphs},
  {family: SANS, weight: 600, url: sans600, glyphs: sans600Glyphs},
  {family: SANS, weight: 700, url: sans700, glyphs: sans700Glyphs},
  {family: MONO, weight: 500, url: mono500, glyphs: mono500Glyphs},
  {family: MONO, weight: 700, url: mono700, glyphs: mono700Glyphs},
  {family: EMOJI, weight: 500, url: emoji, glyphs: emojiGlyphs},
  {family: HAN, weight: 500, url: han, glyphs: hanGlyphs},
];
export const FACES: readonly Face[] = known;

/**
 * Load all faces and make them known to the page.
 *
 * @remarks
 * Without this, frames come out in a fallback font and nothing reports it.
 *
 * @throws An error that names the face which could not be loaded.
 */
export async function loadFonts(): Promise<void> {
  await Promise.all(FACES.map(loadFace));
}

/**
 * Load faces of other scripts as well, for a text that needs them; those that are there stay.
 *
 * @param faces - Each with a family of its own.
 * @throws An error that names the face which could not be loaded.
 */
export async function addFaces(faces: readonly Face[]): Promise<void> {
  const added = faces.filter(face => !known.some(one => one.family === face.family));
  await Promise.all(added.map(loadFace));
  known.push(...added);
}

async function loadFace({family, weight, url}: Face): Promise<void> {
  const face = new FontFace(family, `url(${url})`, {weight: String(weight)});
  try {
    await face.load();
  } catch (error) {
    throw new Error(
      `Font "${family}" ${weight} could not be loaded from ${url.slice(0, 80)}: ${String(error)}. ` +
        'The faces come with the npm packages @fontsource*/*; `npm ci` installs them.',
    );
  }
  document.fonts.add(face);
}
