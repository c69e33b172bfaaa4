import type {LensResult} from 'attention-in-motion/captured';
import {evenly} from 'attention-in-motion/components/evenly';

/** Of a deep model so many layers have a row, the first and the last among them. */
const ROWS = 12;

/**
 * What the head reads after each layer at the one position that was asked for.
 *
 * @returns Rank and probability there of the token that follows in the text, and which
 * layers have a row.
 * @throws Where no token follows.
 */
export function lensLayers({rows}: Pick<LensResult, 'rows'>) {
  const layers = rows.map(({after, positions: [found]}) => {
    if (found.rankOfNext === null || found.probabilityOfNext === null) {
      throw new Error('The text of a lens must go on with a token after the one asked.');
    }
    return {
      after,
      top: found.top,
      rank: found.rankOfNext + 1,
      share: found.probabilityOfNext,
    };
  });
  return {layers, rows: evenly(layers.length, ROWS)};
}
