import {cloneWay} from '../graph/clone.ts';
import type {HeadSite} from '../graph/find-head.ts';
import type {ModelMap} from '../graph/model-map.ts';
import {nodesBetween} from '../graph/paths.ts';
import {isProduct} from '../graph/ops.ts';
import {joinExtras, NO_EXTRAS} from './extras.ts';
import {isLong} from './long-text.ts';
import {remadeOf} from './looked-at.ts';
import {gather} from './samples.ts';
import type {SomeScores} from './some-scores.ts';
import type {StageContext} from './stage-run.ts';

/** Positions of which a probe reads the scores. */
export type ScoredPositions = readonly number[] | 'all';

const PREFIX = 'aim/head';

/** Steps besides the product that do to each position the same, whatever the others are. */
const POINTWISE = new Set(['Add', 'Mul', 'Div', 'Tanh', 'Cast', 'Identity', 'Clip']);

/**
 * Let the head read no more positions of a long text than are asked for.
 *
 * @param asked - What each probe reads.
 * @returns `null` where the head is to read all: of a short text, of a graph that will run
 * for others, or where its nodes count the positions.
 */
export function someScores(
  context: Pick<StageContext, 'map' | 'tokens' | 'whole' | 'often'>,
  asked: readonly ScoredPositions[],
): SomeScores | null {
  const {map, tokens, whole, often} = context;
  const {head} = map;
  if (!head || often || whole === null || !isLong(tokens.length)) return null;
  if (whole.has(head.logits) || asked.includes('all')) return null;
  const last = tokens.length - 1;
  const wanted = new Set([...remadeOf(tokens.length), last, ...asked.flat()]);
  const positions = [...wanted].map(Number).sort((a, b) => a - b);
  return headAt(map, head, positions);
}

function headAt(
  {index}: ModelMap,
  {normalized, logits, linear}: HeadSite,
  positions: readonly number[],
): SomeScores | null {
  const way = nodesBetween(index, normalized, logits);
  if (!way.every(node => isProduct(node) || POINTWISE.has(node.op))) return null;
  const list = {name: `${PREFIX}/positions`, values: positions};
  const rows = gather(normalized, list.name, -2);
  const made = cloneWay(index, normalized, logits, rows.output, PREFIX);
  const own = made?.nodes[way.indexOf(linear)];
  if (!made || !own) return null;
  return {
    normalized: rows.output,
    logits: made.output,
    linear: own,
    positions,
    extras: joinExtras([rows.extras, {...NO_EXTRAS, nodes: made.nodes, lists: [list]}]),
  };
}

/** What is read in place of the head's own tensors, and what makes it. */
export function scoringHead(
  {scores}: Pick<StageContext, 'scores'>,
  head: HeadSite,
): Pick<SomeScores, 'normalized' | 'logits' | 'linear' | 'extras'> {
  return scores ?? {...head, extras: NO_EXTRAS};
}

/**
 * The row of a position in the scores that {@link scoringHead} names. Where they are the
 * graph's own it is counted from the end: a graph may give those of the last positions only.
 */
export const rowOfScores = (
  {scores, tokens}: Pick<StageContext, 'scores' | 'tokens'>,
  position: number,
): number => (scores ? scores.positions.indexOf(position) : position - tokens.length);
