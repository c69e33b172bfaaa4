import {fileURLToPath} from 'node:url';

import {packageVersion} from '../../../foundations/versions.ts';
import {cudaPlan, readGpu} from '../install/cuda.ts';
import type {Machine} from '../machine-facts.ts';
import {runProgram} from '../run-program.ts';
import type {PartStatus} from './part-status.ts';

const PROBE = fileURLToPath(new URL('probe-onnxruntime.mjs', import.meta.url));
/** One addition: whether a provider can be loaded does not depend on what it runs. */
const MODEL = fileURLToPath(new URL('probe.onnx', import.meta.url));

type Provider = 'cpu' | 'webgpu' | 'cuda';

/** Why a provider cannot load a model here, or `null`. */
async function providerProblem(provider: Provider): Promise<string | null> {
  const args = [PROBE, MODEL, provider];
  const {ok, problem} = await runProgram(process.execPath, args, {timeout: 60_000});
  // Of a failed assertion, only what it says at the end is for people.
  return ok ? null : problem.replace(/^error: /, '').replace(/^.* was false\. /, '');
}

/** Whether models can be run at all. */
export async function cpuStatus(): Promise<PartStatus> {
  const problem = await providerProblem('cpu');
  return {
    name: 'onnxruntime cpu',
    ok: problem === null,
    needed: true,
    where: problem ?? 'npm onnxruntime-node',
    version: problem === null ? packageVersion('onnxruntime-node') : '',
    remedy:
      problem === null
        ? ''
        : 'Run `npm ci`; onnxruntime-node has binaries for Linux with glibc, macOS and Windows.',
  };
}

/** Whether models can be run on a GPU through WebGPU. */
export async function webgpuStatus(): Promise<PartStatus> {
  const problem = await providerProblem('webgpu');
  return gpuStatus(
    'webgpu',
    problem,
    'Needs a GPU with a Vulkan, Metal or D3D12 driver.',
  );
}

/** Whether models can be run on an NVIDIA GPU through CUDA. */
export async function cudaStatus(machine: Machine): Promise<PartStatus> {
  const plan = cudaPlan(machine, await readGpu(machine));
  const problem = plan.installed ? await providerProblem('cuda') : plan.reason;
  return gpuStatus('cuda', problem, plan.remedy);
}

const gpuStatus = (name: string, problem: string | null, remedy: string): PartStatus => ({
  name: `onnxruntime ${name}`,
  ok: problem === null,
  needed: false,
  where: problem ?? 'npm onnxruntime-node',
  version: problem === null ? packageVersion('onnxruntime-node') : '',
  remedy: problem === null ? '' : `${remedy} Models run on the CPU without it.`,
});
