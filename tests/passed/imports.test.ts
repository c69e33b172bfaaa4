import {readFileSync} from 'node:fs';
import {join, posix} from 'node:path';

import {expect, test} from 'vitest';

import {ROOT} from '../../foundations/root.ts';
import {filesIn} from '../../foundations/files/files-in.ts';
import {concerns, partOf, READ} from './parts.ts';

/** A file that stands for what is imported: a capture's, a script's or its own. */
const importedAs = (path: string): string =>
  path.replace(/\.captured$/, '.capture.ts').replace(/\?scene$/, '.tsx');

/** What files of scenes import of each other, by their paths. */
const IMPORTS = filesIn(join(ROOT, 'scenes'))
  .filter(file => /\.tsx?$/.test(file))
  .flatMap(path => {
    const file = path.slice(ROOT.length + 1);
    const text = readFileSync(path, 'utf8');
    return [...text.matchAll(/(?:from|import\(?)\s*'(\.[^']*)'/g)].map(([, name]) => ({
      file,
      imported: importedAs(posix.join(posix.dirname(file), name)),
    }));
  });

test('scenes import from each other', () => {
  expect(IMPORTS).toContainEqual({
    file: 'scenes/gallery/attention-arcs.tsx',
    imported: 'scenes/09-self-attention/what-is-it.capture.ts',
  });
  expect(IMPORTS).toContainEqual({
    file: 'scenes/09-self-attention/project.ts',
    imported: 'scenes/09-self-attention/what-is-it.tsx',
  });
});

test.each(READ)('%s read what is imported by what they read', (_, read) => {
  const missed = IMPORTS.filter(
    ({file, imported}) =>
      concerns(partOf(file), read) && !concerns(partOf(imported), read),
  );
  expect(missed).toEqual([]);
});
