import {openCapture} from '../../../scenes/captured/open-capture.ts';
import {KEPT, longWindow} from '../../../scenes/figures/long-window.ts';
import {notRead} from '../../../scenes/figures/lens.facts.ts';
import {tokenPlace} from '../../../scenes/figures/token-place.ts';
import {tokensRead, withoutPadding} from '../../../scenes/figures/without-padding.ts';
import {chosenLayers} from './chosen-layers.ts';
import type {PageKind} from './page-kind.ts';
import {pageGuesses, pageTokens} from './page-tokens.ts';

/** So many tokens are listed of each cell, and fewer where the page would be too large. */
const LISTED = [8, 3, 1] as const;

export const lensPage: PageKind = {
  takesLayers: true,
  probes: ({token}, {kind, tokens}) => {
    const positions = kind === 'encoder-decoder' ? null : longWindow(tokens, token, KEPT);
    return {lens: {topK: LISTED[0], ...(positions ? {positions} : {})}};
  },
  read({files, options: {token}, layers}) {
    const probes = {lens: {topK: LISTED[0]}};
    const opened = openCapture({role: 'decoder', text: '', probes}, files);
    const {lens} = opened;
    const {tokens, places, padding} = withoutPadding(tokensRead(opened));
    const numbers = lens.rows.flatMap(({after}) => (after === 'embed' ? [] : [after]));
    const drawn = chosenLayers(numbers, layers);
    const rows = lens.rows.filter(({after}) =>
      after === 'embed' ? layers === null : drawn.includes(after),
    );
    // Of positions that were looked at, those of padding are left out.
    const columns = rows[0].positions.flatMap(({position}, i) =>
      places.includes(position) ? [{position: places.indexOf(position), i}] : [],
    );
    const positions = columns.map(({position}) => position);
    const asked = tokenPlace(tokens, token, positions[positions.length - 1]);
    const column = positions.indexOf(asked);
    if (token !== null && column < 0) {
      const captured = positions.map(place => ({place}));
      throw notRead(asked, captured);
    }
    const start = {row: rows.length - 1, column: Math.max(0, column)};
    return LISTED.map(count => () => ({
      kind: 'lens',
      tokens: pageTokens(tokens),
      padding,
      positions,
      rows: rows.map(({after, positions: cells}) => ({
        after,
        cells: columns.map(({i}) => pageGuesses(cells[i].top.slice(0, count))),
      })),
      fills: lens.fills === true,
      start,
    }));
  },
};
