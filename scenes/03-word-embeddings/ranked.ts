import type {NearWord} from 'attention-in-motion/captured';
import {Tensor} from 'attention-in-motion/captured/tensor';
import type {Source} from 'attention-in-motion/captured/tensor';
import {Bars} from 'attention-in-motion/components/Bars';
import {Names} from 'attention-in-motion/components/Names';
import {Rows} from 'attention-in-motion/components/Rows';
import {withDecimals} from 'attention-in-motion/script/numbers';

/** What a list of the words nearest to one is made of. */
export interface Ranking {
  /** What stands over it. */
  title: string;
  /** Nearest first. */
  near: readonly NearWord[];
  source: Source;
  /** Words that `strike` strikes out. */
  struck?: readonly string[];
  /** A word's cosine before, which `compare` tells. */
  before?: NearWord;
}

/** A cosine as it is written. */
export const cosine = withDecimals(3);

/** Words ranked by cosine: rows of their names and of bars from 0 to 1. */
export function ranked({title, near, source, struck = [], before}: Ranking): {
  rows: Rows;
  names: Names;
  bars: Bars;
  /** Index of each word that is not struck out. */
  kept: number[];
} {
  const tensor = (of: readonly number[]) => Tensor.of(of, 'word', source);
  const isStruck = (i: number): boolean => struck.includes(near[i].word);
  const all = [...near.keys()];
  const names = new Names({
    names: near.map(({word}) => word),
    struck: all.filter(isStruck),
  });
  const bars = new Bars({
    values: tensor(near.map(own => own.cosine)),
    was: tensor(near.map(({word}) => (word === before?.word ? before.cosine : NaN))),
    role: 'score',
    write: cosine,
  });
  const rows = new Rows({of: near.length, title, children: [names, bars]});
  return {rows, names, bars, kept: all.filter(i => !isStruck(i))};
}
