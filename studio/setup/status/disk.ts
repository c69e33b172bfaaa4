import {existsSync} from 'node:fs';
import {statfs} from 'node:fs/promises';
import {join} from 'node:path';

import type {PartStatus} from './part-status.ts';

/** What a whole course takes at most, with its chunks: gigabytes. */
const ENOUGH = 2;

/** Free space where videos and their chunks go. */
export const diskStatus = (root: string): Promise<PartStatus[]> =>
  Promise.all(
    ['renders', '.cache'].map(async folder => {
      const path = join(root, folder);
      const {bavail, bsize} = await statfs(existsSync(path) ? path : root);
      return spaceStatus(folder, (bavail * bsize) / 1e9);
    }),
  );

/** Judge free space, in gigabytes. */
export function spaceStatus(folder: string, free: number): PartStatus {
  const ok = free >= ENOUGH;
  return {
    name: `space in ${folder}`,
    ok,
    needed: true,
    where: folder,
    version: `${free.toFixed(1)} GB free`,
    remedy: ok ? '' : `Free ${ENOUGH} GB, or make ${folder} a link to a larger disk.`,
  };
}
