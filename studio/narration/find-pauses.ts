/** A part of a recording, in seconds; half-open. */
export interface Span {
  from: number;
  to: number;
}

/** What is heard in a recording. */
export interface Heard {
  /** Length in seconds. */
  seconds: number;
  /** Where nothing is said for a moment, in order. */
  pauses: Span[];
}

/** Loudness is looked at in windows of so many seconds. */
const WINDOW = 0.02;
/** Decibels: what is this much softer than loud speech is a pause. */
const SOFTER = 32;
/** What is so near to the softest parts, the room, is one too. */
const ROOM = 6;
/** Speech is always this much louder than the room. */
const SPEECH = 12;
/** Seconds: a shorter pause lies within a word. */
const SHORTEST = 0.15;
/** Seconds: a shorter sound is a click of the mouth or of the mouse. */
const CLICK = 0.05;

/**
 * Find the pauses of a recording. What counts as silence is judged by the recording
 * itself: by how loud its speech is, and how loud its room. Pure.
 *
 * @param samples - One channel.
 * @param rate - Samples per second.
 * @returns `null` where nothing is heard at all.
 */
export function findPauses(samples: Int16Array, rate: number): Heard | null {
  const levels = loudness(samples, Math.round(rate * WINDOW));
  const sorted = [...levels].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))];
  const loud = at(0.95);
  if (levels.length === 0 || loud < -60) return null;
  const room = at(0.02);
  const limit = Math.max(loud - SOFTER, Math.min(room + ROOM, loud - SPEECH));
  const isQuiet = withoutShort(
    levels.map(level => level < limit),
    false,
    CLICK,
  );
  const seconds = samples.length / rate;
  return {
    seconds,
    pauses: runsOf(isQuiet, true)
      .map(({from, to}) => ({from: from * WINDOW, to: Math.min(seconds, to * WINDOW)}))
      .filter(({from, to}) => to - from >= SHORTEST - 1e-9),
  };
}

/** Root mean square of each window in decibels below full scale. */
function loudness(samples: Int16Array, size: number): number[] {
  const levels: number[] = [];
  for (let start = 0; start < samples.length; start += size) {
    const end = Math.min(samples.length, start + size);
    let sum = 0;
    for (let i = start; i < end; i++) sum += samples[i] * samples[i];
    const share = Math.sqrt(sum / (end - start)) / 32768;
    levels.push(share === 0 ? -120 : Math.max(-120, 20 * Math.log10(share)));
  }
  return levels;
}

/** Runs of a value that are too short to count are turned into the other. */
function withoutShort(flags: boolean[], value: boolean, shortest: number): boolean[] {
  const result = [...flags];
  for (const {from, to} of runsOf(flags, value)) {
    if ((to - from) * WINDOW < shortest) result.fill(!value, from, to);
  }
  return result;
}

/** Half-open runs of a value, in windows. */
function runsOf(flags: readonly boolean[], value: boolean): Span[] {
  const runs: Span[] = [];
  flags.forEach((flag, i) => {
    if (flag !== value) return;
    const last = runs.at(-1);
    if (last?.to === i) last.to = i + 1;
    else runs.push({from: i, to: i + 1});
  });
  return runs;
}
