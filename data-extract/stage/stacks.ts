import {hashJson} from '../../foundations/canonical-json.ts';
import {DataType, makeNode} from '../graph/onnx.ts';
import type {OnnxGraph, OnnxNode} from '../graph/onnx.ts';
import type {Needs} from './attention-sizes.ts';
import {joinExtras, NO_EXTRAS} from './extras.ts';
import type {Extras} from './extras.ts';
import {IntegerConstants} from './integer-constants.ts';
import {sizesList} from './samples.ts';
import type {Sample} from './samples.ts';
import type {StageContext} from './stage-run.ts';

/**
 * Tensors of as many numbers each, one below the other: what is done with all of them is
 * done once. The runtime refuses to lay down what is of another size.
 */
export interface Stack {
  /** `[tensor, number]`, of 32 bits. */
  output: string;
  /** The tensors, in the precision of the model. */
  tensors: readonly string[];
  extras: Extras;
}

/** Attributes of a Cast to 32 bits. */
export const TO_FLOAT = {to: {i: DataType.float}};

/** Lay tensors one below the other, in this order. */
export function stackOf(samples: readonly Sample[]): Stack {
  const ints = new IntegerConstants('aim/stack');
  const tensors = samples.map(({output}) => output);
  const wide = tensors.map(tensor => `${rowName(tensor)}/wide`);
  const output = wide.length === 1 ? wide[0] : `aim/stack/${hashJson(tensors)}`;
  const nodes: OnnxNode[] = [
    ...tensors.flatMap((tensor, i) => [
      rowNode(tensor, ints),
      makeNode('Cast', [rowName(tensor)], [wide[i]], TO_FLOAT),
    ]),
    ...(wide.length === 1 ? [] : [makeNode('Concat', wide, [output], {axis: {i: 0}})]),
  ];
  const own = {...NO_EXTRAS, nodes, constants: ints.all};
  return {output, tensors, extras: joinExtras([...samples.map(one => one.extras), own])};
}

/**
 * The same of tensors that have the same axes of the same sizes, none of which need be made
 * a row of its own first. That the first axes are as long is not noticed by the runtime.
 */
export function alikeStack(samples: readonly Sample[]): Stack {
  if (samples.length === 1) return stackOf(samples);
  const ints = new IntegerConstants('aim/stack');
  const count = samples.length;
  const tensors = samples.map(({output}) => output);
  const output = `aim/alike/${hashJson(tensors)}`;
  const joined = joinAlike(samples);
  const shape = ints.add(`rows${count}`, [count, -1]);
  const nodes = [makeNode('Reshape', [joined.output, shape], [output])];
  const own = {...NO_EXTRAS, nodes, constants: ints.all};
  return {output, tensors, extras: joinExtras([joined.extras, own])};
}

/** Such tensors one behind the other along their first axis, of 32 bits. */
export function joinAlike(samples: readonly Sample[]): Sample {
  const tensors = samples.map(({output}) => output);
  const wide = tensors.map(tensor => `aim/wide/${tensor}`);
  const joined = `aim/joined/${hashJson(tensors)}`;
  const nodes: OnnxNode[] = [
    ...tensors.map((tensor, i) => makeNode('Cast', [tensor], [wide[i]], TO_FLOAT)),
    ...(wide.length === 1 ? [] : [makeNode('Concat', wide, [joined], {axis: {i: 0}})]),
  ];
  return {
    output: wide.length === 1 ? wide[0] : joined,
    extras: joinExtras([
      ...samples.map(one => one.extras),
      {...NO_EXTRAS, nodes, early: wide.length === 1 ? [] : tensors},
    ]),
  };
}

const rowName = (tensor: string): string => `aim/row/${tensor}`;

/** Make a tensor one row. */
const rowNode = (tensor: string, ints: IntegerConstants): OnnxNode =>
  makeNode('Reshape', [tensor, ints.add('row', [1, -1])], [rowName(tensor)]);

/**
 * Rows at the positions that are made again, of tensors that are alike:
 * `[tensor, position, entry]`.
 */
export function shapedRows(rows: readonly Sample[]): Sample {
  const stack = alikeStack(rows);
  const output = `${stack.output}/shaped`;
  const nodes = [makeNode('Reshape', [stack.output, sizesList('rows', 'own')], [output])];
  return {output, extras: joinExtras([stack.extras, {...NO_EXTRAS, nodes}])};
}

/**
 * One number of each tensor in its own precision, by which that of the model's arithmetic
 * is told; of a model that is of 32 bits throughout, none.
 */
export function precisionOf(
  {map}: Pick<StageContext, 'map'>,
  {tensors}: Pick<Stack, 'tensors'>,
): Needs {
  if (!mayBeHalf(map.graph)) return {outputs: [], extras: NO_EXTRAS};
  const ints = new IntegerConstants('aim/stack');
  const first = ints.add('first', [0]);
  const outputs = tensors.map(tensor => `${rowName(tensor)}/own`);
  const nodes = tensors.flatMap((tensor, i) => [
    rowNode(tensor, ints),
    makeNode('Gather', [rowName(tensor), first], [outputs[i]], {axis: {i: 1}}),
  ]);
  return {outputs, extras: {...NO_EXTRAS, nodes, constants: ints.all}};
}

/** Whether some value of a graph may be of 16 bits. */
function mayBeHalf({initializers, inputs, nodes}: OnnxGraph): boolean {
  const isHalf = (type: number | null | undefined): boolean => type === DataType.float16;
  return (
    [...initializers.values()].some(({dataType}) => isHalf(dataType)) ||
    inputs.some(({elemType}) => isHalf(elemType)) ||
    nodes.some(({attributes}) => isHalf(attributes.get('to')?.i))
  );
}
