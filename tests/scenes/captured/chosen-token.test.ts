import {expect, test} from 'vitest';

import {chosenToken} from '../../../scenes/captured/chosen-token.ts';
import {tokenLabel} from '../../../scenes/components/token-label.ts';

const candidate = (id: number, text: string | null, bytes: string) => ({
  id,
  text,
  bytes,
  probability: 0.5,
  logit: 1,
});

test('a part of a character has its bytes for a name', () => {
  const candidates = [candidate(3, 'a', '61'), candidate(7, null, '9e')];
  const token = chosenToken({id: 7, text: null, candidates});
  expect(tokenLabel(token)).toBe('9E');
});

test('what was drawn from beyond the candidates has its text', () => {
  const token = chosenToken({id: 9, text: ' the', candidates: []});
  expect(token).toEqual({id: 9, text: ' the', bytes: ''});
});
