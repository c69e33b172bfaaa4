import {expect, test} from 'vitest';

import {directedParts} from '../../../scenes/theme/bidi.ts';

test.each([
  ['', []],
  ['a b', ['a b']],
  // What is read first stands at the right of its part.
  ['مرحبا بالعالم', ['مرحبا بالعالم<']],
  ['·שלום', ['·שלום<']],
  ['سلام!', ['سلام!<']],
  // In a line of ours, it stands where it is read.
  ['“שלום”를', ['“', 'שלום<', '”를']],
  ['a שלום עולם b', ['a ', 'שלום עולם<', ' b']],
  // Numbers go from left to right in either.
  ['عام 2024', ['2024', 'عام <']],
  ['a🙂ب', ['a🙂', 'ب<']],
])('%j', (text, parts) => {
  const found = directedParts(text);
  expect(
    found.map(({text: part, direction}) => `${part}${direction === 'rtl' ? '<' : ''}`),
  ).toEqual(parts);
});
