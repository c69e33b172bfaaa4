import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {expect, test} from 'vitest';

import {notBuilt} from '../../../../studio/render/bundle/not-built.ts';

test('an import that leads nowhere is named with the file to correct', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'aim-built-'));
  try {
    await writeFile(join(folder, 'Rows.ts'), '');
    const file = join(folder, 'Row.ts');
    const {message, remedy} = notBuilt(
      `[vite:load-fallback] Could not load ${file} (imported by scenes/01-a/b.tsx): ENOENT: no such file or directory, open '${file}'`,
    );
    expect(message).toBe(
      `The scenes could not be built: scenes/01-a/b.tsx imports ${file}, which is not there. Did you mean "Rows.ts"?`,
    );
    expect(remedy).toBe('Correct the import in scenes/01-a/b.tsx.');
  } finally {
    await rm(folder, {recursive: true});
  }
});

test('any other mistake is told as the bundler tells it', () => {
  const {message, remedy} = notBuilt('scenes/01-a/b.tsx:5:2: Expected ")"');
  expect(message).toBe(
    'The scenes could not be built: scenes/01-a/b.tsx:5:2: Expected ")"',
  );
  expect(remedy).toBe('Correct that file.');
});
