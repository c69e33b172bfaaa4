import {readdir, readFile} from 'node:fs/promises';

import {expect, test} from 'vitest';

const SCENES = new URL('../../scenes/', import.meta.url);

const textOf = (path: string): Promise<string> => readFile(new URL(path, SCENES), 'utf8');

async function filesOf(folder: string, end: string): Promise<string[]> {
  const names = await readdir(new URL(folder, SCENES));
  return names.filter(name => name.endsWith(end)).sort();
}

/** Base classes, and what is there without being asked for. */
const IN_EVERY_SCENE = ['Painted', 'Frame', 'ProvenanceStamp'];

/** Components: files of a class that paints. */
async function components(): Promise<string[]> {
  const names: string[] = [];
  for (const file of await filesOf('components', '.ts')) {
    const name = file.replace('.ts', '');
    const text = await textOf(`components/${file}`);
    const paints = new RegExp(
      `export class ${name} extends (Painted|Picture|PickablePicture|Column)\\b`,
    ).test(text);
    if (paints && !IN_EVERY_SCENE.includes(name)) names.push(name);
  }
  return names;
}

/** Components that a component brings along as its own nodes. */
async function broughtBy(names: readonly string[]): Promise<Set<string>> {
  const texts = await Promise.all(names.map(name => textOf(`components/${name}.ts`)));
  return new Set(names.filter(name => texts.some(text => text.includes(`new ${name}(`))));
}

test('the gallery shows every component', async () => {
  const names = await components();
  const pages = await filesOf('gallery', '.tsx');
  const text = (await Promise.all(pages.map(page => textOf(`gallery/${page}`)))).join('');
  const brought = await broughtBy(names);
  const missing = names.filter(
    name => !text.includes(`new ${name}(`) && !brought.has(name),
  );
  expect(missing, 'add each to a scene in scenes/gallery, see CONTRIBUTING.md').toEqual(
    [],
  );
});

test('every scene of the gallery has the cue that its golden picture is taken of', async () => {
  for (const script of await filesOf('gallery', '.script.en.md')) {
    expect(await textOf(`gallery/${script}`), script).toContain('\n## whole\n');
  }
});

test('the project of the gallery plays all of its scenes', async () => {
  const project = await textOf('gallery/project.ts');
  for (const page of await filesOf('gallery', '.tsx')) {
    expect(project).toContain(`'./${page.replace('.tsx', '')}?scene'`);
  }
});
