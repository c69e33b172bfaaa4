import type {Results, Computed} from '../stage/computed.ts';
import {feedsFor} from './feeds.ts';
import type {Session} from './session.ts';
import type {EncoderStates, PastValues, StageInput} from './stage-input.ts';

/** Runs a decoder step by step. */
export interface Decoder {
  /** Whether it can read what it computed before. */
  hasCache: boolean;
  /**
   * Scores of the next token for each row.
   *
   * @param rows - All ids so far; all rows are of the same length.
   * @param state - What an earlier call returned, with its rows in the order of `rows`;
   * `null` computes everything anew.
   */
  next(rows: readonly number[][], state: DecoderState | null): Promise<DecoderStep>;
}

/** Keys and values of what was read before. */
export type DecoderState = PastValues;

export interface DecoderStep {
  logits: Float32Array[];
  /** `null` where the model has no cache. */
  state: DecoderState | null;
}

/**
 * @param main - Reads a text without a cache (or with an empty one).
 * @param withPast - The same model as it reads a cache, where that is another graph.
 * @param logits - Name of the output with the scores.
 * @param encoder - What a decoder looks at.
 * @param given - Numbers for whole inputs.
 */
export function openDecoder(
  main: Session,
  withPast: Session | null,
  logits: string,
  {encoder, given}: Pick<StageInput, 'encoder' | 'given'>,
): Decoder {
  const second = withPast ?? main;
  const hasCache = second.stage.map.inputs.cache.length > 0;
  return {
    hasCache,
    async next(rows, state) {
      const session = state ? second : main;
      const presents = hasCache
        ? presentsFor(session, second)
        : new Map<string, string>();
      const ids = state ? rows.map(row => row.slice(state.length)) : rows;
      const input = {
        ids,
        past: state ?? undefined,
        encoder: encoder && repeat(encoder, rows.length),
        given,
      };
      const wanted = [logits, ...presents.values()];
      const results = await session.run(feedsFor(session.stage.map, input), wanted);
      return {
        logits: lastRows(results, logits, rows.length),
        state: hasCache ? pastOf(results, presents, state, rows[0].length) : null,
      };
    },
  };
}

/** For each input of the cache that a session reads: the output of another that is it. */
function presentsFor(session: Session, reader: Session): Map<string, string> {
  const outputs = session.stage.map.graph.outputs.map(({name}) => name);
  return new Map(
    reader.stage.map.inputs.cache.flatMap(({past, present}) => {
      // Of one graph the structure tells it, of two graphs the names.
      const output =
        session === reader && present !== null
          ? present
          : outputs.find(name => pastNames(name).includes(past));
      return output === undefined ? [] : [[past, output] as const];
    }),
  );
}

/** The cache as the next step reads it. */
function pastOf(
  results: Results,
  presents: ReadonlyMap<string, string>,
  former: PastValues | null,
  length: number,
): PastValues {
  const values = new Map<string, Computed>(former?.values);
  for (const [name, present] of presents) {
    const value = results.get(present);
    // What is known about the encoder does not change; later steps give it empty.
    const isKept = former !== null && /encoder|cross/.test(name) && values.has(name);
    if (value && !isKept) values.set(name, value);
  }
  return {length, values};
}

/** Names that an output's values may have as an input. */
const pastNames = (output: string): string[] => [
  output.replace(/^present(_key_values)?\./, 'past_key_values.'),
  output.replace(/^present/, 'past'),
];

function lastRows(results: Results, output: string, rows: number): Float32Array[] {
  const value = results.get(output);
  if (!value) throw new Error(`${output} was not computed`);
  const {data, shape} = value;
  const vocab = shape[shape.length - 1];
  const perRow = data.length / rows;
  return Array.from({length: rows}, (_, row) =>
    data.slice((row + 1) * perRow - vocab, (row + 1) * perRow),
  );
}

/** The encoder's states once for each row. */
function repeat(encoder: EncoderStates, rows: number): EncoderStates {
  if (rows === 1) return encoder;
  const {states} = encoder;
  const size = states.data.length;
  const data = new Float32Array(size * rows);
  for (let row = 0; row < rows; row++) data.set(states.data, row * size);
  return {...encoder, states: {data, shape: [rows, ...states.shape.slice(1)]}};
}

/** Put the rows of a cache into another order, as beams overtake each other. */
export function reorder(state: DecoderState, parents: readonly number[]): DecoderState {
  const values = new Map(
    [...state.values].map(([name, {data, shape}]) => {
      // Keys and values in one have an axis of their own in front.
      const outer = shape.length === 5 ? shape[0] : 1;
      const axis = shape.length === 5 ? 1 : 0;
      const former = shape[axis];
      const inner = data.length / outer / former;
      const next = new Float32Array(outer * parents.length * inner);
      for (let part = 0; part < outer; part++) {
        parents.forEach((parent, row) => {
          const from = (part * former + parent) * inner;
          next.set(
            data.subarray(from, from + inner),
            (part * parents.length + row) * inner,
          );
        });
      }
      const dims = [...shape];
      dims[axis] = parents.length;
      return [name, {data: next, shape: dims}] as const;
    }),
  );
  return {length: state.length, values};
}
