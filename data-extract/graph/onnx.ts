/** The parts of an ONNX model that we look at. Names follow `onnx.proto`. */

/** A stretch of the model file: a protobuf field with its tag. */
export interface Place {
  start: number;
  end: number;
}

export interface OnnxNode {
  name: string;
  op: string;
  /** Empty for the standard operators. */
  domain: string;
  inputs: string[];
  outputs: string[];
  attributes: Map<string, OnnxAttribute>;
  /** The module that the node comes from, as torch's exporter notes it; else empty. */
  scope: string;
  /** Where the node stands in the file; `null` for one that we made. */
  place: Place | null;
}

export interface OnnxAttribute {
  i: number | null;
  f: number | null;
  s: string | null;
  ints: number[];
  floats: number[];
  tensor: OnnxTensor | null;
  graph: OnnxGraph | null;
}

/** A constant of the graph; large data stay in the file. */
export interface OnnxTensor {
  name: string;
  dims: number[];
  /** A number of {@link DataType}. */
  dataType: number;
  /** Place of the data in the model file, or `null` where they are elsewhere. */
  raw: {offset: number; length: number} | null;
  /** External data as the model names them. */
  external: {location: string; offset: number; length: number | null} | null;
  /** The values, where they are few numbers. */
  values: number[] | null;
  /** Where the initializer or the Constant node stands; `null` for one that we made. */
  place: Place | null;
  /** Whether a Constant node holds it. */
  inNode: boolean;
}

export interface OnnxValue {
  name: string;
  /** A number of {@link DataType}, 0 where the model does not say. */
  elemType: number;
  /** One entry per axis: its size, or the name of a free one. */
  shape: (number | string)[];
  place: Place | null;
}

export interface OnnxGraph {
  nodes: OnnxNode[];
  /** Initializers and the values of Constant nodes, by name. */
  initializers: Map<string, OnnxTensor>;
  /** Inputs that are fed, initializers left out. */
  inputs: OnnxValue[];
  outputs: OnnxValue[];
}

export interface OnnxModel {
  graph: OnnxGraph;
  /** Version of the operator set by domain. */
  opsets: Map<string, number>;
  /** Names of functions that the model brings along. */
  functions: string[];
}

/** `TensorProto.DataType`. */
export const DataType = {
  float: 1,
  uint8: 2,
  int8: 3,
  uint16: 4,
  int16: 5,
  int32: 6,
  int64: 7,
  string: 8,
  bool: 9,
  float16: 10,
  double: 11,
  uint32: 12,
  uint64: 13,
  bfloat16: 16,
} as const;

/** Bytes of one value, by data type; types of less than a byte and text are left out. */
export const BYTES: Readonly<Record<number, number>> = {
  [DataType.float]: 4,
  [DataType.uint8]: 1,
  [DataType.int8]: 1,
  [DataType.uint16]: 2,
  [DataType.int16]: 2,
  [DataType.int32]: 4,
  [DataType.int64]: 8,
  [DataType.bool]: 1,
  [DataType.float16]: 2,
  [DataType.double]: 8,
  [DataType.uint32]: 4,
  [DataType.uint64]: 8,
  [DataType.bfloat16]: 2,
};

/** Number of values of a tensor. */
export const sizeOf = ({dims}: Pick<OnnxTensor, 'dims'>): number =>
  dims.reduce((product, size) => product * size, 1);

/** A node that stands in no file. */
export function makeNode(
  op: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Readonly<Record<string, Partial<OnnxAttribute>>> = {},
  domain = '',
): OnnxNode {
  return {
    name: `aim/${outputs[0]}`,
    op,
    domain,
    inputs: [...inputs],
    outputs: [...outputs],
    attributes: new Map(
      Object.entries(attributes).map(([name, value]) => [name, {...NO_VALUE, ...value}]),
    ),
    scope: '',
    place: null,
  };
}

/** An attribute without a value. */
export const NO_VALUE: OnnxAttribute = {
  i: null,
  f: null,
  s: null,
  ints: [],
  floats: [],
  tensor: null,
  graph: null,
};

/** A small constant that stands in no file. */
export const makeTensor = (
  name: string,
  dims: readonly number[],
  dataType: number,
  values: readonly number[],
): OnnxTensor => ({
  name,
  dims: [...dims],
  dataType,
  raw: null,
  external: null,
  values: [...values],
  place: null,
  inNode: false,
});
