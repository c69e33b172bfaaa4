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
  const joins = (a: PlacedSpan | undefined, b: PlacedSpan | undefined): boolean =>
    a !== undefined &&
    b !== undefined &&
    a.file === b.file &&
    index(a.to) === index(b.from) &&
    index(a.at) + index(a.to) - index(a.from) === index(b.at);
  spans.forEach((span, k) => {
    const source = recordings.get(span.file);
    if (!source) return;
    const [from, to, at] = [index(span.from), index(span.to), index(span.at)];
    const fadeIn = joins(spans[k - 1], span) || from === 0 ? 0 : fade;
    const fadeOut = joins(span, spans[k + 1]) ? 0 : fade;
    for (let i = 0; i < to - from; i++) {
      const gain = Math.min(
        1,
        fadeIn === 0 ? 1 : i / fadeIn,
        fadeOut === 0 ? 1 : (to - from - i) / fadeOut,
      );
      for (let c = 0; c < channels; c++) {
        const target = (at + i) * channels + c;
        const value = source[(from + i) * channels + c];
        if (target < result.length && value !== undefined) result[target] = value * gain;
      }
    }
  });
  return result;
}
