import type {CaptureFile} from '../../data-extract/capture/format.ts';
import type {HeadRule, HeadSelection} from '../../data-extract/stage/head-rule.ts';
import type {CapturedToken} from '../../data-extract/text/token.ts';

/** A token with its position in the text. */
export interface PlacedToken extends CapturedToken {
  index: number;
}

/** Head that a rule picked; where the rule names two tokens, with these. */
export type PickedHead<R extends HeadRule> = HeadSelection &
  (R extends {from: object; to: object}
    ? {
        /** The token that looks. */
        query: PlacedToken;
        /** The token that it looks at, and the weight that the head gives it, 0 to 1. */
        key: PlacedToken & {share: number};
      }
    : unknown);

/** The heads that the rules of a declaration picked, by their names there. */
export type PickedHeads<H extends Record<string, HeadRule>> = {
  readonly [K in keyof H]: PickedHead<H[K]>;
};

/**
 * The heads of a capture with the tokens that their rules name.
 *
 * @param rules - As the declaration has them: in an encoder-decoder they say whose tokens.
 */
export function pickedHeads<H extends Record<string, HeadRule>>(
  rules: H,
  {heads, tokens, target, id}: CaptureFile,
): PickedHeads<H> {
  const placed = (own: readonly CapturedToken[], index: number): PlacedToken => {
    if (index >= own.length) throw new Error(`Capture ${id} has no token ${index}.`);
    return {...own[index], index};
  };
  const written = target?.tokens ?? tokens;
  return Object.fromEntries(
    Object.entries(heads).map(([name, head]) => {
      const {from, to, score} = head;
      if (from === null || to === null) return [name, head];
      const of = (Object.hasOwn(rules, name) ? rules[name].of : null) ?? 'cross';
      const query = placed(of === 'encoder' ? tokens : written, from);
      const key = placed(of === 'decoder' ? written : tokens, to);
      return [name, {...head, query, key: {...key, share: score}}];
    }),
  ) as PickedHeads<H>;
}
