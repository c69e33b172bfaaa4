import {dirname} from 'node:path';

import {UserError} from '../../foundations/user-error.ts';
import {cudaPlan, installCuda, readGpu} from './install/cuda.ts';
import {createInstaller} from './install/install.ts';
import type {PartName} from './found-part.ts';
import {installPart} from './install-part.ts';
import type {SetupRun} from './install-part.ts';
import {readMachine} from './machine.ts';
import {installRemedy} from './remedies.ts';
import {fontStatus} from './status/fonts.ts';
import {cpuStatus, cudaStatus} from './status/onnxruntime.ts';
import {foundStatus, missingStatus} from './status/part-status.ts';
import type {PartStatus} from './status/part-status.ts';

/**
 * Find or install everything that the course needs beside its npm packages.
 *
 * @param report - Told what is going on.
 * @returns What became of each part; a missing one does not stop the others.
 */
export async function setUp(report: SetupRun['report']): Promise<PartStatus[]> {
  const run: SetupRun = {machine: readMachine(), install: createInstaller(), report};
  const root = dirname(run.machine.cache);
  const parts: PartStatus[] = [];
  for (const name of PARTS) {
    try {
      parts.push(foundStatus(await installPart(name, run), root));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      parts.push(missingStatus(name, error, remedyOf(error, name, run)));
    }
  }
  return [...parts, await fontStatus(), await cpuStatus(), await setUpCuda(run)];
}

const PARTS: readonly PartName[] = ['chromium', 'ffmpeg', 'ffprobe', 'redis-server'];

/** A part that is missing although setup was run needs another remedy than setup. */
const remedyOf = (
  {code, remedy}: UserError,
  name: PartName,
  {machine}: SetupRun,
): string => (code === `${name}-missing` ? installRemedy(name, machine) : remedy);

async function setUpCuda({machine, report}: SetupRun): Promise<PartStatus> {
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
