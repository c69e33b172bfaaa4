import {existsSync, readdirSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';
import type {Machine} from './machine-facts.ts';

import {cacheFolder} from '../../foundations/course-root.ts';
import {packageFolder} from '../../foundations/package-folder.ts';
import {playwrightFolder} from './places.ts';

/** Read the machine as it is now. */
export function readMachine(
  env: Readonly<Record<string, string | undefined>> = process.env,
  cache: string = cacheFolder(),
): Machine {
  const {platform, arch} = process;
  const home = homeOf(env);
  const packages = {
    'ffmpeg-static': packageFolder('ffmpeg-static'),
    'onnxruntime-node': packageFolder('onnxruntime-node'),
    'playwright-core': packageFolder('playwright-core'),
  };
  return {
    cache,
    packages,
    env,
    platform,
    arch,
    home,
    isRoot: process.getuid?.() === 0,
    hasApt: platform === 'linux' && existsSync('/usr/bin/apt-get'),
    playwrightCache: names(playwrightFolder({packages, env, platform, home})),
    playwrightOwn: names(join(cache, 'playwright')),
  };
}

function homeOf(env: Readonly<Record<string, string | undefined>>): string {
  if (env !== process.env) return env.HOME ?? '';
  try {
    return homedir();
  } catch {
    // A user without an entry in the password file and without HOME.
    return '';
  }
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
