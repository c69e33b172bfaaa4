import {sourceOfAll} from 'attention-in-motion/captured/model-sizes';
import type {CapturedConfigs} from 'attention-in-motion/captured/model-sizes';
import type {Captured} from 'attention-in-motion/captured/open-capture';
import {Tensor} from 'attention-in-motion/captured/tensor';
import type {ColorRole} from 'attention-in-motion/theme/palette';

import type declaration from './where-parameters.capture.ts';

/** Kinds of parts in the order in which a token meets them, each with its colour. */
const PARTS: readonly (readonly [string, ColorRole])[] = [
  ['embedding', 'token'],
  ['attention', 'attention'],
  ['mlp', 'feedForward'],
  ['router', 'router'],
  ['experts', 'expert'],
  ['norm', 'norm'],
  ['head', 'head'],
  ['other', 'residual'],
];

/** Parts that stand outside of the layers: a row for each token of the vocabulary. */
const OUTSIDE = new Set(['embedding', 'head']);

/** Where the parameters of the model in the role are, and those of known models. */
export function readParameters(
  {modules, source}: Captured<typeof declaration>,
  {models}: CapturedConfigs,
) {
  const {total, byComponent} = modules.parameters;
  const groups = PARTS.flatMap(([name, role]) => {
    const count = Object.hasOwn(byComponent, name) ? byComponent[name] : 0;
    return count > 0 ? [{name, role, count}] : [];
  });
  const embedding = groups.findIndex(({name}) => name === 'embedding');
  const isTied = embedding >= 0 && groups.every(({name}) => name !== 'head');
  const most = groups.reduce((a, b) => (b.count > a.count ? b : a));
  const known = models.flatMap(({label, sizes, stamp}) => {
    if (!sizes) return [];
    const outside = sizes.parts.filter(({part}) => OUTSIDE.has(part));
    const sum = outside.reduce((all, part) => all + part.total, 0);
    return [{label, total: sizes.total, share: sum / sizes.total, stamp}];
  });
  const stamp = sourceOfAll(known.map(one => one.stamp));
  const of = (numbers: readonly number[]): Tensor => Tensor.of(numbers, 'model', stamp);
  return {
    source,
    groups,
    /** The embedding, where the head uses its rows once more. */
    tiedTo: isTied ? embedding : null,
    most: most.name,
    labels: known.map(({label}) => label),
    totals: of(known.map(one => one.total / 1e9)),
    shares: of(known.map(({share}) => share)),
    facts: {
      total,
      share: most.count / total,
      tied: isTied ? groups[embedding].count : 0,
      untied: total + (isTied ? groups[embedding].count : 0),
      smallest: {label: known[0].label, share: known[0].share},
      largest: {
        label: known[known.length - 1].label,
        share: known[known.length - 1].share,
      },
    },
  };
}
