/** `npm run golden [-- component...]`: draw the golden pictures of the gallery again. */
import {readdir, rm} from 'node:fs/promises';
import {dirname} from 'node:path';

import {PNG} from 'pngjs';

import {replaceFile} from '../../foundations/files/replace-file.ts';
import {drawGallery, galleryScenes, goldenFile} from './draw-gallery.ts';

const names = process.argv.slice(2);
const all = await galleryScenes();
const unknown = names.find(name => !all.some(({scene}) => scene === name));
if (unknown !== undefined) {
  console.error(`The gallery has no scene "${unknown}".`);
  console.error(`There are: ${all.map(({scene}) => scene).join(', ')}.`);
  process.exit(1);
}
const scenes = names.length > 0 ? all.filter(({scene}) => names.includes(scene)) : all;
await drawGallery(scenes, async ({component, theme, picture}) => {
  const file = goldenFile(component, theme);
  // Opaque, and packed as tightly as the format allows: the files are kept in git.
  const bytes = PNG.sync.write(picture, {colorType: 2, deflateLevel: 9});
  await replaceFile(file, bytes);
  console.log(file);
});
if (names.length === 0) {
  const folder = dirname(goldenFile('', ''));
  for (const file of await readdir(folder)) {
    const component = /^([a-z0-9-]+)\.(?:light|dark)\.png$/.exec(file)?.[1];
    if (component !== undefined && !all.some(({scene}) => scene === component))
      await rm(`${folder}/${file}`);
  }
}
