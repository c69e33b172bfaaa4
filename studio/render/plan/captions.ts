/** A caption with its time. */
export interface CaptionCue {
  name: string;
  /** Start in seconds. */
  seconds: number;
  caption: string;
}

/**
 * Captions as WebVTT: each stays until the next one begins.
 *
 * @param cues - In order of time.
 * @param duration - Length of the video in seconds.
 */
export function toWebVtt(cues: readonly CaptionCue[], duration: number): string {
  const blocks = cues.map(({name, seconds, caption}, i) => {
    const end = cues[i + 1]?.seconds ?? duration;
    return `${name}\n${timestamp(seconds)} --> ${timestamp(end)}\n${escapeText(caption)}\n`;
  });
  return ['WEBVTT\n', ...blocks].join('\n');
}

/** Seconds as `00:01:02.345`. */
export function timestamp(seconds: number): string {
  const total = Math.round(seconds * 1000);
  const pad = (value: number, digits: number): string =>
    String(value).padStart(digits, '0');
  const hours = Math.floor(total / 3_600_000);
  const minutes = Math.floor(total / 60_000) % 60;
  const rest = total % 60_000;
  return `${pad(hours, 2)}:${pad(minutes, 2)}:${pad(Math.floor(rest / 1000), 2)}.${pad(rest % 1000, 3)}`;
}

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
