import {cloneWay} from '../graph/clone.ts';
import type {HeadSite} from '../graph/find-head.ts';
import type {ModelMap} from '../graph/model-map.ts';
import {hasBody} from '../graph/needed-graph.ts';
import {nodesBetween} from '../graph/paths.ts';
import {isProduct} from '../graph/ops.ts';
import {joinExtras, NO_EXTRAS} from './extras.ts';
import {isLong} from './long-text.ts';
import {remadeOf} from './looked-at.ts';
import {gather, remadeRows} from './samples.ts';
import type {Sample} from './samples.ts';
import type {RepeatedHead, SomeScores} from './some-scores.ts';
import type {StageContext} from './stage-run.ts';

/** Positions of which a probe reads the scores. */
export type ScoredPositions = readonly number[] | 'all';

const PREFIX = 'aim/head';
/** The positions, and which of their rows are those at which values are made again. */
const LISTS = {positions: `${PREFIX}/positions`, remade: `${PREFIX}/remade`};

/** Steps besides the product that do to each position the same, whatever the others are. */
const POINTWISE = new Set(['Add', 'Mul', 'Div', 'Tanh', 'Cast', 'Identity', 'Clip']);

/**
 * Let the head of a long text, and of each text of a list, read no more positions than are
 * asked for.
 *
 * @param asked - What each probe reads.
 * @returns `null` where the head is to read all: of a short text, or where its nodes count
 * the positions.
 */
export function someScores(
  context: Pick<StageContext, 'map' | 'tokens' | 'whole' | 'often'>,
  asked: readonly ScoredPositions[],
): SomeScores | null {
  const {map, tokens, whole, often} = context;
  if (!map.head || whole === null || !(often || isLong(tokens.length))) return null;
  if (whole.has(map.head.logits) || asked.includes('all')) return null;
  const {head, isBeside} = repeatedHead(map, map.head);
  if (!head || (often && isBeside)) return null;
  const remade = remadeOf(tokens.length);
  const wanted = new Set([...remade, tokens.length - 1, ...asked.flat()]);
  const positions = [...wanted].map(Number).sort((a, b) => a - b);
  const lists = [
    {name: LISTS.positions, values: positions},
    {name: LISTS.remade, values: remade.map(position => positions.indexOf(position))},
  ];
  return {...head, positions, lists};
}

/** The repeated head, and whether it runs beside the graph's own, which cannot be left out. */
interface Repeated {
  head: RepeatedHead | null;
  isBeside: boolean;
}

/** Many texts ask for it. */
const REPEATED = new WeakMap<ModelMap, Repeated>();

function repeatedHead(map: ModelMap, head: HeadSite): Repeated {
  const known = REPEATED.get(map);
  if (known) return known;
  const made = {head: repeat(map, head), isBeside: map.graph.nodes.some(hasBody)};
  REPEATED.set(map, made);
  return made;
}

function repeat(
  {index}: ModelMap,
  {normalized, logits, linear}: HeadSite,
): RepeatedHead | null {
  const way = nodesBetween(index, normalized, logits);
  if (!way.every(node => isProduct(node) || POINTWISE.has(node.op))) return null;
  const rows = gather(normalized, LISTS.positions, -2);
  const made = cloneWay(index, normalized, logits, rows.output, PREFIX);
  const own = made?.nodes[way.indexOf(linear)];
  if (!made || !own) return null;
  return {
    normalized: rows.output,
    logits: made.output,
    linear: own,
    extras: joinExtras([rows.extras, {...NO_EXTRAS, nodes: made.nodes}]),
  };
}

/** Of what {@link scoringHead} makes, the positions at which values are made again. */
export const remadeScores =
  ({scores}: Pick<StageContext, 'scores'>) =>
  (tensor: string): Sample =>
    scores ? gather(tensor, LISTS.remade, -2) : remadeRows(tensor);

/** What is read in place of the head's own tensors, and what makes it. */
export function scoringHead(
  {scores}: Pick<StageContext, 'scores'>,
  head: HeadSite,
): RepeatedHead {
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
