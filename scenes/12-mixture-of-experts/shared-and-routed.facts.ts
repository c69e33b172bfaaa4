import type {CapturedConfigs} from 'attention-in-motion/captured/model-sizes';
import {Tensor} from 'attention-in-motion/captured/tensor';

/** A model of few large experts, and one of many small ones. */
const [COARSE, FINE] = ['mixtral', 'deepseek'];

/** In how many ways some of a set can be chosen. */
function ways(of: number, chosen: number): number {
  let all = 1;
  // After each step this is a binomial coefficient, so that it stays whole.
  for (let i = 1; i <= chosen; i++) all = (all * (of - chosen + i)) / i;
  return all;
}

/** How two models cut the experts of a layer, and what works on a token. */
export function readCuts({model}: CapturedConfigs) {
  const [coarse, fine] = [COARSE, FINE].map(name => {
    const {label, stamp, architecture} = model(name);
    const {experts} = architecture;
    if (!experts) throw new Error(`${label} has no experts.`);
    const {count, topK, shared, ffn} = experts;
    return {
      label,
      stamp,
      count,
      topK,
      shared,
      ffn,
      ways: ways(count, topK),
      works: (topK + shared) * ffn,
      all: (count + shared) * ffn,
    };
  });
  const both = [coarse, fine];
  const source = {
    ...fine.stamp,
    model: `${coarse.stamp.model} + ${fine.stamp.model}`,
  };
  const of = (read: (one: typeof coarse) => number): Tensor =>
    Tensor.of(both.map(read), 'model', source);
  const facts = ({stamp: _, ...numbers}: typeof coarse) => ({
    ...numbers,
    share: numbers.works / numbers.all,
  });
  return {
    coarse,
    fine,
    source,
    labels: both.map(({label}) => label),
    all: of(one => one.all),
    works: of(one => one.works),
    facts: {
      coarse: facts(coarse),
      fine: facts(fine),
    },
  };
}
