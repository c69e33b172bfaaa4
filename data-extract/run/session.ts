import {Tensor} from 'onnxruntime-node';
import type {Results} from '../stage/computed.ts';
import type {Extras} from '../stage/extras.ts';

import {FileSource} from '../graph/byte-source.ts';
import {float16ToFloat32} from '../numbers/half.ts';
import {wholeNumbers} from '../numbers/whole-numbers.ts';

import {hasFewBits} from '../graph/ops.ts';
import {buildSkeleton} from '../graph/skeleton.ts';
import type {Additions} from '../graph/skeleton.ts';
import type {Device} from '../course/roles.ts';
import {UserError} from '../../foundations/user-error.ts';
import {additionsFor} from './additions.ts';
import {loadGraph} from './devices.ts';
import type {UsedDevice} from './devices.ts';
import type {Feeds} from './feeds.ts';
import {lendingRun} from './lending-run.ts';
import type {Stage} from './open-stage.ts';
import {runtimeReason} from './runtime-reason.ts';

/** A loaded graph with extra outputs. */
export interface Session {
  stage: Stage;
  /** What it runs on. */
  device: UsedDevice;
  /** Why it does not run on a device that comes first, or `null`. */
  fellBack: string | null;
  /** Inputs that were added to the graph for lists of a text. */
  lists: readonly string[];
  /** Whether a tensor is of 16 bits. */
  isHalf(output: string): boolean;
  /**
   * Run it.
   *
   * @param feeds - A tensor for each input.
   * @param outputs - Names of the tensors to return.
   * @param lent - Those that nobody reads any more once the next run begins: it may write
   * over them.
   */
  run(
    feeds: Feeds,
    outputs: readonly string[],
    lent?: readonly string[],
  ): Promise<Results>;
  close(): Promise<void>;
}

/** How a session is opened. */
export interface SessionOptions {
  /**
   * Whether it will run many times. Then onnxruntime makes a copy of the weights in the
   * order in which its kernels read them. For a few runs that does not pay: without it a
   * session is loaded several times faster, and the weights stay in pages of the file,
   * which the system shares and takes back as it likes.
   */
  often?: boolean;
  /**
   * Whether runs follow each other with nothing between them, token by token. Then the
   * runtime's threads stay awake; beside checks they would be in the way.
   */
  inARow?: boolean;
}

/**
 * Load a graph into onnxruntime so that tensors inside become outputs; its weights stay
 * in their files.
 *
 * @param outputs - Tensors to be read: of the graph, or of its extras.
 * @param extras - Only those that the outputs need are added.
 */
export async function openSession(
  stage: Stage,
  outputs: readonly string[],
  extras: Extras,
  device: Device,
  options: SessionOptions = {},
): Promise<Session> {
  const additions = additionsFor(stage, outputs, extras);
  return withLists(await loadSession(stage, additions, device, options), extras);
}

/** The same session, fed with the lists of a text. */
export function withLists(session: Session, {lists = []}: Extras): Session {
  if (lists.length === 0) return session;
  const own = Object.fromEntries(
    lists.map(({name, values}) => [name, listTensor(values)]),
  );
  return {
    ...session,
    run: (feeds, ...asked) =>
      session.run({...feeds, ...pick(own, session.lists)}, ...asked),
  };
}

/** Texts of one length are fed the same lists. */
const LISTS = new WeakMap<readonly number[], Tensor>();

function listTensor(values: readonly number[]): Tensor {
  const known = LISTS.get(values);
  if (known) return known;
  const tensor = new Tensor('int64', wholeNumbers(values), [values.length]);
  LISTS.set(values, tensor);
  return tensor;
}

const pick = <T>(
  from: Readonly<Record<string, T>>,
  names: readonly string[],
): Record<string, T> => Object.fromEntries(names.map(name => [name, from[name]]));

/** Load a graph with additions; lists of the text are still to be fed. */
export async function loadSession(
  stage: Stage,
  additions: Additions,
  device: Device,
  {often = false, inARow = false}: SessionOptions,
): Promise<Session> {
  const source = new FileSource(stage.path);
  let skeleton: Uint8Array;
  try {
    skeleton = buildSkeleton(
      source,
      stage.model,
      stage.map.graph,
      stage.files,
      additions,
    );
  } finally {
    source.close();
  }
  const {
    session,
    device: used,
    fellBack,
  } = await loadGraph(
    {
      name: stage.path,
      bytes: skeleton,
      folder: stage.files.folder,
      // Kernels for weights of few bits compute otherwise without their copy.
      prepack: often || stage.map.graph.nodes.some(hasFewBits),
      rounds: stage.map.graph.nodes.some(({op}) => op === 'QuantizeLinear'),
      awake: inARow ? 'runs' : often ? 'nodes' : 'nothing',
    },
    device,
  );
  const types = new Map(
    session.outputMetadata.map(entry => [entry.name, entry.isTensor ? entry.type : '']),
  );
  const run = lendingRun(session);
  return {
    stage,
    device: used,
    fellBack,
    lists: additions.inputs,
    isHalf: output => types.get(output) === 'float16',
    async run(feeds, wanted, lent = []) {
      const results = await run(feeds, wanted, lent).catch((error: unknown) => {
        throw notRun(stage.path, error);
      });
      return new Map(
        wanted.map(name => [
          name,
          {data: floats(name, results[name]), shape: results[name].dims},
        ]),
      );
    },
    close: () => session.release(),
  };
}

/** Code of the error where a graph could not be run. */
export const NOT_RUN = 'model-run';

/** What onnxruntime complains of while it runs a graph: its kernels, or the tokens. */
function notRun(path: string, error: unknown): UserError {
  return new UserError(
    NOT_RUN,
    `${path} could not be run: ${runtimeReason(error)}`,
    'Give a text that the model is long enough for; if that is not it, the export is meant for another device or runtime.',
  );
}

function floats(name: string, tensor: Tensor): Float32Array {
  const {data} = tensor;
  if (data instanceof Float32Array) return data;
  if (data instanceof Uint16Array) return float16ToFloat32(data);
  if (data instanceof BigInt64Array) return Float32Array.from(data, Number);
  if (
    data instanceof Int32Array ||
    data instanceof Float64Array ||
    data instanceof Uint8Array
  ) {
    return Float32Array.from(data);
  }
  throw new UserError(
    'model-dtype',
    `The model's tensor "${name}" is of type ${tensor.type}, which cannot be read.`,
    'Use the model with weights of dtype fp32 or fp16.',
  );
}
