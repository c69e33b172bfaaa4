import {Tensor} from '../captured/tensor.ts';
import type {Source} from '../captured/tensor.ts';

/** Which earlier (or later) tokens a query may see. */
export type MaskRule =
  | /** All of them. */
    {kind: 'bidirectional'}
    /** Itself and all before it. */
  | {kind: 'causal'}
  /** Itself and the tokens just before it, `window` in all. */
  | {kind: 'sliding-window'; window: number}
  /** The last `stride` tokens, and before them every `stride`-th one. */
  | {kind: 'strided'; stride: number}
  /** Its own block of `stride` tokens so far, and the last `summary` of each block before. */
  | {kind: 'fixed'; stride: number; summary: number}
  /** Only its own document: lengths of documents that are packed into one row. */
  | {kind: 'block-diagonal'; lengths: readonly number[]};

/** Values of a mask's cells. */
export const SEEN = {no: 0, far: 0.5, near: 1} as const;

const RULE: Source = {model: null, revision: '', dtype: ''};

/**
 * A mask as an array, `[query, key]`: 0 hidden, 1 seen, 0.5 seen by the part of a sparse
 * rule that reaches far.
 *
 * @param rule - Who may see whom.
 * @param size - Number of tokens.
 * @param source - Where the rule comes from, where it is a model's.
 * @throws RangeError for a window, stride or lengths that make no mask.
 */
export function maskOf(rule: MaskRule, size: number, source: Source = RULE): Tensor {
  check(rule, size);
  const cells = new Float32Array(size * size);
  const blocks = rule.kind === 'block-diagonal' ? blocksOf(rule.lengths) : [];
  for (let query = 0; query < size; query++) {
    for (let key = 0; key < size; key++) {
      cells[query * size + key] = seen(rule, query, key, blocks);
    }
  }
  return new Tensor(cells, [size, size], ['query', 'key'], source);
}

/** How many pairs of a mask may be seen. */
export const countSeen = ({data}: Tensor): number =>
  data.reduce((count, cell) => count + (cell > 0 ? 1 : 0), 0);

/** What a model's configuration says about masks; fields of its `config.json`. */
export interface MaskConfig {
  num_hidden_layers: number;
  sliding_window?: number | null;
  /** By layer: `full_attention` or `sliding_attention`. */
  layer_types?: readonly string[];
}

/** The rule of every layer of a causal model, by its configuration. */
export function masksOfConfig(config: MaskConfig): MaskRule[] {
  return Array.from({length: config.num_hidden_layers}, (_, layer): MaskRule => {
    const {sliding_window: window, layer_types: types} = config;
    const local = types ? types[layer] === 'sliding_attention' : true;
    return local && typeof window === 'number'
      ? {kind: 'sliding-window', window}
      : {kind: 'causal'};
  });
}

function seen(
  rule: MaskRule,
  query: number,
  key: number,
  blocks: readonly number[],
): number {
  if (rule.kind === 'bidirectional') return SEEN.near;
  if (key > query) return SEEN.no;
  switch (rule.kind) {
    case 'causal':
      return SEEN.near;
    case 'sliding-window':
      return query - key < rule.window ? SEEN.near : SEEN.no;
    case 'strided':
      if (query - key < rule.stride) return SEEN.near;
      return (query - key) % rule.stride === 0 ? SEEN.far : SEEN.no;
    case 'fixed': {
      const {stride, summary} = rule;
      if (Math.floor(query / stride) === Math.floor(key / stride)) return SEEN.near;
      return key % stride >= stride - summary ? SEEN.far : SEEN.no;
    }
    case 'block-diagonal':
      return blocks[query] === blocks[key] ? SEEN.near : SEEN.no;
  }
}

/** The document of every token. */
const blocksOf = (lengths: readonly number[]): number[] =>
  lengths.flatMap((length, block) => Array.from({length}, () => block));

function check(rule: MaskRule, size: number): void {
  const whole = (name: string, value: number, least: number, most: number): void => {
    if (Number.isInteger(value) && value >= least && value <= most) return;
    throw new RangeError(`${rule.kind}: ${name} ${value} is not in ${least}..${most}`);
  };
  whole('size', size, 1, Infinity);
  if (rule.kind === 'sliding-window') whole('window', rule.window, 1, Infinity);
  if (rule.kind === 'strided' || rule.kind === 'fixed')
    whole('stride', rule.stride, 1, Infinity);
  if (rule.kind === 'fixed') whole('summary', rule.summary, 0, rule.stride);
  if (rule.kind === 'block-diagonal') {
    const sum = rule.lengths.reduce((total, length) => total + length, 0);
    if (sum !== size)
      throw new RangeError(`block-diagonal: lengths sum to ${sum}, not ${size}`);
  }
}
