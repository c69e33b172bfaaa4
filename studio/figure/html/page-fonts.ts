import {readFile} from 'node:fs/promises';

import subsetFont from 'subset-font';

import {fontFile} from '../../setup/font-file.ts';
import {facesFor} from '../faces/faces-for.ts';

/** What pages call their own faces; Latin letters are left to the reader's fonts. */
const FAMILY = 'Figure';
const SANS = '@fontsource/pretendard/files/pretendard-latin-500-normal.woff2';
const IN_SANS =
  /[\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Greek}\p{Script=Cyrillic}]/u;
/** Machines have these, in colour. */
const EMOJI = /^Noto Emoji/;
/** For headings, too: no weight is made up from another. */
const WEIGHT = 500;

/**
 * The faces of a page as CSS: of each the characters beyond Latin letters that are shown,
 * so that these are there whatever fonts the reader has.
 *
 * @param words - All that the page may say.
 * @param values - What it is about.
 */
export async function pageFonts(words: string, values: unknown): Promise<string> {
  const shown = [...new Set(words + JSON.stringify(values))].sort();
  const sans = shown.filter(character => IN_SANS.test(character));
  const others = (await facesFor(values)).filter(({family}) => !EMOJI.test(family));
  const rules = [
    ...(sans.length === 0 ? [] : [ruleOf(await readFile(fontFile(SANS)), sans, {})]),
    ...others.map(({url, glyphs: {ranges}}) => {
      const file = Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
      const own = shown.filter(character => {
        const point = character.codePointAt(0) ?? 0;
        return point > 0x7f && ranges.some(([a, b]) => a <= point && point <= b);
      });
      return ruleOf(file, own, {variationAxes: {wght: WEIGHT}});
    }),
  ];
  return (await Promise.all(rules)).join('\n');
}

async function ruleOf(
  file: Buffer,
  characters: readonly string[],
  variable: {variationAxes?: {wght: number}},
): Promise<string> {
  const subset = await subsetFont(file, characters.join(''), {
    targetFormat: 'woff2',
    ...variable,
  });
  const range = characters.map(one => `U+${(one.codePointAt(0) ?? 0).toString(16)}`);
  const source = `url(data:font/woff2;base64,${subset.toString('base64')})`;
  return `@font-face{font-family:${FAMILY};font-weight:1 1000;src:${source};unicode-range:${range.join(',')}}`;
}
