import {readFile} from 'node:fs/promises';

import type {Plugin} from 'vite';

import {replaceFile} from '../../foundations/files/replace-file.ts';
import {sha256} from '../../foundations/canonical-json.ts';
import {packageVersion} from '../../foundations/versions.ts';
import {cacheFolder} from '../../foundations/course-root.ts';

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
      const file = id.slice(1, -suffix.length);
      return glyphsOf(await readFile(file));
    },
  };
}

/**
 * What a font file has, as JSON; unpacking one takes a tenth of a second, so that it is
 * remembered by content.
 */
export async function glyphsOf(bytes: Buffer): Promise<string> {
  const hash = sha256(bytes);
  const kept = `${cacheFolder()}/glyphs/${packageVersion('harfbuzzjs')}-${hash}.json`;
  const known = await readFile(kept, 'utf8').catch(() => null);
  if (known !== null) return known;
  // Only fonts that are seen for the first time need opening.
  const {openFace} = await import('../vector/open-face.ts');
  const characters = (await openFace(bytes)).collectUnicodes();
  const found = JSON.stringify({sha256: hash, ranges: rangesOf([...characters])});
  // A cache that cannot be written to costs time and nothing else.
  await replaceFile(kept, found).catch(() => undefined);
  return found;
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
