import {tokenLabel} from '../components/token-label.ts';
import type {Face} from '../theme/face.ts';
import {clustersOf, hasAll} from '../theme/font-runs.ts';
import {FACES} from '../theme/fonts.ts';

/** What is known of a token: its text, its bytes, its id. */
interface Spelled {
  id: number;
  text: string | null;
  bytes: string;
}

/** Tokens as chips can show them. */
export interface Spelling<T> {
  tokens: T[];
  /**
   * Whether some are written as bytes: pieces of a character, or characters that no face
   * has.
   */
  hasBytes: boolean;
}

/**
 * Tokens that the bundled faces can show: one with characters that no face has is written
 * as its bytes, and one of which only the id is known by that.
 *
 * @param faces - Those that there are.
 */
export function spell<T extends Spelled>(
  tokens: readonly T[],
  faces: readonly Pick<Face, 'glyphs'>[] = FACES,
): Spelling<T> {
  // Whether a face has all of what is seen as one character.
  const isKnown = (cluster: string): boolean => faces.some(face => hasAll(face, cluster));
  let hasBytes = false;
  const spelled = tokens.map((token): T => {
    if (token.text === null && token.bytes === '')
      return {...token, text: `#${token.id}`};
    if (token.text !== null && clustersOf(tokenLabel(token)).every(isKnown)) return token;
    hasBytes = true;
    return token.bytes === '' ? {...token, text: `#${token.id}`} : {...token, text: null};
  });
  return {tokens: spelled, hasBytes};
}
