import type {SizedPart} from 'attention-in-motion/captured';
import type {CapturedConfigs} from 'attention-in-motion/captured/model-sizes';
import {Tensor} from 'attention-in-motion/captured/tensor';
import {withDecimals} from 'attention-in-motion/script/numbers';

/** The model that is followed, and the dense one beside it. */
const [FOLLOWED, BESIDE] = ['mixtral', 'llama'];
const BILLION = 1e9;
const BYTES = 2;

/** Groups of parts in the order in which they are drawn. */
const GROUPS = {
  attention: {role: 'attention', parts: ['attention']},
  mlp: {role: 'feedForward', parts: ['mlp', 'sharedExperts']},
  router: {role: 'router', parts: ['router']},
  experts: {role: 'expert', parts: ['experts']},
  rest: {role: 'token', parts: ['embedding', 'norm', 'head']},
} as const;

const billions = (count: number): string => withDecimals(2)(count / BILLION);

const inEok = (count: number): string => withDecimals(1)(count / 1e8);

/** Where a model of experts has its parameters, and how many of them work on a token. */
export function readParameters({model, sizes}: CapturedConfigs) {
  const {label, stamp, architecture} = model(FOLLOWED);
  const {parts, total, active, expert} = sizes(FOLLOWED);
  const {experts} = architecture;
  if (!experts || expert === null) throw new Error(`${label} has no experts.`);
  const sumOf = (names: readonly SizedPart[], key: 'total' | 'active'): number =>
    parts.reduce((sum, own) => sum + (names.includes(own.part) ? own[key] : 0), 0);
  const groups = Object.entries(GROUPS)
    .map(([name, {role, parts: own}]) => ({
      name,
      role,
      count: sumOf(own, 'total'),
      active: sumOf(own, 'active'),
    }))
    .filter(({count}) => count > 0);
  const both = [FOLLOWED, BESIDE].map(name => ({...model(name), ...sizes(name)}));
  const router = parts.find(({part}) => part === 'router');
  const of = (read: (one: (typeof both)[number]) => number): Tensor =>
    Tensor.of(both.map(read), 'model', {
      ...stamp,
      model: `${both[1].stamp.model} + ${stamp.model}`,
    });
  return {
    groups,
    source: stamp,
    router: groups.findIndex(({name}) => name === 'router'),
    models: {
      labels: both.map(one => one.label),
      memory: of(one => (one.total * BYTES) / BILLION),
      work: of(one => one.active / BILLION),
    },
    facts: {
      model: label,
      beside: both[1].label,
      layers: architecture.layers,
      experts: experts.count,
      topK: experts.topK,
      expert,
      total: billions(total),
      active: billions(active),
      share: sumOf(['experts'], 'total') / total,
      works: active / total,
      router: {each: router?.each ?? 0, total: router?.total ?? 0},
      // Korean counts in hundred millions.
      eok: {total: inEok(total), active: inEok(active)},
      gigabytes: (total * BYTES) / BILLION,
      besideGigabytes: (sizes(BESIDE).total * BYTES) / BILLION,
    },
  };
}
