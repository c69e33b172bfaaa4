import type {Captured} from 'attention-in-motion/captured/open-capture';
import {tokenLabel} from 'attention-in-motion/components/token-label';

import type declaration from './scene.capture.ts';

/** What the last token reads in a head that looks at the token before, and what is said. */
export function readScene({
  tokens,
  heads,
  attention,
  source,
}: Captured<typeof declaration>) {
  const {layer, head} = heads.before;
  const query = tokens.length - 1;
  const row = attention.pattern(layer, head).at(query);
  return {
    tokens,
    source,
    query,
    row,
    facts: {
      count: tokens.length,
      query: tokenLabel(tokens[query]),
      before: {token: tokenLabel(tokens[query - 1]), share: row.data[query - 1]},
    },
  };
}
