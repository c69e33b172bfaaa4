/** A part of a recording and where it is heard. */
export interface PlacedSpan {
  /** Path of the recording relative to the course. */
  file: string;
  /** Half-open range of seconds in the recording. */
  from: number;
  to: number;
  /** Second at which it begins to be heard. */
  at: number;
}

/** Seconds over which a cut is faded, so that it does not click. */
const FADE = 0.005;

/**
 * Lay parts of recordings one after the other, with silence between them. Parts that
 * follow each other as they do in their recording are joined as if never cut. Pure.
 *
 * @param spans - In order of time.
 * @param recordings - Samples of each recording, all of one rate and number of channels.
 * @param result - Silence, as long as the result shall be.
 */
export function placeSpans<S extends Int16Array | Float32Array>(
  spans: readonly PlacedSpan[],
  recordings: ReadonlyMap<string, S>,
  {rate, channels}: {rate: number; channels: number},
  result: S,
): S {
  const index = (seconds: number): number => Math.round(seconds * rate);
  const fade = index(FADE);
  let end = 0;
  spans.forEach((span, k) => {
    const source = recordings.get(span.file);
    if (!source) return;
    const isJoined = joins(spans[k - 1], span);
    const from = index(span.from);
    const length = index(span.to) - from;
    const at = isJoined ? end : index(span.at);
    end = at + length;
    const fadeIn = isJoined || from === 0 ? 0 : fade;
    const fadeOut = joins(span, spans[k + 1]) ? 0 : fade;
    for (let i = 0; i < length; i++) {
      const gain = Math.min(
        1,
        fadeIn === 0 ? 1 : i / fadeIn,
        fadeOut === 0 ? 1 : (length - i) / fadeOut,
      );
      for (let c = 0; c < channels; c++) {
        const target = (at + i) * channels + c;
        const place = (from + i) * channels + c;
        if (target < result.length && place < source.length)
          result[target] = source[place] * gain;
      }
    }
  });
  return result;
}

/** Whether two parts follow each other here as they do in their recording. */
const joins = (a: PlacedSpan | undefined, b: PlacedSpan | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  a.file === b.file &&
  a.to === b.from &&
  Math.abs(a.at + a.to - a.from - b.at) < JOINED;

/** Seconds: rounding errors of times, and far less than a sample. */
const JOINED = 1e-6;
