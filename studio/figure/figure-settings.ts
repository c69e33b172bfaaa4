import {didYouMean} from '../../foundations/did-you-mean.ts';
import {flagError} from '../command-line/flag-values.ts';
import {FIGURE_FLAGS} from './figure-flags.ts';
import type {FigureFlags} from './figure-flags.ts';

/** Flags about files: what a program is given is the text of an SVG. */
const OF_FILES: readonly string[] = ['out', 'layers'];
const FOLDER = 'folder';

/**
 * The settings of a program as the flags that they are. Pure.
 *
 * @param given - What it gives, which nobody may have checked against the types.
 * @throws UserError where that is no settings, or has one that there is not.
 */
export function flagsOfSettings(given: unknown): FigureFlags {
  if (typeof given !== 'object' || given === null) {
    throw flagError(
      'figure() is given no settings.',
      "Give them behind the kind, e.g. {model: 'decoder', text: 'A text.'}.",
    );
  }
  const known = [...Object.keys(FIGURE_FLAGS), FOLDER].filter(
    name => !OF_FILES.includes(name),
  );
  const odd = Object.keys(given).find(name => !known.includes(name));
  if (odd !== undefined) {
    throw flagError(
      `figure() has no setting "${odd}".${didYouMean(odd, known)}`,
      `There are ${known.join(', ')}.`,
    );
  }
  const flags = Object.entries(given).filter(([name]) => name !== FOLDER);
  return Object.fromEntries(
    flags.map(([name, value]) => [name, name === 'ids' ? idsOf(value) : value]),
  );
}

/** Token ids as the flag has them. */
function idsOf(ids: unknown): unknown {
  if (ids === undefined || typeof ids === 'string') return ids;
  const isList = typeof ids === 'object' && ids !== null && Symbol.iterator in ids;
  if (isList) return Array.from(ids as Iterable<unknown>).join(',');
  throw flagError('What is given as ids is no list of numbers.', 'Give e.g. [5, 3, 9].');
}
