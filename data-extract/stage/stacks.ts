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
  /** Each of them `[1, number]`, in the precision of the model. */
  rows: string[];
  extras: Extras;
}

/** Attributes of a Cast to 32 bits. */
export const TO_FLOAT = {to: {i: DataType.float}};

/** Lay tensors one below the other, in this order. */
export function stackOf(samples: readonly Sample[]): Stack {
  const ints = new IntegerConstants('aim/stack');
  const row = ints.add('row', [1, -1]);
  const tensors = samples.map(({output}) => output);
  const rows = tensors.map(tensor => `aim/row/${tensor}`);
  const wide = rows.map(name => `${name}/wide`);
  const output = wide.length === 1 ? wide[0] : `aim/stack/${hashJson(tensors)}`;
  const nodes: OnnxNode[] = [
    ...rows.flatMap((name, i) => [
      makeNode('Reshape', [tensors[i], row], [name]),
      makeNode('Cast', [name], [wide[i]], TO_FLOAT),
    ]),
    ...(wide.length === 1 ? [] : [makeNode('Concat', wide, [output], {axis: {i: 0}})]),
  ];
  const own = {...NO_EXTRAS, nodes, constants: ints.all};
  return {output, rows, extras: joinExtras([...samples.map(one => one.extras), own])};
}

/** Rows at the positions that are made again, of some tensors: `[tensor, position, entry]`. */
export function shapedRows(rows: readonly Sample[]): Sample {
  const stack = stackOf(rows);
  const output = `${stack.output}/shaped`;
  const nodes = [makeNode('Reshape', [stack.output, sizesList('rows', 'own')], [output])];
  return {output, extras: joinExtras([stack.extras, {...NO_EXTRAS, nodes}])};
}

/**
 * One number of each tensor in its own precision, by which that of the model's arithmetic
 * is told; of a model that is of 32 bits throughout, none.
 */
export function precisionOf({map}: Pick<StageContext, 'map'>, {rows}: Stack): Needs {
  if (!mayBeHalf(map.graph)) return {outputs: [], extras: NO_EXTRAS};
  const ints = new IntegerConstants('aim/stack');
  const first = ints.add('first', [0]);
  const outputs = rows.map(row => `${row}/own`);
  const nodes = rows.map((row, i) =>
    makeNode('Gather', [row, first], [outputs[i]], {axis: {i: 1}}),
  );
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
