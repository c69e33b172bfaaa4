import {UserError} from '../../foundations/user-error.ts';
import type {Cue} from '../../scenes/script/script.ts';
import type {Heard, Span} from './find-pauses.ts';

/** Seconds of a pause that belong to what is said after it. */
const LEAD = 0.15;
/** Seconds of silence that are kept after the last word. */
const TAIL = 0.3;

/** Files that messages name. */
export interface NarrationFiles {
  script: string;
  recording: string;
}

/** A cue that is spoken, and where it begins if its script says so. */
interface Spoken {
  name: string;
  line: number;
  mark: number | null;
}

/**
 * Cut a recording into the cues of its script. A cue that has a mark begins there; those
 * between two marks begin after the longest pauses that lie between them; a cue marked
 * `none` is not spoken. Each lasts until the next one begins, so that the recording keeps
 * its rhythm. Pure.
 *
 * @throws UserError where marks and pauses do not fit the cues.
 */
export function planSpans(
  cues: readonly Pick<Cue, 'name' | 'line' | 'mark'>[],
  {seconds, pauses}: Heard,
  files: NarrationFiles,
): Record<string, Span> {
  const spoken = cues.flatMap(({name, line, mark = null}): Spoken[] =>
    mark === 'none' ? [] : [{name, line, mark}],
  );
  checkMarks(spoken, seconds, files);
  const starts = startsOf(spoken, {seconds, pauses}, files);
  const ends = [...starts.slice(1), endOf(pauses, seconds, starts.at(-1) ?? 0)];
  return Object.fromEntries(
    spoken.map(({name}, i) => [name, {from: starts[i], to: ends[i]}]),
  );
}

function checkMarks(
  spoken: readonly Spoken[],
  seconds: number,
  {script, recording}: NarrationFiles,
): void {
  let last: (Spoken & {mark: number}) | null = null;
  for (const cue of spoken) {
    const {name, line, mark} = cue;
    if (mark === null) continue;
    if (mark >= seconds) {
      throw new UserError(
        'narration',
        `${script}:${line}: "${name}" begins at ${mark} s, but ${recording} is ${round(seconds)} s long.`,
        'Correct the mark.',
      );
    }
    if (last && mark <= last.mark) {
      throw new UserError(
        'narration',
        `${script}:${line}: "${name}" begins at ${mark} s, which is not after "${last.name}" at ${last.mark} s.`,
        'Correct the marks; cues stand in the order in which they are spoken.',
      );
    }
    last = {...cue, mark};
  }
}

function startsOf(
  spoken: readonly Spoken[],
  {seconds, pauses}: Heard,
  files: NarrationFiles,
): number[] {
  const starts = spoken.map(({mark}) => mark);
  const opening = pauses.find(({from}) => from === 0);
  if (starts.length > 0) starts[0] ??= opening ? beginAfter(opening) : 0;
  for (let i = 0; i < starts.length;) {
    const marked = starts.findIndex((start, j) => j > i && start !== null);
    const next = marked < 0 ? starts.length : marked;
    const range = {from: starts[i] ?? 0, to: starts[next] ?? seconds};
    const begin = longest(pauses, range, next - i - 1);
    if (begin.length < next - i - 1) throw tooFew(spoken, i, next, begin.length, files);
    begin.forEach((pause, k) => (starts[i + 1 + k] = beginAfter(pause)));
    i = next;
  }
  return starts.map(start => start ?? 0);
}

/** The longest pauses within a range, in order of time. */
function longest(pauses: readonly Span[], {from, to}: Span, count: number): Span[] {
  return pauses
    .filter(pause => pause.from > from && pause.to < to)
    .sort((a, b) => lengthOf(b) - lengthOf(a) || a.from - b.from)
    .slice(0, count)
    .sort((a, b) => a.from - b.from);
}

const lengthOf = ({from, to}: Span): number => to - from;

/** A little before the word, so that its first sound is whole. */
const beginAfter = (pause: Span): number =>
  pause.to - Math.min(LEAD, lengthOf(pause) / 2);

/** The end of the recording, but for silence after its last word. */
function endOf(pauses: readonly Span[], seconds: number, start: number): number {
  const last = pauses.at(-1);
  if (!last || last.to < seconds || last.from <= start) return seconds;
  return Math.min(seconds, last.from + TAIL);
}

function tooFew(
  spoken: readonly Spoken[],
  from: number,
  to: number,
  found: number,
  {script, recording}: NarrationFiles,
): UserError {
  const cues = spoken.slice(from + 1, to).map(({name}) => `"${name}"`);
  const place =
    to < spoken.length
      ? `between "${spoken[from].name}" and "${spoken[to].name}"`
      : `after the beginning of "${spoken[from].name}"`;
  return new UserError(
    'narration',
    `${recording} has ${found} pauses ${place}, too few for ${cues.join(', ')} to begin after.`,
    `Mark the cues in ${script}, e.g. "## ${spoken[from + 1].name} @ 3.2s", or "@ none" where one is not spoken.`,
  );
}

const round = (seconds: number): number => Math.round(seconds * 100) / 100;
