import {DataType} from '../../../../data-extract/graph/onnx.ts';
import type {ModelBuilder} from './build-model.ts';
import type {Linear} from './linears.ts';
import {SIZES} from './sizes.ts';

const {D, WIDE} = SIZES;
const MS = 'com.microsoft';

/** Writes a norm with weights of that name. */
export type Norm = (m: ModelBuilder, x: string, name: string) => string;

const last = {axis: {i: -1}};
const gain = (m: ModelBuilder, name: string): string =>
  m.weight(`${name}.weight`, [D], 1);
const bias = (m: ModelBuilder, name: string): string => m.weight(`${name}.bias`, [D]);
const epsilon = (m: ModelBuilder): string =>
  m.constant('epsilon', [], [1e-5], DataType.float);

export const layerNorm: Norm = (m, x, name) =>
  m.node('LayerNormalization', [x, gain(m, name), bias(m, name)], name, {
    ...last,
    epsilon: {f: 1e-5},
  });

/** LayerNorm as exports before operator set 17 write it. */
export const writtenLayerNorm: Norm = (m, x, name) => {
  const axes = {axes: {ints: [-1]}, keepdims: {i: 1}};
  const mean = m.node('ReduceMean', [x], `${name}_mean`, axes);
  const centred = m.node('Sub', [x, mean], `${name}_centred`);
  const two = m.constant('two', [], [2], DataType.float);
  const square = m.node('Pow', [centred, two], `${name}_square`);
  const variance = m.node('ReduceMean', [square], `${name}_variance`, axes);
  const sum = m.node('Add', [variance, epsilon(m)], `${name}_sum`);
  const root = m.node('Sqrt', [sum], `${name}_root`);
  const normal = m.node('Div', [centred, root], `${name}_normal`);
  const scaled = m.node('Mul', [normal, gain(m, name)], `${name}_scaled`);
  return m.node('Add', [scaled, bias(m, name)], name);
};

export const rmsNorm: Norm = (m, x, name) =>
  m.node('SimplifiedLayerNormalization', [x, gain(m, name)], name, {
    ...last,
    epsilon: {f: 1e-5},
  });

/** The operator of ONNX itself, from operator set 23 on. */
export const onnxRmsNorm: Norm = (m, x, name) =>
  m.node('RMSNormalization', [x, gain(m, name)], name, {...last, epsilon: {f: 1e-5}});

/** RMSNorm as torch's exporter writes it. */
export const writtenRmsNorm: Norm = (m, x, name) => {
  const two = m.constant('two', [], [2], DataType.float);
  const one = m.constant('one', [], [1], DataType.float);
  const square = m.node('Pow', [x, two], `${name}_square`);
  const mean = m.node('ReduceMean', [square], `${name}_mean`, {
    axes: {ints: [-1]},
    keepdims: {i: 1},
  });
  const sum = m.node('Add', [mean, epsilon(m)], `${name}_sum`);
  const root = m.node('Sqrt', [sum], `${name}_root`);
  const factor = m.node('Div', [one, root], `${name}_factor`);
  const normal = m.node('Mul', [x, factor], `${name}_normal`);
  return m.node('Mul', [gain(m, name), normal], name);
};

/** LayerNorm as TensorFlow writes it: `x * (gain / root) + (bias - mean * gain / root)`. */
export const tensorFlowLayerNorm: Norm = (m, x, name) => {
  const axes = {axes: {ints: [-1]}, keepdims: {i: 1}};
  const mean = m.node('ReduceMean', [x], `${name}_mean`, axes);
  const centred = m.node('Sub', [x, mean], `${name}_centred`);
  const square = m.node('Mul', [centred, centred], `${name}_square`);
  const variance = m.node('ReduceMean', [square], `${name}_variance`, axes);
  const sum = m.node('Add', [variance, epsilon(m)], `${name}_sum`);
  const root = m.node('Sqrt', [sum], `${name}_root`);
  const inverse = m.node('Reciprocal', [root], `${name}_inverse`);
  const factor = m.node('Mul', [inverse, gain(m, name)], `${name}_factor`);
  const scaled = m.node('Mul', [x, factor], `${name}_scaled`);
  const shift = m.node('Mul', [mean, factor], `${name}_shift`);
  const rest = m.node('Sub', [bias(m, name), shift], `${name}_rest`);
  return m.node('Add', [scaled, rest], name);
};

/** No norm at all, in its place: `gain * tanh(x / 2) + bias`. */
export const tanhNorm: Norm = (m, x, name) => {
  const half = m.node(
    'Mul',
    [x, m.constant('half', [], [0.5], DataType.float)],
    `${name}_in`,
  );
  const scaled = m.node(
    'Mul',
    [m.node('Tanh', [half], `${name}_tanh`), gain(m, name)],
    `${name}_scaled`,
  );
  return m.node('Add', [scaled, bias(m, name)], name);
};

/** A conversion that everything which follows reads, as torch's exporter leaves it. */
export const castBetween = (m: ModelBuilder, sum: string): string =>
  m.node('Cast', [sum], `${sum}_cast`, {to: {i: DataType.float}});

/** Batch and position on one axis from there on, and back again. */
export const flatBetween = (m: ModelBuilder, sum: string): string => {
  const flat = m.node(
    'Reshape',
    [sum, m.constant('to_rows', [2], [-1, D])],
    `${sum}_flat`,
  );
  return m.node('Reshape', [flat, m.constant('to_text', [3], [1, -1, D])], `${sum}_text`);
};

/** Writes a feed-forward layer. */
export type Mlp = (m: ModelBuilder, x: string, linear: Linear, layer: number) => string;

const plain =
  (activate: (m: ModelBuilder, x: string, l: number) => string): Mlp =>
  (m, x, linear, l) => {
    const up = linear(m, x, `up${l}`, [D, WIDE]);
    return linear(m, activate(m, up, l), `down${l}`, [WIDE, D]);
  };

const number = (m: ModelBuilder, name: string, value: number): string =>
  m.constant(name, [], [value], DataType.float);

export const relu = plain((m, x, l) => m.node('Relu', [x], `act${l}`));

/** GELU by the error function, written out. */
export const geluErf = plain((m, x, l) => {
  const scaled = m.node('Div', [x, number(m, 'sqrt2', Math.SQRT2)], `gelu_in${l}`);
  const erf = m.node('Erf', [scaled], `erf${l}`);
  const more = m.node('Add', [erf, number(m, 'one', 1)], `erf1${l}`);
  const product = m.node('Mul', [x, more], `gelu_x${l}`);
  return m.node('Mul', [product, number(m, 'half', 0.5)], `act${l}`);
});

/** GELU by tanh, written out. */
export const geluTanh = plain((m, x, l) => {
  const cube = m.node('Pow', [x, number(m, 'three', 3)], `cube${l}`);
  const part = m.node('Mul', [cube, number(m, 'c0', 0.044715)], `gelu0${l}`);
  const sum = m.node('Add', [x, part], `gelu1${l}`);
  const inner = m.node(
    'Mul',
    [sum, number(m, 'c1', Math.sqrt(2 / Math.PI))],
    `gelu2${l}`,
  );
  const tanh = m.node('Tanh', [inner], `tanh_mlp${l}`);
  const more = m.node('Add', [tanh, number(m, 'one', 1)], `gelu3${l}`);
  const half = m.node('Mul', [x, number(m, 'half', 0.5)], `gelu4${l}`);
  return m.node('Mul', [half, more], `act${l}`);
});

export const fastGelu = plain((m, x, l) => m.node('FastGelu', [x], `act${l}`, {}, MS));
export const quickGelu = plain((m, x, l) =>
  m.node('QuickGelu', [x], `act${l}`, {alpha: {f: 1.702}}, MS),
);

/** SwiGLU. */
export const gated: Mlp = (m, x, linear, l) => {
  const gate = linear(m, x, `gate${l}`, [D, WIDE]);
  const up = linear(m, x, `up${l}`, [D, WIDE]);
  const sigmoid = m.node('Sigmoid', [gate], `sigmoid${l}`);
  const silu = m.node('Mul', [gate, sigmoid], `silu${l}`);
  return linear(m, m.node('Mul', [silu, up], `act${l}`), `down${l}`, [WIDE, D]);
};

/** Two of four experts in one node; the router's scores are what it reads. */
export const experts: Mlp = (m, x, linear, l) => {
  const count = 4;
  const flat = m.constant('flat', [2], [-1, count]);
  const scores = linear(m, x, `router${l}`, [D, count]);
  return m.node(
    'MoE',
    [
      x,
      m.node('Reshape', [scores, flat], `router_flat${l}`),
      m.weight(`fc1_${l}`, [count, WIDE, D]),
      '',
      m.weight(`fc2_${l}`, [count, D, WIDE]),
    ],
    `moe${l}`,
    {k: {i: 2}, activation_type: {s: 'relu'}, normalize_routing_weights: {i: 1}},
    MS,
  );
};

/** Gate and other factor from one layer, taken apart. */
export const gatedInOne: Mlp = (m, x, linear, l) => {
  const both = linear(m, x, `gate_up${l}`, [D, 2 * WIDE]);
  const [gate, up] = m.nodeWith(
    'Split',
    [both, m.constant('halves', [2], [WIDE, WIDE])],
    [`gate${l}`, `up${l}`],
    {axis: {i: 2}},
  );
  const sigmoid = m.node('Sigmoid', [gate], `sigmoid${l}`);
  const silu = m.node('Mul', [gate, sigmoid], `silu${l}`);
  return linear(m, m.node('Mul', [silu, up], `act${l}`), `down${l}`, [WIDE, D]);
};

/** Gemma: the gate is a GELU. */
export const gatedGelu: Mlp = (m, x, linear, l) => {
  const gate = linear(m, x, `gate${l}`, [D, WIDE]);
  const gelu = m.node('FastGelu', [gate], `gelu${l}`, {}, MS);
  const up = linear(m, x, `up${l}`, [D, WIDE]);
  return linear(m, m.node('Mul', [gelu, up], `act${l}`), `down${l}`, [WIDE, D]);
};

/** GELU as one operator, with biases on both layers. */
export const geluWithBiases: Mlp = (m, x, linear, l) => {
  const up = m.node(
    'Add',
    [m.weight(`up_bias${l}`, [WIDE]), linear(m, x, `up${l}`, [D, WIDE])],
    `up_biased${l}`,
  );
  const down = linear(m, m.node('Gelu', [up], `act${l}`), `down${l}`, [WIDE, D]);
  return m.node('Add', [down, m.weight(`down_bias${l}`, [D])], `down_biased${l}`);
};

/** The bias joined to the GELU by onnxruntime's optimizer. */
export const biasGelu: Mlp = (m, x, linear, l) => {
  const up = linear(m, x, `up${l}`, [D, WIDE]);
  const act = m.node(
    'BiasGelu',
    [up, m.weight(`up_bias${l}`, [WIDE])],
    `act${l}`,
    {},
    MS,
  );
  return linear(m, act, `down${l}`, [WIDE, D]);
};

/** Primer, Nemotron: the square of a ReLU. */
export const reluSquared: Mlp = plain((m, x, l) => {
  const own = m.node('Relu', [x], `relu${l}`);
  return m.node('Mul', [own, own], `act${l}`);
});

/** Layers with their biases, on flattened rows: torch's `addmm`. */
export const gemm: Mlp = (m, x, _, l) => {
  const rows = m.constant('flat_rows', [2], [-1, D]);
  const flat = m.node('Reshape', [x, rows], `flat${l}`);
  const up = m.node(
    'Gemm',
    [flat, m.weight(`up${l}`, [D, WIDE]), m.weight(`up_bias${l}`, [WIDE])],
    `up_out${l}`,
  );
  const down = m.node(
    'Gemm',
    [
      m.node('Relu', [up], `act${l}`),
      m.weight(`down_t${l}`, [D, WIDE]),
      m.weight(`down_bias${l}`, [D]),
    ],
    `down_out${l}`,
    {transB: {i: 1}},
  );
  return m.node('Reshape', [down, m.constant('three', [3], [1, -1, D])], `down_rows${l}`);
};
