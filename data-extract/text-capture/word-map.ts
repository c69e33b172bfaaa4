import type {WordMapRequest} from '../declare/vector-declaration.ts';
import {flatMap} from '../text/flat-map.ts';
import {principalPlane, project, unit} from '../text/projection.ts';
import type {WordVectorsResult} from '../text/vector-results.ts';
import type {VectorTable} from '../text/vectors/vector-table.ts';
import {requirePositive, requireWhole} from './fields.ts';
import {declarationError} from './kind.ts';
import type {NamedValues, TextContext} from './kind.ts';

type WordMap = NonNullable<WordVectorsResult['map']>;

/** Words in letters only, so that the map is not full of figures and signs. */
const LETTERS = /^\p{L}{2,}$/u;

/** Choose the words of a map and lay them out. */
export function drawMap(
  table: VectorTable,
  request: WordMapRequest,
  context: TextContext,
): Pick<WordMap, 'words' | 'layout'> & {tensor: NamedValues} {
  const {layout, neighbours = 10, spacing = 0.3, seed = 1} = request;
  requireWhole(context, {'map.frequent': request.frequent}, 0);
  requireWhole(context, {'map.neighbours': neighbours}, 2);
  requirePositive(context, {'map.spacing': spacing});
  const words = wordsOf(table, request);
  if (words.length <= neighbours) {
    const problem = `there are ${words.length} words for ${neighbours} neighbours`;
    throw declarationError(context, 'map', problem, 'Ask for more words.');
  }
  const rows = words.map(word => unit(table.row(word)));
  return {
    words,
    layout,
    tensor: {
      name: 'map',
      shape: [words.length, 2],
      axes: ['word', 'axis'],
      data:
        layout === 'umap'
          ? flatMap(rows, {neighbours, spacing, seed})
          : project(rows, principalPlane(rows)),
    },
  };
}

function wordsOf(table: VectorTable, {frequent, around}: WordMapRequest): string[] {
  const common = table.words.filter(word => LETTERS.test(word)).slice(0, frequent);
  const near = (around?.of ?? []).flatMap(word => [
    word,
    ...table.nearest(table.row(word), around?.count ?? 0, [word]).map(one => one.word),
  ]);
  return [...new Set([...common, ...near])];
}

/**
 * How far words lie from their neighbours, as far as these are on a map.
 *
 * @param places - `[word, axis]`, in the order of `words`.
 */
export function waysOn(
  words: readonly string[],
  places: Float32Array,
  neighbours: WordVectorsResult['neighbours'],
): WordMap['ways'] {
  const indices = new Map(words.map((word, i) => [word, i]));
  return neighbours.flatMap(({word, nearest}) => {
    const from = indices.get(word);
    if (from === undefined) return [];
    const to = nearest.flatMap(({word: near}) => {
      const at = indices.get(near);
      if (at === undefined) return [];
      const [x, y] = [0, 1].map(axis => places[2 * at + axis] - places[2 * from + axis]);
      return [{word: near, way: Math.hypot(x, y)}];
    });
    return [{word, to: to.sort((a, b) => a.way - b.way)}];
  });
}
