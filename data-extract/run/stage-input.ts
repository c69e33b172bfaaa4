import type {Computed} from '../stage/computed.ts';
import type {CapturedToken} from '../text/token.ts';

/** Values for an input: an array with its axes, or one number for all its entries. */
export type GivenValue =
  number | {data: ArrayLike<number | bigint>; shape: readonly number[]};

/** Values by the names of the inputs. */
export type GivenValues = ReadonlyMap<string, GivenValue>;

/** What an encoder made of a text. */
export interface EncoderStates {
  states: Computed;
  /** How many tokens it read. */
  length: number;
  /** Those of them that a decoder does not look at, by their places. */
  padding: readonly number[];
}

/** What a stage reads. One batch entry, or several of the same length. */
export interface StageInput {
  /** Token ids, one row per batch entry; of a graph that reads none, as many as positions. */
  ids: readonly (readonly number[])[];
  /** Segment of each token; default 0. */
  segments?: readonly number[];
  /** `present.*` values of an earlier run, by the name of the input they belong to. */
  past?: PastValues;
  /** What the encoder made, for a decoder that looks at it. */
  encoder?: EncoderStates;
  /** Values of inputs by their names; they come before what would be made for these. */
  given?: GivenValues;
}

/** What an encoder made of some tokens. */
export const encoderStates = (
  states: Computed,
  tokens: readonly Pick<CapturedToken, 'padding'>[],
): EncoderStates => ({
  states,
  length: tokens.length,
  padding: tokens.flatMap(({padding}, place) => (padding ? [place] : [])),
});

export interface PastValues {
  /** Positions that the cache holds. */
  length: number;
  values: ReadonlyMap<string, Computed>;
}
