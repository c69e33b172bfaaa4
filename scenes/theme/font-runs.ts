import {directedParts} from './bidi.ts';
import type {Direction} from './bidi.ts';
import type {Face} from './face.ts';
import {EMOJI, HAN, MONO, SANS} from './type.ts';

/** A piece of a text that one face draws. */
export interface FontRun {
  text: string;
  family: string;
  weight: Face['weight'];
  direction: Direction;
}

type Faces = readonly Pick<Face, 'family' | 'weight' | 'glyphs'>[];

/**
 * Cut a line of text into runs by the face that has the characters, from left to right, so
 * that a symbol, an emoji or a Chinese character never falls to a font of the machine.
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
  faces: Faces,
): FontRun[] {
  const [own, others] = [
    faces.filter(face => face.family === family && face.weight === weight),
    substitutes(family, weight, faces),
  ];
  return directedParts(text).flatMap(({text: part, direction}) => {
    const runs: FontRun[] = [];
    for (const piece of clustersOf(part).flatMap(toneApart)) {
      const face = [...own, ...others].find(one => hasAll(one, piece)) ?? {
        family,
        weight,
      };
      const last = runs.at(-1);
      const joins = last?.family === face.family && last.weight === face.weight;
      if (last && joins && !TONE.test(piece)) last.text += piece;
      else runs.push({text: piece, family: face.family, weight: face.weight, direction});
    }
    return direction === 'rtl' ? runs.reverse() : runs;
  });
}

/** Faces for characters that a family has not: those of other scripts come before Chinese. */
function substitutes(family: string, weight: Face['weight'], faces: Faces): Faces {
  const given = faces.map(face => face.family).filter(name => name !== MONO);
  const names = new Set([SANS, EMOJI, ...given.filter(name => name !== HAN), HAN]);
  names.delete(family);
  return [...names].flatMap(name => {
    const all = faces.filter(face => face.family === name);
    const fitting = all.filter(face => face.weight === weight);
    return fitting.length > 0 ? fitting : all;
  });
}

const TONE = /\p{Emoji_Modifier}/u;

/** The face of emoji has no tones of skin on figures: they stand behind, as samples. */
function toneApart(cluster: string): string[] {
  if (!TONE.test(cluster)) return [cluster];
  const characters = [...cluster];
  const plain = characters.filter(one => !TONE.test(one)).join('');
  const tones = characters.filter(one => TONE.test(one));
  return plain === '' ? tones : [plain, ...tones];
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
