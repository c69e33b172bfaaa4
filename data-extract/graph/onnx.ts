/** The parts of an ONNX model that we look at. Names follow `onnx.proto`. */

export interface OnnxNode {
  name: string;
  op: string;
  /** Empty for the standard operators. */
  domain: string;
  inputs: string[];
  outputs: string[];
  attributes: Map<string, OnnxAttribute>;
}

export interface OnnxAttribute {
  i: number | null;
  f: number | null;
  ints: number[];
  /** Value of a tensor attribute, where it is small. */
  tensor: OnnxTensor | null;
}

/** A constant of the graph; its data stay in the file. */
export interface OnnxTensor {
  name: string;
  dims: number[];
  /** `TensorProto.DataType`: 1 float, 6 int32, 7 int64, 10 float16 ... */
  dataType: number;
  /** Place of the raw data in the model file, or `null` where they are elsewhere. */
  raw: {offset: number; length: number} | null;
  /** External data as the model names them. */
  external: {location: string; offset: number; length: number | null} | null;
}

export interface OnnxGraph {
  nodes: OnnxNode[];
  initializers: Map<string, OnnxTensor>;
  /** Inputs that are fed, initializers left out. */
  inputs: OnnxValue[];
  outputs: OnnxValue[];
}

export interface OnnxValue {
  name: string;
  /** `TensorProto.DataType`, 0 where the model does not say. */
  elemType: number;
  /** One entry per axis: its size, or the name of a free one. */
  shape: (number | string)[];
}
