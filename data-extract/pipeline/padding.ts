import type {InputRole} from '../graph/inputs/input-role.ts';
import type {GivenValue, GivenValues} from '../run/stage-input.ts';
import type {CapturedToken} from '../text/token.ts';

/**
 * Tokens of which those are marked as padding that the mask given for a graph hides. One
 * that hides all of them marks none.
 */
export function withPadding(
  tokens: CapturedToken[],
  roles: ReadonlyMap<string, InputRole>,
  feeds: GivenValues,
): CapturedToken[] {
  const masks = [...feeds].filter(([name]) => roles.get(name) === 'mask');
  const hidden = tokens.map((_, i) => masks.some(([, mask]) => hides(mask, i)));
  if (hidden.every(is => is)) return tokens;
  return tokens.map((token, i) => (hidden[i] ? {...token, padding: true} : token));
}

/** Whether a mask `[batch, key]` has a zero there. */
const hides = (mask: GivenValue, key: number): boolean =>
  typeof mask !== 'number' && mask.shape.length === 2 && Number(mask.data[key]) === 0;
