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
 * A family without the weight helps out with the one that it has. What no face has, or no
 * face all of (a letter with its marks), stays in the family that was asked for, where the glyph check refuses it.
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
  for (const cluster of clustersOf(text)) {
    const face = [...own, ...others].find(one => hasAll(one, cluster)) ?? {
      family,
      weight,
    };
    const last = runs.at(-1);
    if (last?.family === face.family && last.weight === face.weight) {
      last.text += cluster;
    } else {
      runs.push({text: cluster, family: face.family, weight: face.weight});
    }
  }
  return runs;
}

const CLUSTERS = new Intl.Segmenter('en', {granularity: 'grapheme'});

/** What is seen as one character: a letter with its marks, an emoji of several. */
export const clustersOf = (text: string): string[] =>
  [...CLUSTERS.segment(text)].map(({segment}) => segment);

/** Whether a face has all of a cluster: marks stand right only on letters of their own face. */
export const hasAll = ({glyphs}: Pick<Face, 'glyphs'>, cluster: string): boolean =>
  [...cluster].every(character => {
    const point = character.codePointAt(0) ?? 0;
    return glyphs.ranges.some(([first, last]) => first <= point && point <= last);
  });
