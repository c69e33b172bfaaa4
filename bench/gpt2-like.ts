import {stat} from 'node:fs/promises';

import {ROOT} from '../foundations/root.ts';
import {replaceFile} from '../foundations/files/replace-file.ts';
import {DataType} from '../data-extract/graph/onnx.ts';
import {randomNumbers} from '../data-extract/numbers/random-numbers.ts';
import {ModelBuilder} from '../tests/data-extract/graph/toy/build-model.ts';

/** Sizes of a decoder in the manner of GPT-2. */
export interface Gpt2Sizes {
  layers: number;
  width: number;
  heads: number;
  vocab: number;
  /** Longest text. */
  positions: number;
}

/** About 25 million parameters. */
export const SMALL: Gpt2Sizes = {
  layers: 6,
  width: 512,
  heads: 8,
  vocab: 6000,
  positions: 1024,
};
/** GPT-2 small with its head stored apart from its table, as exporters do: about 650 MB. */
export const LARGE: Gpt2Sizes = {
  layers: 12,
  width: 768,
  heads: 12,
  vocab: 50_257,
  positions: 1024,
};

/** The same for texts of twice the length. */
export const LONG: Gpt2Sizes = {...LARGE, positions: 2048};

const FOLDER = `${ROOT}/.cache/bench`;

/** The models' files, which are written where they are not there yet. */
export async function gpt2Files(): Promise<Readonly<Record<'small' | 'large', string>>> {
  const files = {small: `${FOLDER}/gpt2-25m.onnx`, large: `${FOLDER}/gpt2-124m.onnx`};
  await writeGpt2(files.small, SMALL);
  await writeGpt2(files.large, LARGE);
  return files;
}

/** The file of {@link LONG}, likewise. */
export async function longGpt2File(): Promise<string> {
  const file = `${FOLDER}/gpt2-124m-2048.onnx`;
  await writeGpt2(file, LONG);
  return file;
}

/** Write a model with random weights, the same for the same sizes, unless it is there. */
async function writeGpt2(file: string, sizes: Gpt2Sizes): Promise<void> {
  if (await stat(file).catch(() => null)) return;
  await replaceFile(file, build(sizes));
}

function build({layers, width: d, heads, vocab, positions}: Gpt2Sizes): Uint8Array {
  const m = new ModelBuilder();
  const random = randomNumbers(1);
  const weight = (name: string, dims: number[]): string => {
    const size = dims.reduce((a, b) => a * b, 1);
    const values = new Float32Array(size);
    for (let i = 0; i < size; i++) values[i] = (random() - 0.5) * 0.08;
    return m.raw(name, dims, DataType.float, new Uint8Array(values.buffer));
  };
  const ints = (name: string, values: number[]): string =>
    m.constant(name, [values.length], values);
  const norm = (x: string, name: string): string =>
    m.node(
      'LayerNormalization',
      [x, weight(`${name}.g`, [d]), weight(`${name}.b`, [d])],
      name,
      {
        axis: {i: -1},
      },
    );
  const linear = (x: string, name: string, inner: number, outer: number): string =>
    m.node('MatMul', [x, weight(`${name}.w`, [inner, outer])], name);

  const shape = m.node('Shape', ['input_ids'], 'shape');
  const length = m.node('Gather', [shape, ints('second', [1])], 'length', {axis: {i: 0}});
  const zero = ints('zero', [0]);
  const rows = m.node(
    'Slice',
    [weight('wpe', [positions, d]), zero, length, zero],
    'position_rows',
  );
  const embedded = m.node('Gather', [weight('wte', [vocab, d]), 'input_ids'], 'embedded');
  let x = m.node('Add', [embedded, rows], 'embed');
  const square = Float32Array.from({length: positions ** 2}, (_, i) =>
    i % positions > Math.floor(i / positions) ? -1e4 : 0,
  );
  const mask = m.raw(
    'mask',
    [1, 1, positions, positions],
    DataType.float,
    new Uint8Array(square.buffer),
  );
  const half = m.node('Slice', [mask, zero, length, ints('axis2', [2])], 'mask_rows');
  const seen = m.node('Slice', [half, zero, length, ints('axis3', [3])], 'mask_square');
  const split = ints('split', [0, 0, heads, d / heads]);
  const join = ints('join', [0, 0, d]);
  const scale = m.constant('scale', [], [(d / heads) ** -0.5], DataType.float);
  const turn = (t: string, perm: number[], name: string): string =>
    m.node('Transpose', [t], name, {perm: {ints: perm}});

  for (let l = 0; l < layers; l++) {
    const n = norm(x, `ln1_${l}`);
    const [q, k, v] = ['q', 'k', 'v'].map(part => {
      const own = m.node(
        'Reshape',
        [linear(n, `${part}${l}`, d, d), split],
        `${part}r${l}`,
      );
      return turn(own, part === 'k' ? [0, 2, 3, 1] : [0, 2, 1, 3], `${part}t${l}`);
    });
    const scores = m.node(
      'Mul',
      [m.node('MatMul', [q, k], `qk${l}`), scale],
      `scores${l}`,
    );
    const masked = m.node('Add', [scores, seen], `masked${l}`);
    const pattern = m.node('Softmax', [masked], `pattern${l}`, {axis: {i: -1}});
    const z = turn(m.node('MatMul', [pattern, v], `z${l}`), [0, 2, 1, 3], `zt${l}`);
    const out = linear(m.node('Reshape', [z, join], `zr${l}`), `o${l}`, d, d);
    const mid = m.node('Add', [x, out], `mid${l}`);
    const up = linear(norm(mid, `ln2_${l}`), `up${l}`, d, 4 * d);
    const act = m.node('FastGelu', [up], `act${l}`, {}, 'com.microsoft');
    x = m.node('Add', [mid, linear(act, `down${l}`, 4 * d, d)], `post${l}`);
  }
  m.node('MatMul', [norm(x, 'ln_f'), weight('wu', [d, vocab])], 'logits');
  return m.build([['input_ids', DataType.int64, ['b', 's']]], ['logits']).model;
}
