import {openCapture} from '../../../scenes/captured/open-capture.ts';
import {tokenPlace} from '../../../scenes/figures/token-place.ts';
import {chosenLayers} from './chosen-layers.ts';
import type {PageKind} from './page-kind.ts';
import {pageGuesses, pageTokens} from './page-tokens.ts';

/** So many tokens are listed of each cell, and fewer where the page would be too large. */
const LISTED = [8, 3, 1] as const;

export const lensPage: PageKind = {
  takesLayers: true,
  probes: () => ({lens: {topK: LISTED[0]}}),
  read({files, options: {token}, layers}) {
    const probes = {lens: {topK: LISTED[0]}};
    const {lens, tokens} = openCapture({role: 'decoder', text: '', probes}, files);
    const numbers = lens.rows.flatMap(({after}) => (after === 'embed' ? [] : [after]));
    const drawn = chosenLayers(numbers, layers);
    const rows = lens.rows.filter(({after}) =>
      after === 'embed' ? layers === null : drawn.includes(after),
    );
    const positions = rows[0].positions.map(({position}) => position);
    const asked = tokenPlace(tokens, token, positions[positions.length - 1]);
    const start = {row: rows.length - 1, column: Math.max(0, positions.indexOf(asked))};
    return LISTED.map(count => () => ({
      kind: 'lens',
      tokens: pageTokens(tokens),
      positions,
      rows: rows.map(({after, positions: cells}) => ({
        after,
        cells: cells.map(({top}) => pageGuesses(top.slice(0, count))),
      })),
      start,
    }));
  },
};
