import {describe, expect, test} from 'vitest';

import {openFace} from '../../../../studio/vector/open-face.ts';
import {pageFonts} from '../../../../studio/figure/html/page-fonts.ts';

/** The characters of each face of a page. */
async function charactersIn(css: string): Promise<string[]> {
  const files = [...css.matchAll(/base64,([^)]+)\)/g)].map(([, file]) => file);
  return Promise.all(
    files.map(async file => {
      const points = (await openFace(Buffer.from(file, 'base64'))).collectUnicodes();
      return [...points].map(point => String.fromCodePoint(point)).join('');
    }),
  );
}

describe('pageFonts()', () => {
  test.each([
    ['Layer', {text: 'naïve'}, []],
    ['"레이어"', {text: 'Ж'}, ['Ж레어이']],
    ['', {tokens: [{text: 'שלום'}, {text: '안'}]}, ['안', 'ולםש']],
    // Machines have emoji in colour.
    ['', {text: '🙂'}, []],
  ])('of %j and %j', async (words, values, faces) => {
    expect(await charactersIn(await pageFonts(words, values))).toEqual(faces);
  });

  test('says which characters they are for, and is the same each time', async () => {
    const css = await pageFonts('가', {text: 'ש'});
    expect(css).toBe(await pageFonts('가', {text: 'ש'}));
    expect(
      [...css.matchAll(/unicode-range:([^}]*)\}/g)].map(([, range]) => range),
    ).toEqual(['U+ac00', 'U+5e9']);
  });
});
