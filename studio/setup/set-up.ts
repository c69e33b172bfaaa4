import {UserError} from '../../data-extract/user-error.ts';
import {cudaPlan, installCuda, readGpu} from './install/cuda.ts';
import {installPart} from './install-part.ts';
import type {Report} from './install-part.ts';
import {readMachine} from './machine.ts';
import type {Machine} from './machine.ts';
import {installRemedy} from './remedies.ts';
import {fontStatus} from './status/fonts.ts';
import {cpuStatus, cudaStatus} from './status/onnxruntime.ts';
import {foundStatus, missingStatus} from './status/part-status.ts';
import type {PartStatus} from './status/part-status.ts';

/** Told what is going on: a part, and what is tried or failed. */
export type SetupReport = (part: string, event: Parameters<Report>[0]) => void;

/**
 * Find or install everything that the course needs beside its npm packages.
 *
 * @returns What became of each part; a missing one does not stop the others.
 */
export async function setUp(root: string, report: SetupReport): Promise<PartStatus[]> {
  const machine = readMachine();
  const parts: PartStatus[] = [];
  for (const name of ['chromium', 'ffmpeg', 'ffprobe'] as const) {
    try {
      parts.push(
        foundStatus(await installPart(name, event => report(name, event)), root),
      );
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      parts.push(missingStatus(name, error, installRemedy(name, machine)));
    }
  }
  return [
    ...parts,
    await fontStatus(root),
    await cpuStatus(root),
    await setUpCuda(machine, report),
  ];
}

async function setUpCuda(machine: Machine, report: SetupReport): Promise<PartStatus> {
  const {install} = cudaPlan(machine, await readGpu(machine));
  if (install) {
    const name = 'onnxruntime cuda';
    const where = "onnxruntime-node's installer";
    report(name, {where, problem: null});
    const problem = await installCuda(machine);
    if (problem) report(name, {where, problem});
  }
  return cudaStatus(machine);
}
