import type {
  AnalogyRequest,
  WordVectorsDeclaration,
} from '../declare/vector-declaration.ts';
import {packageVersion} from '../../foundations/versions.ts';
import {cosine} from '../text/bag-of-words.ts';
import type {AnalogyResult, WordVectorsResult} from '../text/vector-results.ts';
import {openVectors} from '../text/vectors/open-vectors.ts';
import type {VectorTable} from '../text/vectors/vector-table.ts';
import {requireWhole, requireWords} from './fields.ts';
import {declarationError} from './kind.ts';
import type {NamedValues, TextContext, TextKind, TextValues} from './kind.ts';
import {drawMap, waysOn} from './word-map.ts';

/** Pretrained word vectors, neighbours, sums and a map. */
export const openWordVectors: TextKind<WordVectorsDeclaration> = async (
  declaration,
  context,
) => {
  const vectors = await openVectors(context.course, context.root);
  const {id, revision, integrity, files} = vectors;
  return {
    inputs: {
      role: 'word-vectors',
      model: {
        id,
        revision,
        files,
        dModel: 0,
        vocab: 0,
        ...(integrity === null ? {} : {integrity}),
      },
      dtype: 'fp32',
      versions: Object.fromEntries(
        ['umap-js', 'ml-pca'].map(name => [name, packageVersion(name)]),
      ),
    },
    async make() {
      const table = await vectors.load();
      const {words = [], neighbours, analogies = {}, map} = declaration;
      requireKnown(declaration, table, context);
      const found = Object.entries(analogies).map(([name, request]) => ({
        name,
        ...analogyOf(table, request),
      }));
      const drawn = map ? drawMap(table, map, context) : null;
      const result: WordVectorsResult = {
        kind: 'word-vectors',
        size: table.words.length,
        dModel: table.dModel,
        words: [...words],
        neighbours: (neighbours?.of ?? []).map(word => ({
          word,
          nearest: table.nearest(table.row(word), neighbours?.count ?? 0, [word]),
        })),
        analogies: Object.fromEntries(found.map(({name, result: own}) => [name, own])),
        map: null,
      };
      if (drawn) {
        const {words: placed, layout} = drawn;
        const ways = waysOn(placed, drawn.tensor.data, result.neighbours);
        result.map = {words: placed, layout, ways};
      }
      const tensors: NamedValues[] = [
        {
          name: 'vectors',
          shape: [words.length, table.dModel],
          axes: ['word', 'd_model'],
          data: table.rows(words),
        },
        {
          name: 'cosine',
          shape: [words.length, words.length],
          axes: ['word', 'word'],
          data: Float32Array.from(
            words.flatMap(a => words.map(b => cosine(table.row(a), table.row(b)))),
          ),
        },
        ...found.map(({name, sums}) => ({
          name: `analogy.${name}`,
          shape: [sums.length, table.dModel],
          axes: ['step', 'd_model'],
          data: Float32Array.from(sums.flatMap(sum => [...sum])),
        })),
        ...(drawn ? [drawn.tensor] : []),
      ];
      return {
        text: words.join(' '),
        sizes: {dModel: table.dModel, vocab: table.words.length},
        result,
        tensors,
        checks: checksOf(table, found, result),
      };
    },
  };
};

interface Found {
  name: string;
  result: AnalogyResult;
  /** Running sums, `[d_model]` each. */
  sums: Float32Array[];
}

function analogyOf(
  table: VectorTable,
  {plus, minus, count}: AnalogyRequest,
): Omit<Found, 'name'> {
  const [first, ...rest] = plus;
  const terms = [
    {word: first, sign: 1 as const},
    ...minus.map(word => ({word, sign: -1 as const})),
    ...rest.map(word => ({word, sign: 1 as const})),
  ];
  const sums = terms.map((_, i) => {
    const some = (sign: 1 | -1): string[] =>
      terms.slice(0, i + 1).flatMap(term => (term.sign === sign ? [term.word] : []));
    return table.combine(some(1), some(-1));
  });
  const sum = sums[sums.length - 1];
  const all = table.nearest(sum, count);
  const others = table.nearest(sum, count, [...plus, ...minus]);
  return {result: {terms, all, others}, sums};
}

/** Lists are in order, and a sum of all terms but one gives that one back. */
function checksOf(
  table: VectorTable,
  found: readonly Found[],
  {neighbours, analogies}: WordVectorsResult,
): TextValues['checks'] {
  const lists = [
    ...neighbours.map(({nearest}) => nearest),
    ...Object.values(analogies).flatMap(({all, others}) => [all, others]),
  ];
  const steps = lists.flatMap(list =>
    list.slice(1).map(({cosine}, i) => Math.max(0, cosine - list[i].cosine)),
  );
  const sums = found.flatMap(({result: {terms}, sums: running}) =>
    terms.flatMap(({word, sign}, i) =>
      [...table.row(word)].map((value, k) =>
        Math.abs(running[i][k] - (running[i - 1]?.[k] ?? 0) - sign * value),
      ),
    ),
  );
  return [
    {name: 'nearest words come in order', error: Math.max(0, ...steps)},
    {name: 'sums differ by their terms', error: Math.max(0, ...sums)},
  ];
}

function requireKnown(
  {words = [], neighbours, analogies = {}, map}: WordVectorsDeclaration,
  table: VectorTable,
  context: TextContext,
): void {
  const check = (field: string, list: readonly string[]): void =>
    requireWords(context, field, list, word => table.has(word), 'the word vectors');
  check('words', words);
  check('neighbours.of', neighbours?.of ?? []);
  check('map.around.of', map?.around?.of ?? []);
  if (neighbours) requireWhole(context, {'neighbours.count': neighbours.count}, 1);
  for (const [name, {plus, minus, count}] of Object.entries(analogies)) {
    const field = `analogies.${name}`;
    check(field, [...plus, ...minus]);
    requireWhole(context, {[`${field}.count`]: count}, 1);
    if (plus.length > 0) continue;
    const remedy = 'Give at least one word.';
    throw declarationError(context, `${field}.plus`, 'there is none', remedy);
  }
}
