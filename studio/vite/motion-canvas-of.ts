import {readFileSync, realpathSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';

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

/** The Motion Canvas that a file would import, else the tool's. */
export function motionCanvasOf(from: string, root: string): MotionCanvas {
  const found = [from, join(root, 'package.json')].map(file => {
    try {
      const require = createRequire(file);
      const [core, two] = PACKAGES.map(name =>
        // Its main file is `lib/index.js`.
        realpathSync(dirname(dirname(require.resolve(`@motion-canvas/${name}`)))),
      );
      const {version} = JSON.parse(readFileSync(join(core, 'package.json'), 'utf8')) as {
        version: string;
      };
      return {folders: {core, '2d': two}, version, own: !core.startsWith(`${root}/`)};
    } catch {
      return null;
    }
  });
  const first = found.find(entry => entry !== null);
  if (!first) throw new Error(`Motion Canvas is not installed in ${root}.`);
  return first;
}
