/**
 * Where in the recording of a script a cue begins, in seconds; `none` for a cue that is
 * not spoken there.
 */
export type Mark = number | 'none';

const HEADING = /^(\S.*?)(?:\s+@\s*(.*))?$/;
const TIME = /^(?:(\d+):)?(\d+(?:\.\d+)?)\s*s?$/;

/**
 * A cue's heading, e.g. `split @ 3.2s`, `split @ 1:03.2` or `split @ none`.
 *
 * @returns Name and mark; `null` for the mark of a heading that has none, `undefined`
 * where it cannot be read.
 */
export function readHeading(heading: string): {
  name: string;
  mark: Mark | null | undefined;
} {
  const [, name = heading, mark] = HEADING.exec(heading) ?? [];
  if (mark === undefined) return {name, mark: null};
  if (mark === 'none') return {name, mark};
  const [, minutes = '0', seconds] = TIME.exec(mark) ?? [];
  return {
    name,
    mark: seconds === undefined ? undefined : 60 * Number(minutes) + Number(seconds),
  };
}
