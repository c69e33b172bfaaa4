import {describe, expect, test} from 'vitest';

import {planLadder} from '../../../scenes/components/ladder-plan.ts';

/** A word of single bytes and, as its last step, itself. */
const steps = (letters: string) => [
  {
    pieces: [...letters].map(text => ({text, bytes: ''})),
    ranks: [...letters].slice(1).map((_, i) => (i === 1 ? null : i)),
    chosen: 0,
  },
  {pieces: [{text: letters, bytes: ''}], ranks: [], chosen: null},
];
const plan = (letters: string) =>
  planLadder(
    steps(letters),
    ({text}) => text ?? '',
    label => label.length * 24,
    1728,
  );

describe('planLadder()', () => {
  test.each(['a', 'llama', 'CAPITALIZATION', 'antidisestablishmentarianis'])(
    '"%s" fits, centred, and neighbours do not touch',
    letters => {
      for (const {pieces} of plan(letters)) {
        const last = pieces[pieces.length - 1];
        expect(pieces[0].x).toBeGreaterThanOrEqual(-864);
        expect(pieces[0].x).toBeCloseTo(-(last.x + last.width));
        pieces.slice(1).forEach((piece, i) => {
          expect(piece.x).toBeGreaterThan(pieces[i].x + pieces[i].width);
        });
      }
    },
  );

  test('ranks stand between their pieces, and where there is no merge there is none', () => {
    const [{pieces, junctions}] = plan('llama');
    expect(junctions.map(junction => junction?.rank ?? null)).toEqual([0, null, 2, 3]);
    expect(junctions[0]?.chosen).toBe(true);
    expect(junctions[0]?.x).toBeGreaterThan(pieces[0].x + pieces[0].width);
    expect(junctions[0]?.x).toBeLessThan(pieces[1].x);
  });

  test.each([
    ['llama', 1],
    ['antidisestablishmentarianis', 2],
  ])('ranks of "%s" stand at %i heights', (letters, heights) => {
    const levels = plan(letters)[0].junctions.flatMap(j => (j ? [j.level] : []));
    expect(new Set(levels).size).toBe(heights);
  });

  test('a word that is too long is refused', () => {
    expect(() => plan('x'.repeat(60))).toThrow('60 bytes');
  });
});
