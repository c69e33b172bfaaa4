import {existsSync, readdirSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';
import type {Machine} from './machine-facts.ts';

import {ROOT} from '../../foundations/root.ts';
import {playwrightFolder} from './places.ts';

/** Read the machine as it is now. */
export function readMachine(
  env: Readonly<Record<string, string | undefined>> = process.env,
  root: string = ROOT,
): Machine {
  const {platform, arch} = process;
  const home = homeOf(env);
  return {
    root,
    env,
    platform,
    arch,
    home,
    isRoot: process.getuid?.() === 0,
    hasApt: platform === 'linux' && existsSync('/usr/bin/apt-get'),
    playwrightCache: names(playwrightFolder({root, env, platform, home})),
    playwrightOwn: names(join(root, '.cache/playwright')),
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
