import {readFile} from 'node:fs/promises';
import {join} from 'node:path';

import {packageFolder} from '../../../foundations/package-folder.ts';
import {toolFile} from '../../../foundations/root.ts';
import {packageVersion} from '../../../foundations/versions.ts';
import type {PartStatus} from './part-status.ts';

const THEME = toolFile('scenes/theme/fonts.ts');

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

/** @param font - Package and path in it. */
function fileOf(font: string): string {
  const [scope, name, ...path] = font.split('/');
  return join(packageFolder(`${scope}/${name}`) ?? '', ...path);
}

/** Whether the fonts of the theme are there and whole. */
export async function fontStatus(): Promise<PartStatus> {
  const fonts = importedFonts(await readFile(THEME, 'utf8'));
  const problems: string[] = fonts.length > 0 ? [] : [`${THEME} imports no font`];
  for (const font of fonts) {
    const file = await readFile(fileOf(font)).catch(() => null);
    const problem = file ? woff2Problem(file) : 'is missing';
    if (problem) problems.push(`${font} ${problem}`);
  }
  const packages = [...new Set(fonts.map(font => font.split('/').slice(0, 2).join('/')))];
  const ok = problems.length === 0;
  return {
    name: 'fonts',
    ok,
    needed: true,
    where: ok ? `${fonts.length} files of ${packages.join(', ')}` : problems.join('; '),
    version: ok ? packages.map(packageVersion).join(', ') : '',
    remedy: ok ? '' : 'Run `npm ci`.',
  };
}
