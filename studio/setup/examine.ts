import {UserError} from '../../foundations/user-error.ts';
import {loadCourse} from '../course/load-course.ts';
import {readMachine} from './machine.ts';
import {findFfmpeg, findFfprobe} from './parts.ts';
import type {FoundPart} from './parts.ts';
import {browserStatus} from './status/browser.ts';
import {diskStatus} from './status/disk.ts';
import {fontStatus} from './status/fonts.ts';
import {modelStatus} from './status/models.ts';
import {cpuStatus, cudaStatus, webgpuStatus} from './status/onnxruntime.ts';
import {foundStatus, missingStatus} from './status/part-status.ts';
import type {PartStatus} from './status/part-status.ts';
import {nodeStatus, npmStatus} from './status/tools.ts';

/** Look at every part that the course needs or can use. Nothing is installed. */
export async function examine(root: string): Promise<PartStatus[]> {
  const machine = readMachine();
  return [
    await nodeStatus(root),
    await npmStatus(machine),
    await fontStatus(root),
    ...(await browserStatus(root)),
    await programStatus(root, 'ffmpeg', findFfmpeg),
    await programStatus(root, 'ffprobe', findFfprobe),
    await cpuStatus(root),
    await webgpuStatus(root),
    await cudaStatus(machine),
    ...(await modelStatus(root, await loadCourse(root))),
    ...(await diskStatus(root)),
  ];
}

async function programStatus(
  root: string,
  name: string,
  find: () => Promise<FoundPart>,
): Promise<PartStatus> {
  try {
    return foundStatus(await find(), root);
  } catch (error) {
    if (error instanceof UserError) return missingStatus(name, error, error.remedy);
    throw error;
  }
}
