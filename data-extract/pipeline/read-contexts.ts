import type {Check} from '../checks/part.ts';
import {UserError} from '../../foundations/user-error.ts';
import {hasWholeStream, residPost, residPre} from '../graph/model-map.ts';
import type {BlockSite, ModelMap} from '../graph/model-map.ts';
import {relativeError} from '../numbers/relative-error.ts';
import type {ContextsRequest, ContextsResult} from '../probes/contexts.ts';
import type {NamedTensor} from '../probes/probe.ts';
import type {ProbeResults} from '../probes/results.ts';
import type {CaptureModel} from '../run/capture-model.ts';
import {positionsOf, requirePositions} from '../run/count-positions.ts';
import {feedsFor} from '../run/feeds.ts';
import {requireTokens} from '../run/require-tokens.ts';
import {NO_EXTRAS} from '../stage/extras.ts';
import {cosine, sumOfRows} from '../stage/head-math.ts';
import {rowsOf} from '../stage/stage-run.ts';
import {principalPlane, project, unit} from '../text/projection.ts';
import {spanOfPart, tokensIn} from '../text/tokenized.ts';

/** What the probe `contexts` found. */
export interface ReadContexts {
  tensors: NamedTensor[];
  results: ProbeResults;
  checks: Check[];
}

/** What one vector may be off by from run to run. */
const SAME = 1e-4;

type Text = ContextsResult['texts'][number];

/**
 * Read one word in several texts.
 *
 * @throws UserError where a text lacks the word, or cuts it in another way than the first.
 */
export async function readContexts(
  model: CaptureModel,
  request: ContextsRequest | undefined,
): Promise<ReadContexts | null> {
  if (!request) return null;
  const stage = model.open.encoder ?? model.open.main;
  const texts = placed(model, request);
  const rows = rowsOfModel(stage.map);
  const wanted = [...new Set(rows.map(({tensor}) => tensor))];
  const session = await model.sessions.open(stage, wanted, NO_EXTRAS);
  const byText: Float32Array[][] = [];
  try {
    for (const {tokens, first, end} of texts) {
      const ids = [tokens.map(({id}) => id)];
      const values = await session.run(feedsFor(stage.map, {ids}), wanted);
      byText.push(
        rows.map(({tensor}) => {
          const {data, shape} = rowsOf({values}, tensor);
          const own = data.subarray(first * shape[1], end * shape[1]);
          const sum = sumOfRows({data: own, shape: [end - first, shape[1]]});
          return sum.map(value => value / (end - first));
        }),
      );
    }
  } finally {
    await session.close();
  }
  // What the first block reads may stand for the table where it knows nothing of places.
  if (!stage.map.embedding && !isSame(byText.map(([first]) => first))) {
    throw wrong(
      'rows of the table of tokens are no vectors of its stream, or were not found, and what the first block reads differs from text to text',
      'Leave the probe out, or use another model; `aim inspect` says what was found.',
    );
  }
  return laidOut(
    request,
    texts,
    rows.map(({name}) => name),
    byText,
  );
}

const isSame = ([first, ...others]: readonly Float32Array[]): boolean =>
  others.every(own => relativeError(own, first) < SAME);

/** Where the word is in each text. */
function placed(
  {tokenizer, open, resolved: {config}}: CaptureModel,
  {word, texts, occurrences = []}: ContextsRequest,
): Text[] {
  if (texts.length < 2) throw wrong('there are no two texts', 'Name at least two.');
  const reader = open.encoder ?? open.main;
  const found = texts.map((text, i): Text => {
    const tokens = tokenizer.encode(text, {specialTokens: true});
    const what = `The text ${JSON.stringify(text)}`;
    requirePositions(what, tokens.length, positionsOf(reader.map, config));
    requireTokens(what, tokens, reader.map);
    const part = {text: word, occurrence: occurrences[i] ?? 0};
    try {
      const {first, end} = tokensIn(tokens, spanOfPart(text, part));
      return {text, tokens, first, end};
    } catch (error) {
      throw wrong((error as Error).message, 'Take a word that stands in every text.');
    }
  });
  const cut = ({tokens, first, end}: Text): string =>
    tokens
      .slice(first, end)
      .map(({id}) => id)
      .join();
  const other = found.find(text => cut(text) !== cut(found[0]));
  if (!other) return found;
  throw wrong(
    `"${word}" is cut in another way in ${JSON.stringify(other.text)}`,
    'Let it stand behind a space, in the same case, in every text.',
  );
}

/** The tensors of which rows are kept. */
function rowsOfModel(map: ModelMap): {name: 'static' | number; tensor: string}[] {
  const {blocks, embedding} = map;
  if (blocks.length === 0 || !hasWholeStream(map)) {
    throw wrong('the stream was not found whole', 'Leave the probe out.');
  }
  return [
    {name: 'static', tensor: embedding?.tokens ?? residPre(blocks[0])},
    ...blocks.map(block => ({name: block.layer, tensor: streamAfter(block)})),
  ];
}

/** The stream after a block; where norms come after the additions, after the last norm. */
function streamAfter(block: BlockSite): string {
  const last = block.norms.at(-1);
  return block.order === 'post' && last ? last.site.output : residPost(block);
}

function laidOut(
  {word}: ContextsRequest,
  texts: Text[],
  rows: ContextsResult['rows'],
  byText: Float32Array[][],
): ReadContexts {
  // By row, then by text.
  const vectors = rows.map((_, row) => byText.map(own => own[row]));
  const units = vectors.flat().map(unit);
  const plane = principalPlane(units);
  const cosines = vectors.map(own => own.flatMap(a => own.map(b => cosine(a, b))));
  const count = texts.length;
  const [dModel, others] = [vectors[0][0].length, range(count)];
  const statics = vectors[0];
  return {
    tensors: [
      {
        name: 'contexts.vectors',
        data: joined(vectors.flat(), dModel),
        shape: [rows.length, count, dModel],
        axes: ['row', 'text', 'd_model'],
      },
      {
        name: 'contexts.places',
        data: project(units, plane),
        shape: [rows.length, count, 2],
        axes: ['row', 'text', 'axis'],
      },
      {
        name: 'contexts.cosines',
        data: Float32Array.from(cosines.flat()),
        shape: [rows.length, count, count],
        axes: ['row', 'text', 'other'],
      },
    ],
    results: {
      contexts: {
        word,
        rows,
        texts,
        explained: [...plane.explained],
        cosines: cosines.map(own => {
          const pairs = others.flatMap(a =>
            others.slice(a + 1).map(b => own[a * count + b]),
          );
          return {
            smallest: Math.min(...pairs),
            mean: pairs.reduce((sum, value) => sum + value, 0) / pairs.length,
          };
        }),
      },
    },
    checks: [
      {
        name: 'a word has one static vector in all texts',
        error: Math.max(...statics.map(own => relativeError(own, statics[0]))),
        of: ['contexts.', 'results.contexts'],
      },
    ],
  };
}

const range = (count: number): number[] => Array.from({length: count}, (_, i) => i);

function joined(vectors: readonly Float32Array[], size: number): Float32Array {
  const data = new Float32Array(vectors.length * size);
  vectors.forEach((vector, i) => data.set(vector, i * size));
  return data;
}

const wrong = (problem: string, remedy: string): UserError =>
  new UserError('declaration', `probes.contexts: ${problem}.`, remedy);
