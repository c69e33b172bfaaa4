import {existsSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';

import type {Device} from '../course/roles.ts';
import {UserError} from '../../foundations/user-error.ts';
import {InferenceSession} from './onnxruntime.ts';
import {runtimeReason} from './runtime-reason.ts';

/** A device that really runs a model. */
export type UsedDevice = Exclude<Device, 'auto'>;

/** What a model was loaded onto. */
export interface Loaded<S> {
  session: S;
  device: UsedDevice;
  /** Why devices that come first were not taken, or `null`. */
  fellBack: string | null;
}

/** Loads a model for one device; throws where that does not work. */
export type Loader<S> = (device: UsedDevice) => Promise<S>;

const ORDER: Readonly<Record<Device, readonly UsedDevice[]>> = {
  auto: ['cuda', 'webgpu', 'cpu'],
  cpu: ['cpu'],
  cuda: ['cuda'],
  webgpu: ['webgpu'],
};

const REMEDIES: Readonly<Record<UsedDevice, string>> = {
  cpu: 'Download or export the model again.',
  cuda: 'Run `npm run doctor`, which says what CUDA lacks, or use --device cpu.',
  webgpu: 'WebGPU needs a GPU with a Vulkan, Metal or D3D12 driver; use --device cpu.',
};

/**
 * Load a model onto the first device that takes it.
 *
 * @param name - The model's file, for messages.
 * @param device - `auto`: CUDA where it works, else WebGPU, else the CPU.
 * @param load - Loads it for one device.
 * @param missing - Why a device cannot even be tried, or `null`.
 * @throws UserError where the wanted device does not take it.
 */
export async function loadOnto<S>(
  name: string,
  device: Device,
  load: Loader<S>,
  missing: (device: UsedDevice) => string | null,
): Promise<Loaded<S>> {
  const passed: string[] = [];
  for (const [i, used] of ORDER[device].entries()) {
    let reason = missing(used);
    if (reason === null) {
      try {
        const session = await load(used);
        const fellBack = passed.length > 0 ? passed.join('; ') : null;
        return {session, device: used, fellBack};
      } catch (error) {
        reason = runtimeReason(error);
      }
    }
    if (i < ORDER[device].length - 1) {
      passed.push(`${used}: ${reason}`);
    } else {
      throw failed(name, used, reason);
    }
  }
  throw new Error('there are no devices to try');
}

function failed(name: string, used: UsedDevice, reason: string): UserError {
  const place = used === 'cpu' ? '' : ` on ${used}`;
  const message = `${name} cannot be loaded${place}: ${reason}`;
  // Optimised exports use operators that onnxruntime has for one kind of device only.
  return /could not find an implementation/i.test(reason)
    ? new UserError(
        'model-operator',
        message,
        'Use an export that was not optimised for another device, or the --device that it was made for.',
      )
    : new UserError(used === 'cpu' ? 'model-invalid' : 'device', message, REMEDIES[used]);
}

/** What threads are told that stay awake between nothing, a run's nodes, or runs. */
const AWAKE = {
  nothing: {allow_spinning: '0'},
  // Microseconds.
  nodes: {spin_duration_us: '200'},
  runs: {},
} as const;

/** A graph to be loaded. */
export interface GraphToLoad {
  /** The model's file, for messages. */
  name: string;
  /** The graph; its weights lie in files. */
  bytes: Uint8Array;
  /** Where these files are. */
  folder: string;
  /** Whether kernels keep a copy of the weights in their own order. */
  prepack: boolean;
  /**
   * Whether activations are rounded between layers. Then the runtime would move the
   * rounding to other places, and hand out rounded values for those before it.
   */
  rounds: boolean;
  /**
   * Between what the runtime's threads stay awake. They take the processor from what is done
   * beside them, and from other programs.
   */
  awake: keyof typeof AWAKE;
}

/**
 * Load a graph into onnxruntime.
 *
 * @remarks
 * CUDA is written from onnxruntime's documentation and has not been run. What any device
 * but the CPU computes is compared with the CPU in each capture (`checks/device-check.ts`).
 * Nodes that a device lacks run on the CPU.
 */
export function loadGraph(
  {name, bytes, folder, prepack, rounds, awake}: GraphToLoad,
  device: Device,
): Promise<Loaded<InferenceSession>> {
  const load: Loader<InferenceSession> = used =>
    InferenceSession.create(bytes, {
      executionProviders: used === 'cpu' ? ['cpu'] : [used, 'cpu'],
      // What it complains of is thrown, too.
      logSeverityLevel: 4,
      extra: {
        session: {
          model_external_initializers_file_folder_path: folder,
          ...(prepack ? {} : {disable_prepacking: '1'}),
          ...(rounds ? {disable_quant_qdq: '1'} : {}),
          intra_op: AWAKE[awake],
        },
      },
    });
  return loadOnto(name, device, load, missingLibrary);
}

/**
 * Whether a device may run fused attention with kernels that tell no pattern:
 * onnxruntime's CUDA kernels of GroupQueryAttention and Attention have no output for it
 * (from its sources; not run here), those of its CPU have.
 */
export const hidesPatterns = (device: Device): boolean =>
  ORDER[device].some(used => used !== 'cpu' && missingLibrary(used) === null);

/** onnxruntime complains on the terminal where its CUDA library is missing: look first. */
function missingLibrary(device: UsedDevice): string | null {
  if (device !== 'cuda') return null;
  const {platform, arch} = process;
  if (platform !== 'linux' || arch !== 'x64') {
    return `onnxruntime-node has CUDA libraries for linux/x64 only, not ${platform}/${arch}`;
  }
  const main = createRequire(import.meta.url).resolve('onnxruntime-node');
  const library = join(
    dirname(main),
    '../bin/napi-v6/linux/x64/libonnxruntime_providers_cuda.so',
  );
  return existsSync(library) ? null : "onnxruntime's CUDA libraries are not installed";
}
