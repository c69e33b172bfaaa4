import {spawn} from 'node:child_process';
import type {ChildProcessWithoutNullStreams} from 'node:child_process';
import {once} from 'node:events';

import {UserError} from '../../../foundations/user-error.ts';

/** A running ffmpeg or ffprobe. */
export interface Ffmpeg {
  process: ChildProcessWithoutNullStreams;
  /** Its stdout; rejects with what it wrote to stderr where it fails. */
  done: Promise<string>;
}

/**
 * Start ffmpeg or ffprobe.
 *
 * @param stdout - `text` is collected; `bytes` have to be read by who starts it.
 */
export function startFfmpeg(
  path: string,
  args: readonly string[],
  stdout: 'text' | 'bytes' = 'text',
): Ffmpeg {
  const child = spawn(path, args, {stdio: ['pipe', 'pipe', 'pipe']});
  let output = '';
  let errors = '';
  if (stdout === 'text')
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  // A reader that ends early closes the pipe; its exit code tells why.
  child.stdin.on('error', () => undefined);
  const done = (async () => {
    const [code] = (await once(child, 'close').catch((error: Error) => {
      throw ffmpegError(`${path} could not be started: ${error.message}`);
    })) as [number | null];
    if (code === 0) return output;
    if (errors.includes('No space left on device')) {
      throw new UserError(
        'file-system',
        `${path} could not write its file: the disk is full.`,
        'Free some space and run the command again.',
      );
    }
    throw ffmpegError(
      `${path} ended with code ${code}: ${errors.trim() || '(no message)'}`,
    );
  })();
  done.catch(() => undefined);
  return {process: child, done};
}

const ffmpegError = (message: string): UserError =>
  new UserError(
    'ffmpeg',
    message,
    'Run `npm run doctor`; where ffmpeg is old, point FFMPEG_BIN at a newer one.',
  );

/** Run ffmpeg or ffprobe to its end and return its stdout. */
export async function runFfmpeg(path: string, args: readonly string[]): Promise<string> {
  const {process: child, done} = startFfmpeg(path, args);
  child.stdin.end();
  return done;
}
