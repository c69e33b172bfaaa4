import {readFile} from 'node:fs/promises';

import {expect, test} from 'vitest';

import {filesIn} from '../../../foundations/files/files-in.ts';
import {ROOT} from '../../../foundations/root.ts';

/** Ways of making and removing folders that have a guarded one in `foundations/files/`. */
const GUARDED = [
  /\bmkdir(?:Sync)?\([^;]*recursive/,
  /\brm(?:Sync)?\([^;]*recursive/,
  /\brmdir(?:Sync)?\([^;]*recursive/,
];

test('only the room of files makes and removes folders at once', async () => {
  const files = ['foundations', 'data-extract', 'studio', 'bench']
    .flatMap(room => filesIn(`${ROOT}/${room}`))
    .filter(path => /\.m?ts$/.test(path) && !path.includes('foundations/files/'));
  const found: string[] = [];
  for (const path of files) {
    const text = await readFile(path, 'utf8');
    if (GUARDED.some(way => way.test(text))) found.push(path);
  }
  expect(files.length).toBeGreaterThan(300);
  expect(found).toEqual([]);
});
