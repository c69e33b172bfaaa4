import {isLinear, linearInputs} from '../graph/graph-index.ts';
import type {AttentionSite} from '../graph/model-map.ts';
import type {OnnxNode} from '../graph/onnx.ts';
import {linearResult} from '../graph/trace.ts';
import type {Tap} from '../graph/trace.ts';
import type {AttentionSizes} from '../stage/attention-sizes.ts';
import {takeWeight} from '../stage/sample-columns.ts';
import {headsOf, rowsOf} from '../stage/stage-run.ts';
import type {StageContext, StageRun} from '../stage/stage-run.ts';
import {entriesIn} from './head-entries.ts';

/** A weight by which a head's numbers are made, or made use of. */
export type WeightPart = 'W_Q' | 'W_K' | 'W_V' | 'W_O';

/** A layer that may hold the weights of a head. */
export interface Candidate {
  linear: OnnxNode;
  /** What it reads, and what it makes with its bias, as rows of positions. */
  input: string;
  result: string;
  /** The head's own numbers: among the results, or for `W_O` among the inputs. */
  tap: Tap;
}

/** A layer of which is known which columns (of `W_O`: rows) are the head's. */
export interface Place extends Candidate {
  part: WeightPart;
  /** Number of the head among those that the layer makes. */
  own: number;
  entries: number[];
  taken: NonNullable<ReturnType<typeof takeWeight>>;
}

/** Number of a head among those of keys and values, of which several heads may share one. */
export const keyHeadOf = (
  head: number,
  {heads, keyHeads}: Pick<AttentionSizes, 'heads' | 'keyHeads'>,
): number => Math.floor((head * keyHeads) / heads);

/**
 * Where the weights of a head are.
 *
 * @returns What the graph does not show of them, where no layer is known to hold them.
 */
export function placeOf(
  run: StageRun,
  site: AttentionSite,
  sizes: AttentionSizes,
  part: WeightPart,
  head: number,
): Place | string {
  const found = candidates(run, site, part);
  if (found.length === 0) return 'the layer that has it';
  const isShared = part === 'W_K' || part === 'W_V';
  const own = isShared ? keyHeadOf(head, sizes) : head;
  const size = part === 'W_V' || part === 'W_O' ? sizes.valueSize : sizes.size;
  const positions = isShared ? sizes.keys : sizes.queries;
  for (const candidate of found) {
    const {linear, input, result, tap} = candidate;
    const rows = rowsOf(run, part === 'W_O' ? input : result);
    const entries = entriesIn(rows, headsOf(run, tap, positions, size), own);
    const what = part === 'W_O' ? 'rows' : 'columns';
    const taken = entries && takeWeight(linear, what, entries, `${part}/${own}`);
    if (entries && taken) return {...candidate, part, own, entries, taken};
  }
  return `it unpacked (${found[0].linear.op})`;
}

/** Layers that may hold a part; where the graph does not show it, all on the way. */
export function candidates(
  {map: {index, blocks}}: StageContext,
  site: AttentionSite,
  part: WeightPart,
): Candidate[] {
  if (part === 'W_O') {
    const linear = site.output && index.producer(site.output.product);
    if (!site.output || !linear) return [];
    const {input, result} = site.output;
    return [{linear, input, result, tap: site.context}];
  }
  const projection = {W_Q: site.query, W_K: site.key, W_V: site.value}[part];
  if (!projection) return [];
  const way = blocks.find(({layer}) => layer === site.layer)?.steps[0].way ?? [];
  const linears = projection.linear
    ? [projection.linear]
    : way.filter(node => isLinear(index, node));
  return linears.map(linear => ({
    linear,
    input: linearInputs(index, linear).input,
    result: linearResult(index, linear),
    tap: projection.projected,
  }));
}
