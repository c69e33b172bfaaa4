import type {CapturedConfigs} from 'attention-in-motion/captured/model-sizes';
import type {Source} from 'attention-in-motion/captured/tensor';

/** What may change between two blocks, in the order in which it is shown. */
export const CHANGES = ['order', 'norm', 'positions', 'heads', 'gate'] as const;
export type Change = (typeof CHANGES)[number];

/** Two blocks by their configurations: what each has, and what is not the same. */
export function readBlocks({model}: CapturedConfigs) {
  const [before, after] = [model('before'), model('after')];
  const told = [before, after].map(({architecture: own}) => ({
    order: own.order,
    norm: own.norm,
    positions: own.positions,
    heads: `${own.heads} : ${own.keyHeads}`,
    gate: own.gated ? ('gated' as const) : ('plain' as const),
    /** Query heads of each head of keys. */
    sharing: own.heads / own.keyHeads,
  }));
  const [was, now] = told;
  const stamp: Source = {
    ...after.stamp,
    model: `${before.stamp.model}@${before.stamp.revision} + ${after.stamp.model}`,
  };
  return {
    was,
    now,
    source: stamp,
    labels: [before.label, after.label] as const,
    changed: CHANGES.filter(change => was[change] !== now[change]),
    facts: {
      before: {
        label: before.label,
        ...countsOf(before.architecture),
      },
      after: {
        label: after.label,
        ...countsOf(after.architecture),
      },
    },
  };
}

const countsOf = ({
  heads,
  keyHeads,
  layers,
  activation,
}: {
  heads: number;
  keyHeads: number;
  layers: number;
  activation: string;
}) => ({heads, keyHeads, layers, activation});
