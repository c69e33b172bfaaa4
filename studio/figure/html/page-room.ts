import {group} from '../../../scenes/script/numbers.ts';
import {UserError} from '../../../foundations/user-error.ts';

/** Patterns that a page is to have. */
export interface PagePatterns {
  tokens: number;
  heads: number;
  layers: number;
  /** Whether a row ends with its own token. */
  isCausal: boolean;
}

/** So many rows have room where each is as short as it is written at the least. */
const MOST_ROWS = 80_000;
/** So many shares are rounded and packed in some seconds. */
const MOST_SHARES = 30_000_000;

/**
 * Refuse patterns of which a page has no room, before they are worked out. Pure.
 *
 * @throws UserError with what would have room.
 */
export function requireRoom(patterns: PagePatterns): void {
  const {tokens, heads, layers} = patterns;
  const most = layersWithRoom(patterns);
  if (layers <= most) return;
  throw new UserError(
    'figure-large',
    `A page has no room for ${group(tokens)} tokens in ${count(layers, 'layer')} of ${count(heads, 'head')}: they are ${group(tokens * heads * layers)} rows of shares.`,
    most > 0
      ? `Give at most ${count(most, 'layer')} with --layers, a shorter text, or draw a picture, as .png or .svg.`
      : `Give at most ${group(tokensWithRoom(patterns))} tokens, or draw a picture, as .png or .svg.`,
  );
}

/** How many layers have room. */
function layersWithRoom({tokens, heads, isCausal}: PagePatterns): number {
  const shares = heads * tokens * (isCausal ? (tokens + 1) / 2 : tokens);
  return Math.floor(Math.min(MOST_ROWS / (heads * tokens), MOST_SHARES / shares));
}

/** How many tokens have room in one layer. */
function tokensWithRoom(patterns: PagePatterns): number {
  let tokens = patterns.tokens;
  while (tokens > 1 && layersWithRoom({...patterns, tokens}) < 1) tokens--;
  return tokens;
}

const count = (number: number, what: string): string =>
  `${group(number)} ${what}${number === 1 ? '' : 's'}`;
