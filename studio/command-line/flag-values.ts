import {didYouMean} from '../../foundations/did-you-mean.ts';
import {UserError} from '../../foundations/user-error.ts';

/** A mistake in a flag. */
export const flagError = (message: string, remedy: string): UserError =>
  new UserError('flag', message, remedy);

/** One of the words that a flag may have. @throws UserError that names the flag. */
export function oneOf<T extends string>(
  flag: string,
  value: unknown,
  known: readonly T[],
): T {
  const found = known.find(entry => entry === String(value));
  if (found !== undefined) return found;
  throw flagError(
    `${flag} ${String(value)} is unknown.${didYouMean(String(value), known)}`,
    `Give one of: ${known.join(', ')}.`,
  );
}

/** A whole number in a range. @throws UserError that names the flag. */
export function wholeNumber(
  flag: string,
  value: unknown,
  low: number,
  high: number,
): number {
  const number = typeof value === 'boolean' ? NaN : Number(value);
  if (Number.isInteger(number) && number >= low && number <= high) return number;
  throw flagError(
    `${flag} ${String(value)} is not possible.`,
    `Give a whole number from ${low} to ${high}.`,
  );
}

/** Token ids as they are written, e.g. `5,3,9`. @throws UserError that names the flag. */
export function readIds(flag: string, value: string): number[] {
  const parts = value.split(',').map(part => part.trim());
  const wrong = parts.find(part => !/^\d+$/.test(part));
  if (wrong === undefined) return parts.map(Number);
  throw flagError(
    `${flag} ${value}: ${wrong === '' ? 'nothing' : wrong} is no token id.`,
    `Give whole numbers from 0, e.g. ${flag} 5,3,9.`,
  );
}

/** A number in a range, whole or not. @throws UserError that names the flag. */
export function decimalIn(
  flag: string,
  value: unknown,
  low: number,
  high: number,
): number {
  const number = typeof value === 'boolean' ? NaN : Number(value);
  if (number >= low && number <= high) return number;
  throw flagError(`${flag} ${String(value)} is not possible.`, `Give ${low} to ${high}.`);
}

export interface Size {
  width: number;
  height: number;
}

/** A size as it is written, e.g. `1280x720`. @throws UserError that names the flag. */
export function readSize(flag: string, value: unknown): Size {
  const match = /^(\d+)x(\d+)$/.exec(String(value));
  const [width, height] = [Number(match?.[1]), Number(match?.[2])];
  if (match && Math.min(width, height) >= 16 && Math.max(width, height) <= 7680)
    return {width, height};
  throw flagError(
    `${flag} ${String(value)} is no size.`,
    'Give width x height in pixels, each from 16 to 7680, e.g. 1280x720.',
  );
}

/**
 * `--size` in the shape of `whole`.
 *
 * @param whole - The size where the flag is not given.
 * @param of - Whose size that is, for the message.
 * @throws UserError that names the flag.
 */
export function sizeOf(size: Size | undefined, whole: Size, of: string): Size {
  if (size === undefined) return {width: whole.width, height: whole.height};
  const {width, height} = size;
  // A size in whole pixels keeps a shape only nearly, e.g. 854x480 that of 1920x1080.
  if (Math.abs((width * whole.height) / whole.width - height) > 1) {
    throw flagError(
      `--size ${width}x${height} has another shape than ${of}'s ${whole.width}x${whole.height}.`,
      `Keep the shape, e.g. ${whole.width / 2}x${whole.height / 2}.`,
    );
  }
  return {width, height};
}

/**
 * Refuse a size that a format cannot hold.
 *
 * @throws UserError that names `--size` and `--format`.
 */
export function refuseOdd({width, height}: Size, format: string, even: boolean): void {
  if (!even || (width % 2 === 0 && height % 2 === 0)) return;
  throw flagError(
    `--size ${width}x${height} cannot go with --format ${format}, which halves colours.`,
    'Give even numbers, e.g. 1280x720, or --format png.',
  );
}

/**
 * A folder.
 *
 * @param otherwise - Where none is given.
 * @throws UserError where the flag names none.
 */
export function folderOf<T>(flag: string, value: unknown, otherwise: T): string | T {
  if (value === undefined) return otherwise;
  if (typeof value === 'boolean' || String(value).trim() === '')
    throw flagError(`${flag} names no folder.`, 'Give a path.');
  // The root of the system is one too.
  return String(value).replace(/(?<=[^/\\])[/\\]+$/, '');
}
