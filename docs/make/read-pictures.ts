import {existsSync, readdirSync, readFileSync} from 'node:fs';

import {parseScript} from '../../scenes/script/parse-script.ts';
import {ROOT} from '../../foundations/root.ts';

/** A picture of a component and where it is seen. */
export interface PictureDoc {
  /** Path of the picture. */
  file: string;
  /** Path of the scene that it is of. */
  scene: string;
  /** All components of the scene that it shows, by its title. */
  shows: readonly string[];
}

/** What has no page of the gallery, because it is around every picture. */
const AROUND: Record<string, PictureDoc> = {
  Frame: {
    file: 'docs/images/what-is-it.png',
    scene: 'scenes/09-self-attention/what-is-it.tsx',
    shows: ['Frame'],
  },
};

/** Pictures by component: the golden ones of the gallery, whose titles name them. */
export function readPictures(): Map<string, PictureDoc> {
  const folder = 'scenes/gallery';
  const pages = readdirSync(`${ROOT}/${folder}`)
    .filter(name => name.endsWith('.script.en.md'))
    .sort();
  const pictures = pages.flatMap(page => {
    const path = `${folder}/${page}`;
    const {title} = parseScript(readFileSync(`${ROOT}/${path}`, 'utf8'), path, 'en');
    const name = page.replace('.script.en.md', '');
    const file = `tests/golden/gallery/${name}.light.png`;
    if (!existsSync(`${ROOT}/${file}`)) return [];
    const shows = title.text.split(', ');
    const picture = {file, scene: `${folder}/${name}.tsx`, shows};
    return shows.map(component => [component, picture] as const);
  });
  // A component on several pages has the first.
  return new Map([...Object.entries(AROUND), ...pictures.reverse()]);
}

/** Lesson scenes by the components that they, or files of their lesson that they use, import. */
export function readUses(): Map<string, string[]> {
  const uses = new Map<string, string[]>();
  const lessons = readdirSync(`${ROOT}/scenes`).filter(name => /^\d/.test(name));
  for (const lesson of lessons.sort()) {
    const folder = `${ROOT}/scenes/${lesson}`;
    const files = readdirSync(folder).sort();
    for (const file of files.filter(name => name.endsWith('.tsx'))) {
      const scene = `${lesson}/${file.replace('.tsx', '')}`;
      for (const name of componentsOf(folder, file)) {
        uses.set(name, [...(uses.get(name) ?? []), scene]);
      }
    }
  }
  return uses;
}

/** Components that a file imports, or that files beside it do for it. */
function componentsOf(folder: string, file: string): Set<string> {
  const names = new Set<string>();
  const read = new Set([file]);
  for (const one of read) {
    const text = readFileSync(`${folder}/${one}`, 'utf8');
    for (const [, name] of text.matchAll(COMPONENT)) names.add(name);
    for (const [, beside] of text.matchAll(BESIDE)) read.add(beside);
  }
  return names;
}

const COMPONENT = /'attention-in-motion\/components\/([A-Z]\w*)'/g;
const BESIDE = /from '\.\/([^'/]+\.tsx?)'/g;
