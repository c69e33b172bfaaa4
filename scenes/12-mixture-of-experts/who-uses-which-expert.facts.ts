import type {Captured} from 'attention-in-motion/captured/open-capture';
import {Tensor} from 'attention-in-motion/captured/tensor';
import {tokenLabel} from 'attention-in-motion/components/token-label';

import type declaration from './who-uses-which-expert.capture.ts';

/** At most so many tokens fall into the bins, whole sentences of the text. */
const FALLING = 24;
/** Kinds of fewer tokens say nothing. */
const LEAST = 3;
/** Kinds that are no kind of word. */
const REST = new Set(['special', 'piece', 'other']);
/** From this share of a kind on an expert is called its own. */
const OWN = 0.8;

type Layer = Captured<typeof declaration>['router']['layers'][number];
type Kind = NonNullable<Layer['classes']>[number];

const strongest = ({tokens}: Kind): number => Math.max(...tokens);

/** How many tokens of all kinds go to the expert that reads most of their kind. */
const sorted = ({classes}: Layer): number =>
  (classes ?? [])
    .filter(({name, count}) => !REST.has(name) && count >= LEAST)
    .reduce((sum, kind) => sum + strongest(kind), 0);

/** Who reads what, in the layer whose experts part kinds of words best. */
export function readUse({tokens, router, source}: Captured<typeof declaration>) {
  const [found] = router.layers.toSorted((a, b) => sorted(b) - sorted(a));
  const {layer, positions, experts, topK, classes} = found;
  const own = {...source, layer};
  const start = tokens.slice(0, FALLING);
  const falling = start.findLastIndex(({text}) => text === '.') + 1 || start.length;
  const kinds = (classes ?? []).filter(({count}) => count >= LEAST);
  const shares = kinds.map(({tokens: reads, count}) => reads.map(read => read / count));
  const rows = [...kinds.keys()]
    .filter(row => !REST.has(kinds[row].name))
    .sort((a, b) => {
      const [one, two] = [a, b].map(row => strongest(kinds[row]) / kinds[row].count);
      return two - one || kinds[b].count - kinds[a].count;
    });
  const told = rows.slice(0, 2).map(row => {
    const {name, count, tokens: reads} = kinds[row];
    const most = strongest(kinds[row]);
    return {row, name, count, most, expert: reads.indexOf(most)};
  });
  const [first, second] = told;
  return {
    tokens,
    source: own,
    experts,
    first,
    second,
    falling,
    labels: tokens.map(tokenLabel),
    choices: positions.map(({chosen}) => chosen),
    kinds: kinds.map(({name}) => name),
    shares: Tensor.stack(
      shares.map(row => Tensor.of(row, 'expert', own)),
      'kind',
    ),
    isParted: first.most / first.count >= OWN,
    facts: {
      layer,
      experts,
      topK,
      falling,
      tokens: tokens.length,
      first: {
        count: first.count,
        most: first.most,
        expert: first.expert,
      },
      second: {
        count: second.count,
        most: second.most,
        expert: second.expert,
      },
    },
  };
}
