import {tokenLabel} from '../components/token-label.ts';
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
  /** Whether some are written as bytes because no face has their characters. */
  hasBytes: boolean;
}

/**
 * Tokens that the bundled faces can show: one with characters that no face has is written
 * as its bytes, and one of which only the id is known by that.
 */
export function spell<T extends Spelled>(tokens: readonly T[]): Spelling<T> {
  let hasBytes = false;
  const spelled = tokens.map((token): T => {
    if (token.text === null && token.bytes === '')
      return {...token, text: `#${token.id}`};
    if (token.text === null || clustersOf(tokenLabel(token)).every(isKnown)) return token;
    hasBytes = true;
    return token.bytes === '' ? {...token, text: `#${token.id}`} : {...token, text: null};
  });
  return {tokens: spelled, hasBytes};
}

/** Whether a face has all of what is seen as one character. */
const isKnown = (cluster: string): boolean => FACES.some(face => hasAll(face, cluster));
