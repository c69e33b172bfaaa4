import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterAll, beforeAll, expect, test} from 'vitest';

import {importModule} from '../../../studio/course/import-module.ts';
import {loadCourse} from '../../../studio/course/load-course.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aim-course-'));
});
afterAll(() => rm(folder, {recursive: true}));

const file = async (name: string, text: string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
};

test('a file of a course elsewhere finds the tool by its name, its own files and packages', async () => {
  await file('words.ts', `export const words: string[] = ['a', 'b'];`);
  const path = await file(
    'one.capture.ts',
    `import {createHash} from 'node:crypto';
    import {defineCapture} from 'attention-in-motion/course';
    import {parse} from 'yaml';
    import {words} from './words.ts';
    const text: string = words.join(' ') + parse('[c]') + createHash('md5').digest('hex').length;
    export default defineCapture({role: 'decoder', text, probes: {}});
    export const place = import.meta.dirname;`,
  );
  expect(await importModule(path)).toMatchObject({
    default: {role: 'decoder', text: 'a bc32'},
    place: folder,
  });
});

test.each([
  ['const = 1;', /course\.config\.ts:1:7: Expected identifier/],
  [
    `import {x} from './missing.ts';\nexport default x;`,
    /:1:17: Could not resolve ".\/missing\.ts"/,
  ],
  [
    `import 'attention-in-motion/nothing';`,
    /Could not resolve "attention-in-motion\/nothing"/,
  ],
  [`throw new Error('no roles');`, /no roles/],
  ['export const roles = {};', /course\.config\.ts has no default export/],
])('%j is a mistake that is named with its place', async (text, message) => {
  const root = await mkdtemp(join(folder, 'c-'));
  await writeFile(join(root, 'course.config.ts'), text);
  await expect(loadCourse(root)).rejects.toThrow(message);
});
