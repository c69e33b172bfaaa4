import {didYouMean} from '../../foundations/did-you-mean.ts';
import {UserError} from '../../foundations/user-error.ts';
import type {StageContext} from '../stage/stage-run.ts';
import type {ProbeRequests} from './requests.ts';

/** What a value must be, `null` where it is. */
type Kind = (value: unknown) => string | null;

/** Names of the options of a request, of all its forms. */
type OptionsOf<R> = R extends true | readonly unknown[] ? never : keyof R;

type Table = {
  readonly [P in keyof ProbeRequests]-?: Readonly<
    Record<OptionsOf<NonNullable<ProbeRequests[P]>>, Kind>
  >;
};

const must =
  (what: string, is: (value: unknown) => boolean): Kind =>
  value =>
    is(value) ? null : what;
const listOf = (what: string, is: (value: unknown) => boolean): Kind =>
  must(
    `one or more ${what} in a list`,
    value => Array.isArray(value) && value.length > 0 && value.every(is),
  );
const isText = (value: unknown): boolean => typeof value === 'string';

const anything: Kind = () => null;
const yes = must('true or false', value => typeof value === 'boolean');
const text = must('a text', isText);
const texts = listOf('texts', isText);
const number = must('a number', Number.isFinite);
const whole = must('a whole number', Number.isInteger);
const count = must(
  'a whole number above 0',
  value => Number.isInteger(value) && Number(value) > 0,
);
const amount = must(
  'a whole number from 0',
  value => Number.isInteger(value) && Number(value) >= 0,
);
// Of no position at all some kernels end the process. Which ones there are the text tells.
const positions = listOf('whole numbers', value => typeof value === 'number');
const layers = listOf(
  'whole numbers or names of heads',
  value => Number.isInteger(value) || isText(value),
);
const words = (...known: readonly string[]): Kind =>
  listOf(`of ${known.join(', ')}`, value => known.includes(value as string));

/** Options that a request must have. */
const NEEDED: {readonly [P in keyof ProbeRequests]?: readonly string[]} = {
  norms: ['of'],
  headValues: ['of'],
  headWeights: ['head', 'of'],
  headSteps: ['heads'],
  rotary: ['head'],
  tiles: ['head'],
  outputs: ['of'],
  residual: ['at'],
  logits: ['topK'],
  lens: ['topK'],
  decoding: ['ways'],
  generation: ['strategy', 'steps', 'candidates'],
  contexts: ['word', 'texts'],
};

/** The same of a way to write. */
const BY_STRATEGY: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['sample', ['seed']],
  ['beam', ['beams']],
]);

/** The options of each probe. */
const OPTIONS: Table = {
  embeddings: {tokens: yes, positions: yes, segments: yes},
  norms: {
    layers,
    of: words(
      'in',
      'mean_in',
      'mean',
      'centred',
      'scale',
      'divided',
      'gain',
      'bias',
      'normalized',
    ),
  },
  headValues: {layers, of: words('q', 'k', 'v', 'rot_q', 'rot_k', 'z'), cross: yes},
  headWeights: {head: text, of: words('W_Q', 'W_K', 'W_V', 'W_O')},
  headSteps: {
    heads: texts,
    query: text,
    of: words('raw', 'scaled', 'masked', 'terms', 'weighted', 'result', 'input'),
    most: count,
  },
  rotary: {head: text, offsets: count},
  tiles: {head: text, queries: count, keys: count},
  headKinds: {},
  attention: {layers, pattern: yes, scores: yes},
  crossAttention: {layers, pattern: yes, scores: yes},
  patternParts: {layers, rows: positions, blocks: count, cross: yes},
  outputs: {layers, of: words('attn_out', 'cross_attn_out', 'mlp_out')},
  mlp: {
    layers,
    of: words('pre', 'act', 'pre_linear', 'post'),
    top: amount,
    bins: count,
  },
  router: {
    layers,
    scores: yes,
    probabilities: yes,
    outputs: yes,
    capacityFactor: number,
    classes: anything,
  },
  residual: {layers, at: words('pre', 'mid', 'attended', 'post'), lengths: yes},
  encoderStates: {},
  logits: {topK: count, positions},
  unembed: {position: whole, tokens: texts, topK: count},
  decoding: {position: whole, most: count, ways: anything},
  classifier: {},
  lens: {layers, topK: count, positions},
  attribution: {position: whole, tokens: texts, topK: count, heads: yes},
  neurons: {layers, position: whole, token: text, most: count, promotes: count},
  kvCache: {layers, values: yes},
  // How a text is drawn is looked at where it is drawn.
  generation: {
    strategy: must('greedy, sample or beam', value =>
      ['greedy', 'sample', 'beam'].includes(value as string),
    ),
    temperature: number,
    topK: number,
    topP: number,
    seed: number,
    beams: count,
    lengthPenalty: number,
    steps: count,
    candidates: amount,
    stop: text,
    compareCache: yes,
    repeats: number,
  },
  contexts: {word: text, texts, occurrences: listOf('whole numbers', Number.isInteger)},
  modules: {},
  weights: {name: text, rows: anything, columns: anything},
};

/**
 * Programs in JavaScript are checked by nobody else. A probe of another name is told where
 * probes are bound.
 *
 * @throws UserError naming an option that a probe has not, or that it needs, or whose value
 * is of another kind.
 */
export function checkRequests(requests: ProbeRequests): void {
  for (const probe of Object.keys(OPTIONS) as (keyof ProbeRequests)[]) {
    const request: unknown = requests[probe];
    if (request === undefined || request === null) continue;
    for (const one of Array.isArray(request) ? request : [request])
      checkRequest(probe, one as unknown);
  }
}

function checkRequest(probe: keyof ProbeRequests, request: unknown): void {
  const options: Readonly<Record<string, Kind>> = OPTIONS[probe];
  const given = new Map(
    Object.entries(typeof request === 'object' ? (request ?? {}) : {}).filter(
      ([, value]) => value !== undefined && value !== null,
    ),
  );
  for (const [name, value] of given) {
    if (!Object.hasOwn(options, name)) {
      const known = Object.keys(options);
      throw new UserError(
        'declaration',
        `probes.${probe}.${name}: there is no such option.${didYouMean(name, known)}`,
        known.length === 0
          ? 'Write true in its place.'
          : `There are ${known.join(', ')}.`,
      );
    }
    const wanted = options[name](value);
    if (wanted !== null) {
      throw new UserError(
        'declaration',
        `probes.${probe}.${name}: ${JSON.stringify(value)} is not what it takes.`,
        `Give ${wanted}.`,
      );
    }
  }
  const needed = [
    ...(NEEDED[probe] ?? []),
    ...(BY_STRATEGY.get(given.get('strategy')) ?? []),
  ];
  const missing = needed.find(name => !given.has(name));
  if (missing === undefined) return;
  throw new UserError(
    'declaration',
    `probes.${probe} has no ${missing}.`,
    `Give ${options[missing](undefined) ?? 'one'}.`,
  );
}

/**
 * A layer beside others that are there is named among what is left out.
 *
 * @throws UserError where all layers that a probe names by their numbers are of no graph.
 */
export function checkLayers(
  requests: ProbeRequests,
  contexts: readonly Pick<StageContext, 'layers'>[],
): void {
  const all = contexts.flatMap(context => context.layers);
  if (all.length === 0) return;
  const last = Math.max(...all);
  const isBeyond = (layer: unknown): boolean =>
    typeof layer === 'number' && (layer > last || layer < -last - 1);
  for (const [probe, request] of Object.entries(requests)) {
    const wanted: readonly unknown[] =
      typeof request === 'object' && request !== null && 'layers' in request
        ? (request.layers ?? [])
        : [];
    if (wanted.length === 0 || !wanted.every(isBeyond)) continue;
    throw new UserError(
      'declaration',
      `probes.${probe}.layers: the model has no layer ${wanted.join(', ')}.`,
      last === 0
        ? 'It has layer 0 alone.'
        : `It has layers 0 to ${last}; -1 is the last one.`,
    );
  }
}
