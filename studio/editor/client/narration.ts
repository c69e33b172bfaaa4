import type {Player} from '@motion-canvas/core';

import {runOf} from '../../../scenes/lesson/cue-log.ts';
import {placeSpans} from '../../narration/place-spans.ts';
import type {PlacedSpan} from '../../narration/place-spans.ts';
import {wavFile} from '../../narration/wav.ts';
import {RECORDINGS_PATH} from '../protocol.ts';

/** Enough for a voice, and light enough for a lesson of half an hour. */
const RATE = 24_000;

/** A part of a recording in the whole project. */
interface Spoken extends PlacedSpan {
  sha256: string;
}

/**
 * Let the editor speak: whenever scenes have run, their recordings, cut into cues, become
 * the project's audio. Motion Canvas plays it along, mutes it, and draws its waveform.
 */
export function playNarration(player: Player): void {
  const recordings = new Map<string, Promise<Float32Array>>();
  let playing = '';
  let url = '';
  const update = async (): Promise<void> => {
    const {playback, status} = player;
    const seconds = status.framesToSeconds(playback.duration);
    const spans = playback.onScenesRecalculated.current.flatMap(scene =>
      (runOf(scene)?.cues ?? []).flatMap(({seconds: at, spoken}): Spoken[] =>
        spoken ? [{...spoken, at: at + status.framesToSeconds(scene.firstFrame)}] : [],
      ),
    );
    const key = spans.length === 0 ? '' : JSON.stringify([spans, seconds]);
    if (key === playing) return;
    playing = key;
    const decoded = await Promise.all(
      spans.map(async ({file, sha256}) => {
        const known = recordings.get(sha256) ?? decode(file, sha256);
        recordings.set(sha256, known);
        return [file, await known] as const;
      }),
    );
    // Another run has been faster.
    if (key !== playing) return;
    const silence = new Float32Array(Math.ceil(seconds * RATE));
    const mixed = placeSpans(spans, new Map(decoded), {rate: RATE, channels: 1}, silence);
    const samples = new Int16Array(mixed.length);
    for (let i = 0; i < mixed.length; i++) samples[i] = mixed[i] * 32767;
    URL.revokeObjectURL(url);
    const wav = wavFile({samples, rate: RATE, channels: 1});
    url = URL.createObjectURL(new Blob([wav], {type: 'audio/wav'}));
    player.audio.setSource(url);
  };
  player.onRecalculated.subscribe(() => {
    update().catch((error: unknown) => console.error(error));
  });
}

/** One channel of a recording. */
async function decode(file: string, sha256: string): Promise<Float32Array> {
  const path = file.replace(/^scenes\//, '');
  const response = await fetch(`${RECORDINGS_PATH}/${path}?${sha256}`);
  if (!response.ok) throw new Error(`${file} cannot be fetched (${response.status})`);
  const bytes = await response.arrayBuffer();
  const audio = await new OfflineAudioContext(1, 1, RATE).decodeAudioData(bytes);
  const mono = new Float32Array(audio.length);
  for (let c = 0; c < audio.numberOfChannels; c++) {
    audio.getChannelData(c).forEach((value, i) => {
      mono[i] += value / audio.numberOfChannels;
    });
  }
  return mono;
}
