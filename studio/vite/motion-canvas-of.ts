import {readFileSync, realpathSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';

import {ROOT} from '../../foundations/root.ts';

/** The packages that must be there exactly once, since they keep track of what is playing. */
export const PACKAGES = ['core', '2d'] as const;

/** A copy of Motion Canvas. */
export interface MotionCanvas {
  /** Folder of each package. */
  folders: Record<(typeof PACKAGES)[number], string>;
  version: string;
  /** Whether it is the project's own copy rather than the tool's. */
  own: boolean;
}

/**
 * The Motion Canvas that a file would import, else the tool's.
 *
 * @param from - Absolute path of the file; `null` for the tool's.
 */
export function motionCanvasOf(from: string | null): MotionCanvas {
  const tools = copyFor(join(ROOT, 'package.json'));
  const found = (from === null ? null : copyFor(from)) ?? tools;
  if (found === null) throw new Error(`Motion Canvas is not installed for ${ROOT}.`);
  return {...found, own: found.folders.core !== tools?.folders.core};
}

function copyFor(file: string): Omit<MotionCanvas, 'own'> | null {
  try {
    const require = createRequire(file);
    const [core, two] = PACKAGES.map(name =>
      // Its main file is `lib/index.js`.
      realpathSync(dirname(dirname(require.resolve(`@motion-canvas/${name}`)))),
    );
    const {version} = JSON.parse(readFileSync(join(core, 'package.json'), 'utf8')) as {
      version: string;
    };
    return {folders: {core, '2d': two}, version};
  } catch {
    return null;
  }
}
