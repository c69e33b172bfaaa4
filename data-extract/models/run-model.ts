import {dirname} from 'node:path';

import {InferenceSession, Tensor} from 'onnxruntime-node';

import {describeModel} from '../graph/describe-model.ts';
import type {ModelMap} from '../graph/describe-model.ts';
import {FileSource} from '../graph/byte-source.ts';
import type {OnnxValue} from '../graph/onnx.ts';
import {readGraph} from '../graph/read-graph.ts';
import {buildSkeleton} from '../graph/skeleton.ts';
import type {Additions} from '../graph/skeleton.ts';
import {UserError} from '../user-error.ts';

/** A value that the model computed. */
export interface Computed {
  data: Float32Array;
  shape: readonly number[];
}

/** A loaded graph with extra outputs. */
export interface RunnableModel {
  map: ModelMap;
  /**
   * Run it on tokens.
   *
   * @param ids - Token ids, one batch entry.
   * @param outputs - Names of the tensors to return.
   * @param past - `present.*` outputs of an earlier run; their tokens come before `ids`.
   */
  run(ids: readonly number[], outputs: readonly string[], past?: PastValues): Promise<Results>;
  close(): Promise<void>;
}

export type Results = Map<string, Computed>;
export interface PastValues {
  length: number;
  /** By the name of the input. */
  values: Map<string, Computed>;
}

/** Read a model's graph. */
export function openGraph(path: string): ModelMap {
  const source = new FileSource(path);
  try {
    return describeModel(readGraph(source));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UserError(
      'model-invalid',
      `${path} cannot be read as an ONNX model: ${error.message}.`,
      'Download or export the file again.',
    );
  } finally {
    source.close();
  }
}

/**
 * Load a graph into onnxruntime with extra outputs; its weights stay in the file.
 *
 * @param path - The model file.
 * @param map - What was found in it.
 * @param additions - Nodes and outputs to add.
 */
export async function loadModel(
  path: string,
  map: ModelMap,
  additions: Additions,
): Promise<RunnableModel> {
  const source = new FileSource(path);
  let skeleton: Uint8Array;
  try {
    skeleton = buildSkeleton(source, path, additions);
  } finally {
    source.close();
  }
  const session = await InferenceSession.create(skeleton, {
    executionProviders: ['cpu'],
    logSeverityLevel: 3,
    extra: {session: {model_external_initializers_file_folder_path: dirname(path)}},
  });
  return {
    map,
    async run(ids, outputs, past) {
      const feeds = Object.fromEntries(
        map.graph.inputs.map(input => [input.name, feedFor(input, ids, past)]),
      );
      const results = await session.run(feeds, [...outputs]);
      return new Map(
        outputs.map(name => [name, {data: floats(results[name]), shape: results[name].dims}]),
      );
    },
    close: () => session.release(),
  };
}

function feedFor(input: OnnxValue, ids: readonly number[], past: PastValues | undefined): Tensor {
  const before = past?.length ?? 0;
  const {name} = input;
  if (name === 'input_ids') return int64(ids);
  if (name === 'attention_mask') return int64(Array.from({length: before + ids.length}, () => 1));
  if (name === 'position_ids') return int64(ids.map((_, i) => before + i));
  if (name === 'token_type_ids') return int64(ids.map(() => 0));
  const cached = past?.values.get(name);
  if (cached) return new Tensor('float32', cached.data, cached.shape);
  if (/^past_key_values\./.test(name) && input.shape.length === 4) {
    const [, heads, , size] = input.shape;
    if (typeof heads === 'number' && typeof size === 'number') {
      return new Tensor('float32', new Float32Array(0), [1, heads, 0, size]);
    }
  }
  throw new UserError(
    'model-input',
    `The model wants an input "${name}" that is not known.`,
    'Export it with the inputs input_ids, attention_mask, position_ids and past_key_values.*.',
  );
}

const int64 = (values: readonly number[]): Tensor =>
  new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);

function floats(tensor: Tensor): Float32Array {
  if (tensor.data instanceof Float32Array) return tensor.data;
  throw new UserError(
    'model-dtype',
    `The model computes in ${tensor.type}.`,
    'Use weights of dtype fp32.',
  );
}
