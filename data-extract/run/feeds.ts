import {Tensor} from './onnxruntime.ts';

import {UserError} from '../../foundations/user-error.ts';
import type {InputRole} from '../graph/inputs/input-role.ts';
import {isFloat} from '../graph/inputs/roles.ts';
import type {ModelMap} from '../graph/model-map.ts';
import type {OnnxValue} from '../graph/onnx.ts';
import {filled, freeAxes, givenFeed, tensorOf, typeName} from './given-values.ts';
import type {FreeAxes} from './given-values.ts';
import type {StageInput} from './stage-input.ts';

/** A tensor for each input of a graph. */
export type Feeds = Record<string, Tensor>;

/**
 * Make a tensor for each input of a graph.
 *
 * @throws UserError for an input whose values must be given, and for a graph that writes
 * into the cache that it reads: onnxruntime-node hands out results in memory of their own.
 */
export function feedsFor(
  {graph: {inputs, nodes}, inputs: {roles}}: Pick<ModelMap, 'graph' | 'inputs'>,
  input: StageInput,
): Feeds {
  const sharing = nodes.find(
    ({attributes}) => attributes.get('past_present_share_buffer')?.i === 1,
  );
  if (sharing) {
    throw new UserError(
      'model-operator',
      `${sharing.op} "${sharing.name}" writes into the cache that it reads (past_present_share_buffer), which cannot be run here.`,
      'Use the model as it was exported, before it was made ready for a search operator.',
    );
  }
  const free = freeAxes(inputs, roles, input);
  return Object.fromEntries(
    inputs.map(value => {
      const given = input.given?.get(value.name);
      const role = roles.get(value.name) ?? 'unknown';
      const feed =
        given !== undefined
          ? givenFeed(value, given, free)
          : feedFor(value, role, input, free);
      return [value.name, feed];
    }),
  );
}

function feedFor(
  value: OnnxValue,
  role: InputRole,
  {ids, segments, past, encoder}: StageInput,
  free: FreeAxes,
): Tensor {
  const batch = ids.length;
  const [row] = ids;
  const before = past?.length ?? 0;
  const rows = (one: readonly number[]): number[] => ids.flatMap(() => one);
  const numbers = row.map((_, i) => before + i);
  switch (role) {
    case 'ids':
      return tensorOf(value, ids.flat(), [batch, row.length]);
    case 'mask':
      return ones(value, batch, before + row.length);
    case 'encoder-mask':
      if (encoder) return ones(value, batch, encoder.length, encoder.padding);
      break;
    case 'encoder-states':
      if (encoder) return tensorOf(value, encoder.states.data, encoder.states.shape);
      break;
    case 'positions': {
      const {length} = value.shape;
      if (length === 1) return tensorOf(value, numbers, [row.length]);
      // Positions in time, height and width are the same for a text.
      const outer =
        length === 3 && typeof value.shape[0] === 'number' ? value.shape[0] : 1;
      const all = Array.from({length: outer}, () => rows(numbers)).flat();
      const dims = [batch, row.length];
      return tensorOf(value, all, length === 3 ? [outer, ...dims] : dims);
    }
    case 'segments':
      return tensorOf(value, rows(segments ?? row.map(() => 0)), [batch, row.length]);
    case 'use-cache':
      return new Tensor('bool', Uint8Array.of(past ? 1 : 0), [1]);
    case 'past-length':
      return single(value, before);
    case 'total-length':
      return single(value, before + row.length);
    case 'key-lengths':
      return tensorOf(value, rows([before + row.length - 1]), [batch]);
    case 'logits-to-keep':
      return single(value, 0);
    case 'past': {
      const cached = past?.values.get(value.name);
      if (cached) return tensorOf(value, cached.data, cached.shape);
      const dims = emptyPast(value, batch);
      if (dims) return tensorOf(value, new Float32Array(0), dims);
      break;
    }
    case 'unused':
      return filled(value, 0, free);
    default:
  }
  throw wanted(value, role);
}

/** What a model wants that nobody gave. */
function wanted(value: OnnxValue, role: InputRole): UserError {
  const {name} = value;
  const what = `"${name}" ${typeName(value)} [${value.shape.join(', ')}]`;
  if (role === 'values') {
    return new UserError(
      'model-input',
      `The model reads values by its input ${what}, and none were given.`,
      `Give them with --feed ${name}=FILE.npy.`,
    );
  }
  if (role === 'encoder-states' || role === 'encoder-mask') {
    return new UserError(
      'model-input',
      `The model is a decoder that looks at what an encoder made, by its input ${what}, and no encoder lies beside it.`,
      `Name the folder that has encoder and decoder, or give the states with --feed ${name}=FILE.npy.`,
    );
  }
  return new UserError(
    'model-input',
    `The model wants an input ${what} whose meaning is not known.`,
    `Give its values with --feed ${name}=FILE.npy, or --feed ${name}=0 for the same number everywhere.`,
  );
}

/**
 * The shape of an empty cache: `[batch, head, 0, size]`, or with keys and values in one
 * `[2, batch, head, 0, size]`.
 */
function emptyPast({shape}: OnnxValue, batch: number): number[] | null {
  if (shape.length !== 4 && shape.length !== 5) return null;
  const offset = shape.length - 4;
  const dims = shape.map((size, i) => {
    if (i === offset) return batch;
    if (i === offset + 2) return 0;
    return size;
  });
  return dims.every(size => typeof size === 'number') ? (dims as number[]) : null;
}

/** A mask that hides nothing but padding, with as many axes as the graph reads. */
function ones(
  value: OnnxValue,
  batch: number,
  length: number,
  padding: readonly number[] = [],
): Tensor {
  const isAdded = value.shape.length === 4 && isFloat(value);
  const dims = value.shape.length === 4 ? [batch, 1, 1, length] : [batch, length];
  // What is added to the scores hides nothing where it is 0.
  const [seen, hidden] = isAdded ? [0, LOWEST] : [1, 0];
  const row = new Array<number>(length).fill(seen);
  for (const place of padding) row[place] = hidden;
  return tensorOf(value, new Array<number[]>(batch).fill(row).flat(), dims);
}

/** The lowest number of 16 bits. */
const LOWEST = -65504;

/** One number, with or without an axis of its own. */
const single = (value: OnnxValue, number: number): Tensor =>
  tensorOf(value, [number], value.shape.length === 0 ? [] : [1]);
