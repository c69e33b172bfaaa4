// Runs before anything is loaded, and with no loader of TypeScript.
import {readFileSync, realpathSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';

const OWN = realpathSync(fileURLToPath(new URL('..', import.meta.url)));

/**
 * The tool that a folder's own packages have, as the address of its `aim`: a course is made
 * and drawn by the one that its scenes import, whichever was called, as `npx` has it.
 *
 * @param folder - Absolute.
 * @returns `null` where there is none, or it is the one that asks.
 */
export function localTool(folder) {
  const manifest = manifestFrom(folder);
  if (manifest === null) return null;
  const home = realpathSync(dirname(manifest));
  if (home === OWN) return null;
  const {bin} = JSON.parse(readFileSync(manifest, 'utf8'));
  return pathToFileURL(join(home, bin.aim)).href;
}

function manifestFrom(folder) {
  try {
    return createRequire(join(folder, 'x.js')).resolve(
      'attention-in-motion/package.json',
    );
  } catch {
    return null;
  }
}
