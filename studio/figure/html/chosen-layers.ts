import {flagError} from '../../command-line/flag-values.ts';

/**
 * The layers that `--layers` names, e.g. `0,3-5`, in order and each once.
 *
 * @throws UserError that names the flag.
 */
export function parseLayers(flag: string, given: unknown): readonly number[] {
  const parts = String(given).split(',');
  const layers = parts.flatMap(part => {
    const [, first, last = first] = /^\s*(\d{1,4})(?:-(\d{1,4}))?\s*$/.exec(part) ?? [];
    const [from, to] = [Number(first), Number(last)];
    if (first === undefined || from > to) {
      throw flagError(
        `${flag} ${String(given)} names no layers.`,
        'Give numbers from 0 and ranges, e.g. 0,3-5.',
      );
    }
    return Array.from({length: to - from + 1}, (_, i) => from + i);
  });
  return [...new Set(layers)].sort((a, b) => a - b);
}

/**
 * Of the layers that there are those that are wanted.
 *
 * @param wanted - `null` for all.
 * @throws UserError where one is not there.
 */
export function chosenLayers(
  known: readonly number[],
  wanted: readonly number[] | null,
): readonly number[] {
  if (wanted === null) return known;
  const missing = wanted.find(layer => !known.includes(layer));
  if (missing === undefined) return wanted;
  throw flagError(
    `--layers: there is no layer ${missing}.`,
    `There are ${known[0]} to ${known[known.length - 1]}.`,
  );
}
