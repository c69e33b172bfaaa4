import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';

import {create} from 'fontkit';
import type {Plugin} from 'vite';

const QUERY = '?glyphs';

/**
 * Makes `import glyphs from '<font file>?glyphs'` give the characters that a font file
 * has, so that a picture with a missing one can be refused: which font a browser falls
 * back to is not even the same from one run to the next.
 */
export function glyphsPlugin(): Plugin {
  return {
    name: 'aim:glyphs',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (!source.endsWith(QUERY)) return null;
      const file = await this.resolve(source.slice(0, -QUERY.length), importer);
      return file ? `\0${file.id}${QUERY}.json` : null;
    },
    async load(id) {
      const suffix = `${QUERY}.json`;
      if (!id.startsWith('\0') || !id.endsWith(suffix)) return null;
      const bytes = await readFile(id.slice(1, -suffix.length));
      const font = create(bytes);
      if (!('characterSet' in font)) throw new Error(`${id} holds several fonts`);
      return JSON.stringify({
        sha256: createHash('sha256').update(bytes).digest('hex'),
        ranges: rangesOf(font.characterSet),
      });
    },
  };
}

/** Sorted code points as inclusive ranges `[first, last]`. */
export function rangesOf(codePoints: readonly number[]): [number, number][] {
  const ranges: [number, number][] = [];
  for (const point of [...codePoints].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && point <= last[1] + 1) last[1] = point;
    else ranges.push([point, point]);
  }
  return ranges;
}
