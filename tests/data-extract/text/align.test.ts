import {describe, expect, test} from 'vitest';

import {alignPieces} from '../../../data-extract/text/align.ts';

const FAMILY = '\u{1F469}\u200D\u{1F469}\u200D\u{1F467}';

describe('alignPieces()', () => {
  const partsOf = (text: string, ...pieces: (string | null)[]): string[] =>
    alignPieces(
      text,
      pieces.map(piece => ({text: piece})),
    ).map(({start, end}) => text.slice(start, end));

  test.each<[string, string, (string | null)[], string[]]>([
    ['capitals and accents are gone', 'Éa b', ['ea', ' b'], ['Éa', ' b']],
    ['an unknown word', 'a 鸟鸟 b', ['a', null, 'b'], ['a', '鸟鸟', 'b']],
    [
      'an unknown emoji of several, joined by what the tokenizer takes out',
      `${FAMILY} مر`,
      [null, 'م', 'ر'],
      [FAMILY, 'م', 'ر'],
    ],
    ['the same before more of its word', `${FAMILY}!`, [null, '!'], [FAMILY, '!']],
    ['two of them', `${FAMILY} ${FAMILY}`, [null, null], [FAMILY, FAMILY]],
    ['a soft hyphen', 'co\u00ADop 한', ['coop', null], ['co\u00ADop', '한']],
  ])('%s', (_, text, pieces, parts) => {
    expect(partsOf(text, ...pieces)).toEqual(parts);
  });

  test('a piece that is not there is refused', () => {
    expect(() => partsOf('ab', 'a', 'c')).toThrow('the piece "c" does not fit at "b"');
  });
});
