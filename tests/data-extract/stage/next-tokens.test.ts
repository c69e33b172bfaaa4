import {describe, expect, test} from 'vitest';

import {toNextTokens} from '../../../data-extract/stage/next-tokens.ts';
import {withSpans} from '../../../data-extract/writing/write-text.ts';

const piece = (id: number) => ({text: `t${id}`, bytes: '', special: false});
const tokens = withSpans([4, 2, 7], piece);
const row = {ids: [7, 2], logits: [2, 1], logsumexp: 2.5, next: {rank: 1, logit: 1}};

describe('toNextTokens()', () => {
  test.each([
    ['of a model that writes', true, 0, 1, Math.exp(-1.5)],
    ['at its last token', true, 2, null, null],
    ['of a model that fills gaps', false, 0, null, null],
  ])('%s', (_, causal, position, rank, probability) => {
    const found = toNextTokens({piece, causal, tokens}, row, position);
    expect(found.rankOfNext).toBe(rank);
    expect(found.probabilityOfNext).toEqual(probability);
    expect(found.top.map(({id}) => id)).toEqual([7, 2]);
  });

  test('of a row whose next token was not scored', () => {
    const bare = {...row, next: null};
    const found = toNextTokens({piece, causal: true, tokens}, bare, 0);
    expect([found.rankOfNext, found.probabilityOfNext]).toEqual([null, null]);
  });
});
