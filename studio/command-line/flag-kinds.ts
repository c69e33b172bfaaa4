import type {Flag, FromCourse} from './flag.ts';
import {decimalIn, flagError, folderOf, oneOf, wholeNumber} from './flag-values.ts';

const PLAIN = {
  short: null,
  words: null,
  takes: null,
  fromCourse: null,
  byDefault: null,
  repeats: false,
} as const;

/** A flag without a value. */
export const yes = (says: string): Flag<boolean> => ({
  ...PLAIN,
  value: null,
  says,
  read: (flag, given) => {
    if (given === undefined || typeof given === 'boolean') return given ?? false;
    throw flagError(`${flag} takes no value.`, `Write ${flag} alone, or leave it out.`);
  },
});

/** A flag whose value is one of a few words. */
export function word<const T extends string>(
  words: readonly T[],
  how: {says: string; otherwise: T; value?: string},
): Flag<T>;
export function word<const T extends string>(
  words: readonly T[],
  how: {says: string; otherwise: null; byDefault?: string; value?: string},
): Flag<T | undefined>;
export function word<const T extends string>(
  words: readonly T[],
  how: {says: string; otherwise: T | null; byDefault?: string; value?: string},
): Flag<T | undefined> {
  const {says, otherwise, byDefault = otherwise, value = words.join('|')} = how;
  return {
    ...PLAIN,
    value,
    says,
    words,
    byDefault,
    // What is explained is named already.
    takes: words.every(one => says.includes(`${one}:`)) ? null : words.join(', '),
    read: (flag, given) =>
      given === undefined ? (otherwise ?? undefined) : oneOf(flag, given, words),
  };
}

/** What a whole number may be. */
interface Whole {
  says: string;
  value?: string;
  low: number;
  high: number;
  byDefault?: string;
}

/** A flag whose value is a whole number. */
export function whole(how: Whole & {otherwise: number}): Flag<number>;
export function whole(how: Whole & {otherwise: null}): Flag<number | undefined>;
export function whole(how: Whole & {otherwise: number | null}): Flag<number | undefined> {
  const {says, value = 'n', low, high, otherwise} = how;
  return {
    ...PLAIN,
    value,
    says,
    takes: `${low} to ${high}`,
    byDefault: how.byDefault ?? (otherwise === null ? null : String(otherwise)),
    read: (flag, given) =>
      given === undefined
        ? (otherwise ?? undefined)
        : wholeNumber(flag, given, low, high),
  };
}

/** A flag whose value is a folder. @param byDefault - What holds otherwise, in words. */
export const folder = (
  says: string,
  byDefault: string | null = null,
): Flag<string | undefined> => ({
  ...PLAIN,
  value: 'folder',
  says,
  byDefault,
  read: (flag, given) => folderOf(flag, given, undefined),
});

/** A flag whose value is a folder, and that may stand there several times. */
export const folders = (says: string): Flag<readonly string[]> => ({
  ...PLAIN,
  value: 'folder',
  says,
  repeats: true,
  read: (flag, given) => {
    const all: readonly unknown[] = Array.isArray(given) ? given : [given];
    return given === undefined ? [] : all.map(one => folderOf(flag, one, ''));
  },
});

/** A flag whose value is read by whoever needs it, as it stands there. */
export const text = (
  value: string,
  says: string,
  more: {byDefault?: string; fromCourse?: FromCourse} = {},
): Flag<string | undefined> => ({
  ...PLAIN,
  value,
  says,
  ...more,
  read: (flag, given) => {
    if (given === undefined) return undefined;
    // What looks like a number is one to the parser.
    if (typeof given === 'string' || typeof given === 'number') return String(given);
    throw flagError(`${flag} has no value.`, `Write ${flag} <${value}>.`);
  },
});

/** A flag that may stand there several times. */
export const each = (
  value: string,
  says: string,
  fromCourse: FromCourse | null = null,
): Flag<readonly string[]> => ({
  ...PLAIN,
  value,
  says,
  fromCourse,
  repeats: true,
  read: (_, given) => {
    if (given === undefined) return [];
    return (Array.isArray(given) ? given : [given]).map(String);
  },
});

/** A flag whose value is a number, whole or not. */
export const decimal = (how: {
  says: string;
  value?: string;
  low: number;
  high: number;
  byDefault: string;
}): Flag<number | undefined> => {
  const {says, value = 'n', low, high, byDefault} = how;
  return {
    ...PLAIN,
    value,
    says,
    takes: `${low} to ${high}`,
    byDefault,
    read: (flag, given) =>
      given === undefined ? undefined : decimalIn(flag, given, low, high),
  };
};

/** A flag with a value of a kind of its own. @param read - Reads what is given. */
export const special = <T>(
  value: string,
  says: string,
  read: (flag: string, given: unknown) => T,
  byDefault: string | null = null,
): Flag<T | undefined> => ({
  ...PLAIN,
  value,
  says,
  byDefault,
  read: (flag, given) => (given === undefined ? undefined : read(flag, given)),
});
