import type {CapturedToken} from './token.ts';

/** A token of a vocabulary. */
export type TokenPiece = Pick<
  CapturedToken,
  'text' | 'bytes' | 'special' | 'unknown' | 'continues'
>;

/**
 * An id that the tokenizer has no token for, e.g. of a row that only brings a model's
 * table to a round number: its number stands for it.
 */
export const unusedPiece = (id: number): TokenPiece => ({
  text: `[${id}]`,
  bytes: '',
  special: true,
});
