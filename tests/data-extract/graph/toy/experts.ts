import {DataType} from '../../../../data-extract/graph/onnx.ts';
import type {Mlp} from './blocks.ts';
import type {ModelBuilder} from './build-model.ts';
import {SIZES} from './sizes.ts';

const {D, WIDE} = SIZES;
const MS = 'com.microsoft';
const COUNT = 4;
const last = {axis: {i: -1}};

/** How a router turns scores into weights. */
export interface Routing {
  gate?: 'softmax' | 'sigmoid' | 'softmax of chosen';
  topK?: 1 | 2;
  /** Whether the weights of the chosen are made to sum to 1. */
  normalised?: boolean;
  /** An expert that reads every token besides. */
  shared?: boolean;
  /** What is added to the scores by which experts are ranked, not weighed. */
  biased?: boolean;
  /** What the weights are multiplied with. */
  factor?: number;
}

/**
 * Experts written out: all are computed, and their results weighed with the router's
 * weights, zero for those that were not chosen.
 */
export const writtenExperts =
  ({
    gate = 'softmax',
    topK = 2,
    normalised = false,
    shared = false,
    biased = false,
    factor = 1,
  }: Routing = {}): Mlp =>
  (m, x, linear, l) => {
    const scores = linear(m, x, `router${l}`, [D, COUNT]);
    const gated =
      gate === 'softmax of chosen'
        ? scores
        : m.node(gate === 'softmax' ? 'Softmax' : 'Sigmoid', [scores], `gate${l}`, {
            ...(gate === 'softmax' ? last : {}),
          });
    const bias = [0.9, -0.9, 0.5, -0.5];
    const ranked = biased
      ? m.node(
          'Add',
          [gated, m.constant('router_bias', [COUNT], bias, DataType.float)],
          `ranked${l}`,
        )
      : gated;
    const [values, chosen] = m.nodeWith(
      'TopK',
      [ranked, m.constant(`k${topK}`, [1], [topK])],
      [`best${l}`, `chosen${l}`],
      last,
    );
    let weights = biased
      ? m.node('GatherElements', [gated, chosen], `looked_up${l}`, last)
      : values;
    if (gate === 'softmax of chosen') {
      weights = m.node('Softmax', [values], `chosen_softmax${l}`, last);
    } else if (normalised) {
      const total = m.node(
        'ReduceSum',
        [weights, m.constant('last_axis', [1], [-1])],
        `best_sum${l}`,
      );
      weights = m.node('Div', [weights, total], `best_normalised${l}`);
    }
    if (factor !== 1) {
      const scale = m.constant('router_factor', [], [factor], DataType.float);
      weights = m.node('Mul', [weights, scale], `best_scaled${l}`);
    }
    const nothing = m.node(
      'Mul',
      [scores, m.constant('nothing', [], [0], DataType.float)],
      `none${l}`,
    );
    const spread = m.node(
      'ScatterElements',
      [nothing, chosen, weights],
      `spread${l}`,
      last,
    );
    const parts = Array.from({length: COUNT}, (_, e) => {
      const made = expert(m, x, linear, `${e}_${l}`);
      const own = m.node(
        'Gather',
        [spread, m.constant(`expert${e}`, [1], [e])],
        `weight${e}_${l}`,
        last,
      );
      return m.node('Mul', [made, own], `weighed${e}_${l}`);
    });
    if (shared) parts.push(expert(m, x, linear, `shared_${l}`));
    return parts.reduce((sum, part, i) =>
      m.node('Add', [sum, part], i === parts.length - 1 ? `experts${l}` : `sum${i}_${l}`),
    );
  };

function expert(
  m: ModelBuilder,
  x: string,
  linear: Parameters<Mlp>[2],
  name: string,
): string {
  const up = linear(m, x, `e_up${name}`, [D, WIDE]);
  return linear(m, m.node('Relu', [up], `e_act${name}`), `e_down${name}`, [WIDE, D]);
}

/** `com.microsoft.QMoE`: weights of four bits with a scale for each row. */
export const quantisedExperts: Mlp = (m, x, linear, l) => {
  const flat = m.constant('flat', [2], [-1, COUNT]);
  const scores = linear(m, x, `router${l}`, [D, COUNT]);
  const weights = (name: string, outer: number, inner: number): string[] => {
    const bytes = Uint8Array.from(
      {length: (COUNT * outer * inner) / 2},
      (_, i) => (i * 37 + l * 11) % 256,
    );
    const scales = new Array<number>(COUNT * outer).fill(0.05);
    return [
      m.raw(`${name}_${l}`, [COUNT, outer, inner / 2], DataType.uint8, bytes),
      m.constant(`${name}_scales_${l}`, [COUNT, outer], scales, DataType.float),
    ];
  };
  return m.node(
    'QMoE',
    [
      x,
      m.node('Reshape', [scores, flat], `router_flat${l}`),
      ...weights('fc1', WIDE, D),
      '',
      ...weights('fc2', D, WIDE),
    ],
    `qmoe${l}`,
    {
      k: {i: 2},
      activation_type: {s: 'relu'},
      normalize_routing_weights: {i: 1},
      expert_weight_bits: {i: 4},
    },
    MS,
  );
};
