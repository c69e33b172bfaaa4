import {declarationError} from './kind.ts';
import type {TextContext} from './kind.ts';

/** @throws UserError where a field of a declaration is no whole number of at least `least`. */
export function requireWhole(
  context: TextContext,
  fields: Readonly<Record<string, number>>,
  least: number,
): void {
  for (const [field, value] of Object.entries(fields)) {
    if (Number.isInteger(value) && value >= least) continue;
    const remedy = `Give a whole number of at least ${least}.`;
    throw declarationError(context, field, `${value} is none`, remedy);
  }
}

/** @throws UserError where a field of a declaration is no number above 0. */
export function requirePositive(
  context: TextContext,
  fields: Readonly<Record<string, number>>,
): void {
  for (const [field, value] of Object.entries(fields)) {
    if (Number.isFinite(value) && value > 0) continue;
    throw declarationError(context, field, `${value} is none`, 'Give a number above 0.');
  }
}

/** @throws UserError that names the first word of a field that is not known. */
export function requireWords(
  context: TextContext,
  field: string,
  words: readonly string[],
  isKnown: (word: string) => boolean,
  where: string,
): void {
  const missing = words.find(word => !isKnown(word));
  if (missing === undefined) return;
  const problem = `there is no word "${missing}" in ${where}`;
  throw declarationError(context, field, problem, 'Take another word; mind upper case.');
}
