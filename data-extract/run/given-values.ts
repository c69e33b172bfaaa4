import {Tensor} from './onnxruntime.ts';

import {UserError} from '../../foundations/user-error.ts';
import type {InputRole} from '../graph/inputs/input-role.ts';
import {DataType} from '../graph/onnx.ts';
import type {OnnxValue} from '../graph/onnx.ts';
import {numbersToFloat16} from '../numbers/half.ts';
import {wholeNumbers} from '../numbers/whole-numbers.ts';
import type {GivenValue, StageInput} from './stage-input.ts';

/** Sizes of axes that a graph leaves open, by the names that it gives them. */
export type FreeAxes = ReadonlyMap<string, number>;

/** What is known of open axes from the text that is read. */
export function freeAxes(
  inputs: readonly OnnxValue[],
  roles: ReadonlyMap<string, InputRole>,
  {ids, past, encoder}: StageInput,
): FreeAxes {
  const free = new Map<string, number>();
  const note = (axis: number | string | undefined, size: number): void => {
    if (typeof axis === 'string' && axis !== '') free.set(axis, size);
  };
  for (const {name, shape} of inputs) {
    const role = roles.get(name);
    if (role === 'ids' || role === 'mask' || role === 'past') note(shape[0], ids.length);
    if (role === 'ids') note(shape[1], ids[0].length);
    if (role === 'mask' && shape.length === 2)
      note(shape[1], ids[0].length + (past?.length ?? 0));
    if (role === 'encoder-states' && encoder) note(shape[1], encoder.length);
  }
  return free;
}

/**
 * A tensor of what was given for an input.
 *
 * @throws UserError where its axes are not those that the graph reads.
 */
export function givenFeed(value: OnnxValue, given: GivenValue, free: FreeAxes): Tensor {
  if (typeof given === 'number') return filled(value, given, free);
  const {data, shape} = given;
  const fits =
    shape.length === value.shape.length &&
    value.shape.every((size, axis) => typeof size === 'string' || size === shape[axis]);
  // Where the model does not say its axes, the runtime judges.
  if (!fits && value.shape.length > 0) {
    throw new UserError(
      'model-input',
      `What is given for the input "${value.name}" has the axes [${shape.join(', ')}], but the model reads [${value.shape.join(', ')}].`,
      'Give an array with these axes, the batch of 1 included.',
    );
  }
  return tensorOf(value, data, shape);
}

/**
 * The same number in every entry of an input.
 *
 * @throws UserError where the graph leaves an axis open that the text does not tell.
 */
export function filled(value: OnnxValue, number: number, free: FreeAxes): Tensor {
  const dims = value.shape.map((size, axis) => {
    if (typeof size === 'number') return size;
    const known = free.get(size) ?? (axis === 0 ? 1 : null);
    if (known !== null) return known;
    throw new UserError(
      'model-input',
      `How long the axis "${size}" of the input "${value.name}" [${value.shape.join(', ')}] is cannot be told.`,
      `Give its values with --feed ${value.name}=FILE.npy.`,
    );
  });
  const size = dims.reduce((product, one) => product * one, 1);
  return tensorOf(value, new Array<number>(size).fill(number), dims);
}

/** Numbers as a tensor of the type that an input has. */
export function tensorOf(
  {name, elemType}: Pick<OnnxValue, 'name' | 'elemType'>,
  data: ArrayLike<number | bigint>,
  dims: readonly number[],
): Tensor {
  const numbers = (): number[] => Array.from(data, Number);
  switch (elemType || likely(data)) {
    case DataType.float:
      return new Tensor(
        'float32',
        data instanceof Float32Array ? data : Float32Array.from(numbers()),
        dims,
      );
    case DataType.float16:
      return new Tensor('float16', numbersToFloat16(numbers()), dims);
    case DataType.double:
      return new Tensor('float64', Float64Array.from(numbers()), dims);
    case DataType.int32:
      return new Tensor('int32', Int32Array.from(numbers()), dims);
    case DataType.int64:
      return new Tensor('int64', wholeNumbers(data), dims);
    case DataType.bool:
      return new Tensor('bool', Uint8Array.from(numbers(), Number), dims);
    case DataType.uint8:
      return new Tensor('uint8', Uint8Array.from(numbers()), dims);
    default:
      throw new UserError(
        'model-input',
        `The input "${name}" is of type ${typeName({elemType})}, which cannot be fed.`,
        'Use an export whose inputs are of float, int32, int64 or bool.',
      );
  }
}

/** The type of an input that does not say its own. */
const likely = (data: ArrayLike<number | bigint>): number =>
  data instanceof Float32Array ? DataType.float : DataType.int64;

/** A type as ONNX names it. */
export const typeName = ({elemType}: Pick<OnnxValue, 'elemType'>): string =>
  Object.entries(DataType).find(([, number]) => number === elemType)?.[0] ??
  `type ${elemType}`;
