import {readFile} from 'node:fs/promises';

import {fontFile} from './font-file.ts';

/** A family of fonts for scripts that the faces of the theme lack. */
export interface ScriptFont {
  /** The npm package. */
  name: string;
  family: string;
  /** The subset that is used; `null` for all of one that comes in slices. */
  subset: string | null;
}

/** In the order in which they are asked for a character. */
export const SCRIPT_FONTS: readonly ScriptFont[] = [
  font('noto-emoji', 'Noto Emoji', null),
  font('noto-sans-arabic', 'Noto Sans Arabic', 'arabic'),
  font('noto-sans-hebrew', 'Noto Sans Hebrew', 'hebrew'),
  font('noto-sans-devanagari', 'Noto Sans Devanagari', 'devanagari'),
  font('noto-sans-thai', 'Noto Sans Thai', 'thai'),
  font('noto-sans-sc', 'Noto Sans SC', null),
  font('noto-sans-jp', 'Noto Sans JP', null),
];

function font(name: string, family: string, subset: string | null): ScriptFont {
  return {name: `@fontsource-variable/${name}`, family, subset};
}

/** A file of such a family. */
export interface ScriptSlice {
  /** The file as package and path in it. */
  file: string;
  /** A name of its own: a browser takes one file per family. */
  family: string;
  /** Inclusive ranges of code points that its package says it has. */
  ranges: readonly (readonly [number, number])[];
}

/** The files of a family. @throws Where its package is not there. */
export async function slicesOf({
  name,
  family,
  subset,
}: ScriptFont): Promise<ScriptSlice[]> {
  const text = await readFile(fontFile(`${name}/unicode.json`), 'utf8');
  return Object.entries(JSON.parse(text) as Record<string, string>)
    .filter(([key]) => (subset === null ? /^\[\d+\]$/.test(key) : key === subset))
    .map(([key, ranges]) => {
      const slice = key.replace(/[[\]]/g, '');
      const base = name.slice(name.indexOf('/') + 1);
      return {
        file: `${name}/files/${base}-${slice}-wght-normal.woff2`,
        family: subset === null ? `${family} ${slice}` : family,
        ranges: ranges.split(',').map(rangeOf),
      };
    });
}

/** `U+1f1e9-1f1f5`, or `U+2640`. */
function rangeOf(range: string): [number, number] {
  const [first, last = first] = range
    .replace(/^U\+/i, '')
    .split('-')
    .map(point => Number.parseInt(point, 16));
  return [first, last];
}
