import {readFileSync} from 'node:fs';
import {join} from 'node:path';

import {build} from 'esbuild';
import {expect, test} from 'vitest';

import {ROOT} from '../../foundations/root.ts';

const {scripts} = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
/** The condition of `exports` without which Node looks for what is not built here. */
const TO_SOURCES = '--conditions=@attention-in-motion/source';

/** Files that import the tool by its name, of all that a program reaches. */
async function importersByName(program: string): Promise<string[]> {
  const {metafile} = await build({
    entryPoints: [join(ROOT, program)],
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    metafile: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
  });
  return Object.entries(metafile.inputs)
    .filter(([, {imports}]) =>
      imports.some(({path}) => path.startsWith('attention-in-motion/')),
    )
    .map(([file]) => file);
}

const programs = Object.entries(scripts).flatMap(([name, script]) => {
  const [, program] = /--import tsx (\S+)/.exec(script) ?? [];
  return program === undefined
    ? []
    : [{name, program, leads: script.includes(TO_SOURCES)}];
});

test('programs that reach scenes or the course find the sources that these name', async () => {
  expect(programs.length).toBeGreaterThan(6);
  const found = await Promise.all(
    programs.map(async ({name, program, leads}) => ({
      name,
      isRight: leads || (await importersByName(program)).length === 0,
    })),
  );
  expect(found.filter(({isRight}) => !isRight)).toEqual([]);
});
