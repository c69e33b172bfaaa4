import type {CapturedToken} from './token.ts';

/** A token of a vocabulary. */
export type TokenPiece = Pick<
  CapturedToken,
  'text' | 'bytes' | 'special' | 'unknown' | 'continues'
>;
