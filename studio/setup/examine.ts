import {dirname} from 'node:path';

import {UserError} from '../../foundations/user-error.ts';
import {loadCourse} from '../course/load-course.ts';
import {readMachine} from './machine.ts';
import {findFfmpeg, findFfprobe, findRedisServer} from './parts.ts';
import type {FoundPart, PartName} from './found-part.ts';
import {browserStatus} from './status/browser.ts';
import {diskStatus} from './status/disk.ts';
import {fontStatus} from './status/fonts.ts';
import {modelStatus} from './status/models.ts';
import {cpuStatus, cudaStatus, webgpuStatus} from './status/onnxruntime.ts';
import {foundStatus, missingStatus} from './status/part-status.ts';
import type {PartStatus} from './status/part-status.ts';
import {nodeStatus, npmStatus} from './status/tools.ts';

/**
 * Look at every part that a course needs or can use. Nothing is installed.
 *
 * @param root - The course; without one, its models are left out.
 */
export async function examine(root: string | null): Promise<PartStatus[]> {
  const machine = readMachine();
  const around = root ?? dirname(machine.cache);
  return [
    nodeStatus(),
    await npmStatus(machine),
    await fontStatus(),
    ...(await browserStatus(around)),
    await programStatus(around, 'ffmpeg', findFfmpeg),
    await programStatus(around, 'ffprobe', findFfprobe),
    await programStatus(around, 'redis-server', findRedisServer),
    await cpuStatus(),
    await webgpuStatus(),
    await cudaStatus(machine),
    ...(root === null ? [] : await modelStatus(root, await loadCourse(root))),
    ...(await diskStatus(around)),
  ];
}

async function programStatus(
  root: string,
  name: PartName,
  find: () => Promise<FoundPart>,
): Promise<PartStatus> {
  try {
    return foundStatus(await find(), root);
  } catch (error) {
    if (error instanceof UserError) return missingStatus(name, error, error.remedy);
    throw error;
  }
}
