import {readFile} from 'node:fs/promises';

import {toolFile} from '../../../foundations/root.ts';
import {packageVersion} from '../../../foundations/versions.ts';
import {fontFile} from '../font-file.ts';
import {SCRIPT_FONTS, slicesOf} from '../script-fonts.ts';
import type {PartStatus} from './part-status.ts';

/** Its imports are the faces of all pictures. */
export const THEME = toolFile('scenes/theme/fonts.ts');

/** The font files that the theme's source imports, as package and file. */
export const importedFonts = (source: string): string[] => [
  ...new Set(
    [...source.matchAll(/['"](@fontsource(?:-variable)?\/[^'"?]+\.woff2)/g)].map(
      ([, file]) => file,
    ),
  ),
];

/**
 * Why a file is no whole WOFF2 font, or `null`.
 *
 * @remarks
 * Source: https://www.w3.org/TR/WOFF2/#woff20Header, signature and length.
 */
export function woff2Problem(file: Uint8Array): string | null {
  if (file.length < 48) return 'is too short for a font';
  const header = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (header.getUint32(0) !== 0x774f4632) return 'is no WOFF2 font';
  const length = header.getUint32(8);
  return length === file.length ? null : `has ${file.length} bytes instead of ${length}`;
}

/** Files of the fonts of other scripts; a package that is not there counts as one. */
async function scriptFiles(): Promise<string[]> {
  const files = SCRIPT_FONTS.map(font =>
    slicesOf(font).then(
      slices => slices.map(({file}) => file),
      () => [`${font.name}/unicode.json`],
    ),
  );
  return (await Promise.all(files)).flat();
}

/** Whether the fonts of the theme and those of other scripts are there and whole. */
export async function fontStatus(): Promise<PartStatus> {
  const theme = importedFonts(await readFile(THEME, 'utf8'));
  const problems: string[] = theme.length > 0 ? [] : [`${THEME} imports no font`];
  const fonts = [...new Set([...theme, ...(await scriptFiles())])];
  for (const font of fonts) {
    const file = await readFile(fontFile(font)).catch(() => null);
    const problem = file ? woff2Problem(file) : 'is missing';
    if (problem) problems.push(`${font} ${problem}`);
  }
  const packages = [...new Set(fonts.map(font => font.split('/').slice(0, 2).join('/')))];
  const ok = problems.length === 0;
  const versions = ok ? [...new Set(packages.map(packageVersion))].sort() : [];
  const names = packages.map(name => name.slice(name.indexOf('/') + 1));
  return {
    name: 'fonts',
    ok,
    needed: true,
    where: ok ? `${fonts.length} files of ${names.join(', ')}` : problems.join('; '),
    version: versions.join(', '),
    remedy: ok ? '' : 'Run `npm ci`.',
  };
}
