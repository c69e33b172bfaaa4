import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';

import {hashJson, sha256} from '../../../foundations/canonical-json.ts';
import {replaceFile} from '../../../foundations/files/replace-file.ts';
import type {CueTime} from '../../../scenes/lesson/cue-log.ts';
import type {AudioTrack} from '../encode/audio.ts';
import {decodeAudio} from '../../narration/decode-audio.ts';
import {placeSpans} from '../../narration/place-spans.ts';
import type {PlacedSpan} from '../../narration/place-spans.ts';
import {wavFile} from '../../narration/wav.ts';

const RATE = 48_000;
const CHANNELS = 2;
/** Of the way in which recordings are mixed. */
const VERSION = 1;

/** A part of a recording in a video, with what it is known by. */
export interface SpokenSpan extends PlacedSpan {
  /** SHA-256 of the recording. */
  sha256: string;
}

/** What is heard in parts of a video that follow each other. Pure. */
export function spokenSpans(
  parts: readonly {cues: readonly CueTime[]; seconds: number}[],
): SpokenSpan[] {
  let start = 0;
  return parts.flatMap(({cues, seconds}) => {
    const offset = start;
    start += seconds;
    return cues.flatMap(({seconds: at, spoken}) =>
      spoken ? [{...spoken, at: offset + at}] : [],
    );
  });
}

/**
 * The sound of a video: recordings cut into cues, each where its cue is seen. It is kept
 * in the cache.
 *
 * @param root - The course.
 * @param seconds - Length of the video.
 * @param ffmpeg - The executable.
 * @returns `null` where nothing is spoken.
 */
export async function narrationTrack(
  root: string,
  spans: readonly SpokenSpan[],
  seconds: number,
  ffmpeg: string,
): Promise<AudioTrack | null> {
  if (spans.length === 0) return null;
  const content = spans.map(({file: _, ...span}) => span);
  const key = hashJson({content, seconds, RATE, CHANNELS, VERSION});
  const path = join(root, '.cache/narration', `${key}.wav`);
  if (!existsSync(path)) {
    const names = [...new Set(spans.map(({file}) => file))];
    const recordings = new Map<string, Int16Array>();
    for (const name of names) {
      const decoded = await decodeAudio(ffmpeg, join(root, name), name, RATE, CHANNELS);
      recordings.set(name, decoded.samples);
    }
    const format = {rate: RATE, channels: CHANNELS};
    const silence = new Int16Array(Math.round(seconds * RATE) * CHANNELS);
    const samples = placeSpans(spans, recordings, format, silence);
    await replaceFile(path, wavFile({samples, ...format}));
  }
  return {path, sha256: sha256(await readFile(path)), start: 0};
}
