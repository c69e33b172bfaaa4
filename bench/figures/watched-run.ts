import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFile} from 'node:fs/promises';
import {setTimeout} from 'node:timers/promises';

import {UserError} from '../../foundations/user-error.ts';
import {processorTime} from '../processor-time.ts';

/** What a program took, from its start to its end. */
export interface WatchedRun {
  seconds: number;
  /** Of processor time, with all that it started; `null` where the system does not tell. */
  processor: number | null;
  /** The most memory that it held itself, in MB; `null` likewise. */
  peak: number | null;
}

/** Milliseconds between looks at it. */
const PAUSE = 20;

/**
 * Run a Node program and watch it.
 *
 * @throws UserError where it fails, with what it said.
 */
export async function watchedRun(argv: readonly string[]): Promise<WatchedRun> {
  const [start, before] = [performance.now(), await processorTime()];
  const child = spawn(process.execPath, argv, {stdio: ['ignore', 'ignore', 'pipe']});
  let said = '';
  child.stderr.on('data', (part: Buffer) => (said += part.toString()));
  const ended = once(child, 'close') as Promise<[number | null]>;
  let peak: number | null = null;
  while (child.exitCode === null && child.signalCode === null) {
    peak = (await peakOf(child.pid)) ?? peak;
    await setTimeout(PAUSE);
  }
  const [code] = await ended;
  const seconds = (performance.now() - start) / 1000;
  const after = await processorTime();
  if (code !== 0) {
    throw new UserError(
      'bench',
      `${argv.slice(0, 3).join(' ')} failed: ${said}`,
      'Run it by itself.',
    );
  }
  const processor = before === null || after === null ? null : after - before;
  return {seconds, processor, peak};
}

/** The most memory that a process has held so far, in MB, as Linux tells it. */
async function peakOf(id: number | undefined): Promise<number | null> {
  const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(status) ?? [];
  return kilobytes === undefined ? null : Number(kilobytes) / 1024;
}
