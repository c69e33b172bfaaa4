import {expect, test} from 'vitest';

import {drawable} from '../../../scenes/script/drawable.ts';

test.each([
  [' there was a\nlittle girl', ' there was a\nlittle girl'],
  ['wall\uFFFD\u0002F', 'wall??F'],
  ['R\u06E0', 'R?'],
  ['작은 새', '작은 새'],
])('what was printed as %j is drawn as %j', (printed, drawn) => {
  expect(drawable(printed)).toBe(drawn);
});
