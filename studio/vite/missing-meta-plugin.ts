import {existsSync} from 'node:fs';
import {posix} from 'node:path';

import type {Plugin} from 'vite';

import {sha256} from '../../foundations/canonical-json.ts';

/**
 * Does without `.meta` files that are missing, and gives scenes without a seed one.
 *
 * @remarks
 * Motion Canvas's own plugin writes a missing `.meta`, and a scene whose `.meta` has no
 * seed draws one from `Math.random` each time it is loaded. A render writes nothing into
 * a project, so the seed follows from the scene's name.
 *
 * @param versions - What the project is told about versions.
 */
export function missingMetaPlugin(versions: Record<string, string>): Plugin {
  return {
    name: 'aim:missing-meta',
    enforce: 'pre',
    load(id) {
      const [file, query = ''] = id.split('?');
      const {dir, name} = posix.parse(file);
      if (
        !/^(scene|project)\b/.test(query) ||
        existsSync(posix.join(dir, `${name}.meta`))
      )
        return null;
      return query.startsWith('scene')
        ? sceneModule(name)
        : projectModule(name, versions);
    },
    transform(code, id) {
      const {name, ext} = posix.parse(id.split('?')[0]);
      return ext === '.meta' ? withSeed(code, name) : null;
    },
  };
}

/** The text of a scene's `.meta` file with a seed in it. */
export function withSeed(json: string, name: string): string {
  const meta = JSON.parse(json) as {seed?: unknown; shared?: unknown};
  if (typeof meta.seed === 'number' || meta.shared !== undefined) return json;
  return JSON.stringify({...meta, seed: seedOf(name)});
}

/** The seed of a scene that has none. */
export const seedOf = (name: string): number => parseInt(sha256(name).slice(0, 8), 16);

const sceneModule = (name: string): string => `
import {MetaFile, ValueDispatcher} from '@motion-canvas/core';
import description from './${name}';
const meta = new MetaFile(${JSON.stringify(name)}, false);
meta.loadData({version: 0, timeEvents: [], seed: ${seedOf(name)}});
description.name = ${JSON.stringify(name)};
meta.attach(description.meta);
description.onReplaced ??= new ValueDispatcher(description.config);
export default description;
`;

const projectModule = (name: string, versions: Record<string, string>): string => `
import {MetaFile, editorBootstrap} from '@motion-canvas/core';
import config from './${name}';
const [meta, settings] = ['project', 'settings'].map(name => {
  const file = new MetaFile(name, false);
  file.loadData({version: 0});
  return file;
});
export default await editorBootstrap(
  ${JSON.stringify(name)}, ${JSON.stringify(versions)}, [], config, meta, settings,
);
`;
