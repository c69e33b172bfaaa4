import {spawn} from 'node:child_process';
import {once} from 'node:events';

import {UserError} from '../../foundations/user-error.ts';
import type {Pcm} from './wav.ts';

/** Arguments of the ffmpeg call that writes samples to stdout. */
const decodeArgs = (file: string, rate: number, channels: number): string[] => [
  '-hide_banner',
  '-loglevel',
  'error',
  '-i',
  file,
  '-vn',
  '-ac',
  String(channels),
  '-ar',
  String(rate),
  '-f',
  's16le',
  '-',
];

/**
 * Decode a sound file of any kind that ffmpeg reads.
 *
 * @param ffmpeg - The executable.
 * @param name - What messages call the file.
 * @throws UserError where it is no sound file.
 */
export async function decodeAudio(
  ffmpeg: string,
  file: string,
  name: string,
  rate: number,
  channels: number,
): Promise<Pcm> {
  const child = spawn(ffmpeg, decodeArgs(file, rate, channels), {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const parts: Buffer[] = [];
  let errors = '';
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const [code] = (await once(child, 'close')) as [number | null];
  const bytes = Buffer.concat(parts);
  if (code !== 0 || bytes.length === 0) {
    const why = errors.trim().split('\n').at(-1) ?? '';
    throw new UserError(
      'narration',
      `${name} cannot be read as sound${why === '' ? '' : `: ${why}`}.`,
      'Save the recording as WAV, MP3 or M4A.',
    );
  }
  const samples = new Int16Array(Math.floor(bytes.length / 2));
  for (let i = 0; i < samples.length; i++) samples[i] = bytes.readInt16LE(2 * i);
  return {samples, rate, channels};
}
