import {findExpertOutputs} from '../graph/find-expert-outputs.ts';
import type {ExpertOutput} from '../graph/find-expert-outputs.ts';
import type {BlockSite} from '../graph/model-map.ts';
import {relativeError} from '../numbers/relative-error.ts';
import {routed} from '../stage/expert-values.ts';
import {PairCache} from '../stage/pair-cache.ts';
import {hookOf, rowsOf} from '../stage/stage-run.ts';
import type {StageContext, StageRun} from '../stage/stage-run.ts';
import type {NamedTensor, SecondFound} from './probe.ts';

/** Hook of what the chosen experts make of each token. */
export const EXPERT_OUT = 'mlp.hook_expert_out';

/** Experts of a layer whose outputs the graph has, each by itself; else none. */
export function expertOutputsIn(
  {map: {index}}: StageContext,
  {experts, mlpOut}: BlockSite,
): ExpertOutput[] {
  if (!experts?.chosen || mlpOut === null) return [];
  const found = findExpertOutputs(index, experts.chosen, mlpOut);
  const isWhole = found.every(({expert}, i) => expert === i);
  return isWhole && found.length === experts.experts ? found : [];
}

/**
 * What the chosen experts of a layer make of each token, best expert first, before it is
 * weighed: `[position, choice, d_model]`; `null` where the graph does not have it.
 */
export const expertOut = (run: StageRun, block: BlockSite): NamedTensor | null =>
  READ.of(run, block, () => readExpertOut(run, block));

/** The probe, its check, and what is left out ask for the same. */
const READ = new PairCache<StageRun, BlockSite, NamedTensor | null>();

function readExpertOut(run: StageRun, block: BlockSite): NamedTensor | null {
  const found = expertOutputsIn(run, block);
  if (found.length === 0 || !block.experts) return null;
  const {chosen} = routed(run, block.experts);
  const [count] = chosen.map(own => own.length);
  const [width] = found.map(({tensor}) => rowsOf(run, tensor).shape[1]);
  const data = new Float32Array(chosen.length * count * width);
  for (const {expert, tensor} of found) {
    const own = rowsOf(run, tensor);
    let row = 0;
    chosen.forEach((experts, position) => {
      const choice = experts.indexOf(expert);
      if (choice < 0) return;
      const values = own.data.subarray(row * width, (row + 1) * width);
      data.set(values, (position * count + choice) * width);
      row++;
    });
    // Were they those of other tokens, nothing of this would hold.
    if (row !== own.shape[0]) return null;
  }
  const name = hookOf(run, block, EXPERT_OUT);
  const axes = ['position', 'choice', 'd_model'];
  return {name, data, shape: [chosen.length, count, width], axes};
}

/** Weighed, the outputs of a token's experts sum to what the layer adds to the stream. */
export function checkExpertOut(run: StageRun, block: BlockSite): SecondFound['checks'] {
  const out = expertOut(run, block);
  if (!out || !block.experts || block.mlpOut === null) return [];
  const [, count, width] = out.shape;
  const {weights} = routed(run, block.experts);
  const added = rowsOf(run, block.mlpOut).data;
  const sums = new Float32Array(added.length);
  weights.flat().forEach((weight, row) => {
    const at = Math.floor(row / count) * width;
    for (let d = 0; d < width; d++) sums[at + d] += weight * out.data[row * width + d];
  });
  const name = 'experts x weights = what they add';
  return [{name, error: relativeError(sums, added), of: [out.name]}];
}
