import type {Face} from './fonts.ts';
import {EMOJI, HAN, SANS} from './type.ts';

/** A piece of a text that one face draws. */
export interface FontRun {
  text: string;
  family: string;
  weight: Face['weight'];
}

/** Where to look for characters that a family has not, in this order. */
const SUBSTITUTES = [SANS, EMOJI, HAN];

/**
 * Cut a line of text into runs by the face that has the characters, so that a symbol, an
 * emoji or a Chinese character never falls to a font of the machine.
 *
 * @remarks
 * A family without the weight helps out with the one that it has. What no face has stays
 * in the family that was asked for, where the glyph check refuses it.
 *
 * @param family - The family that draws all it can.
 */
export function fontRuns(
  text: string,
  family: string,
  weight: Face['weight'],
  faces: readonly Pick<Face, 'family' | 'weight' | 'glyphs'>[],
): FontRun[] {
  const own = faces.filter(face => face.family === family && face.weight === weight);
  const others = SUBSTITUTES.filter(name => name !== family).flatMap(name => {
    const all = faces.filter(face => face.family === name);
    const fitting = all.filter(face => face.weight === weight);
    return fitting.length > 0 ? fitting : all;
  });
  const runs: FontRun[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    const face = [...own, ...others].find(({glyphs}) =>
      glyphs.ranges.some(([first, last]) => first <= point && point <= last),
    ) ?? {family, weight};
    const last = runs.at(-1);
    if (last?.family === face.family && last.weight === face.weight) {
      last.text += character;
    } else {
      runs.push({text: character, family: face.family, weight: face.weight});
    }
  }
  return runs;
}
