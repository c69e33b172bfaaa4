import {existsSync} from 'node:fs';
import {join} from 'node:path';

import type {Machine} from '../machine-facts.ts';
import {runProgram} from '../run-program.ts';
import {unreachable} from './reach.ts';

/** Host of the packages that onnxruntime-node's installer downloads. */
const NUGET = 'https://api.nuget.org';
/** Limit in milliseconds for several hundred megabytes; the installer is silent meanwhile. */
const TIMEOUT = 15 * 60_000;

/** What stands between this machine and CUDA. */
export interface CudaPlan {
  /** Whether onnxruntime's CUDA libraries are there. */
  installed: boolean;
  /** Whether it makes sense to install them. */
  install: boolean;
  /** Why they are not there; empty where they are. */
  reason: string;
  remedy: string;
}

/**
 * Decide about CUDA.
 *
 * @param gpu - Name of an NVIDIA GPU, or `null`.
 * @param installed - Whether onnxruntime's CUDA libraries are there.
 */
export function planCuda(
  platform: NodeJS.Platform,
  arch: string,
  gpu: string | null,
  installed: boolean,
): CudaPlan {
  if (platform !== 'linux' || arch !== 'x64') {
    const reason = `onnxruntime-node has CUDA libraries for linux/x64 only, not ${platform}/${arch}`;
    return {installed: false, install: false, reason, remedy: 'Nothing to do.'};
  }
  if (gpu === null) {
    const reason = 'no NVIDIA GPU (nvidia-smi lists none)';
    return {
      installed: false,
      install: false,
      reason,
      remedy: 'Nothing to do without one.',
    };
  }
  if (!installed) {
    const reason = `not installed, though there is an ${gpu}`;
    return {
      installed,
      install: true,
      reason,
      remedy: 'Run `npm run setup` with a network.',
    };
  }
  const remedy = `Install CUDA 12 and cuDNN 9 for the ${gpu}.`;
  return {installed, install: false, reason: '', remedy};
}

/** {@link planCuda} for this machine. */
export const cudaPlan = (
  {packages, platform, arch}: Machine,
  gpu: string | null,
): CudaPlan =>
  planCuda(
    platform,
    arch,
    gpu,
    existsSync(
      join(packages[PACKAGE] ?? '', BINARIES, 'libonnxruntime_providers_cuda.so'),
    ),
  );

const PACKAGE = 'onnxruntime-node';
const BINARIES = 'bin/napi-v6/linux/x64';

/** Name of the first NVIDIA GPU, or `null`. */
export async function readGpu({env}: Machine): Promise<string | null> {
  const args = ['--query-gpu=name', '--format=csv,noheader'];
  const {ok, stdout} = await runProgram('nvidia-smi', args, {env, timeout: 20_000});
  const name = stdout.split('\n')[0].trim();
  return ok && name !== '' ? name : null;
}

/**
 * Install the CUDA libraries by onnxruntime-node's own installer.
 *
 * @remarks
 * Source: https://onnxruntime.ai/docs/get-started/with-javascript/node.html, the
 * variable ONNXRUNTIME_NODE_INSTALL.
 *
 * @returns Why they could not be installed, or `null`.
 */
export async function installCuda({packages, env}: Machine): Promise<string | null> {
  const blocked = await unreachable(NUGET, env);
  if (blocked) return blocked;
  const script = join(packages[PACKAGE] ?? '', 'script/install.js');
  const {ok, problem} = await runProgram(process.execPath, [script], {
    env: {...env, ONNXRUNTIME_NODE_INSTALL: 'cuda12'},
    timeout: TIMEOUT,
  });
  return ok ? null : problem;
}
