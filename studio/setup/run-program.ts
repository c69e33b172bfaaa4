import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {stripVTControlCharacters} from 'node:util';

/** How a program ended. */
export interface ProgramResult {
  /** Whether it ended by itself with exit code 0. */
  ok: boolean;
  stdout: string;
  /** What went wrong, in one line; empty where nothing did. */
  problem: string;
}

/** How a program is run. */
export interface RunOptions {
  env?: Readonly<Record<string, string | undefined>>;
  /** Milliseconds after which it is ended. */
  timeout: number;
  /** Milliseconds without output after which it is ended. */
  silence?: number;
  input?: Uint8Array;
  /** Called with what it prints, as it comes. */
  onOutput?: (text: string) => void;
}

/**
 * Run a program to its end, or end it and its children when it takes too long.
 *
 * @remarks
 * Never throws: a program that cannot be started is a result like any other.
 */
export async function runProgram(
  path: string,
  args: readonly string[],
  {env = process.env, timeout, silence = timeout, input, onOutput}: RunOptions,
): Promise<ProgramResult> {
  const isWindows = process.platform === 'win32';
  // A group of its own, so that what it started ends with it.
  const child = spawn(path, args, {env: {...env}, detached: !isWindows});
  let stdout = '';
  let stderr = '';
  let ended = '';
  const end = (why: string): void => {
    ended ||= why;
    try {
      if (child.pid === undefined || isWindows) child.kill('SIGKILL');
      else process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has just ended by itself.
    }
  };
  const total = setTimeout(() => end(`not done after ${seconds(timeout)}`), timeout);
  const quiet = setTimeout(() => end(`silent for ${seconds(silence)}`), silence);
  const heard = (text: string): void => {
    quiet.refresh();
    onOutput?.(text);
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    heard(text);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    heard(text);
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  try {
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    const how = signal ?? `exit code ${code}`;
    const problem =
      ended || (code === 0 ? '' : tellingLine(stderr) || tellingLine(stdout) || how);
    return {ok: code === 0 && !ended, stdout, problem};
  } catch (error) {
    return {ok: false, stdout, problem: startProblem(error as NodeJS.ErrnoException)};
  } finally {
    clearTimeout(total);
    clearTimeout(quiet);
  }
}

const seconds = (milliseconds: number): string => `${Math.round(milliseconds / 1000)} s`;

function startProblem({code, message}: NodeJS.ErrnoException): string {
  if (code === 'ENOENT')
    return 'it is not there, or an interpreter or library of it is not';
  if (code === 'EACCES') return 'it is not allowed to run';
  return message;
}

/**
 * The line of a program's output that says what went wrong: the first that speaks of an
 * error, else the last with words in it. Frames of a stack do not count.
 */
export function tellingLine(text: string): string {
  const lines = stripVTControlCharacters(text)
    .split('\n')
    .map(line => line.trim())
    .filter(line => /[a-z]/i.test(line) && !/^at .*[:(]/.test(line));
  const line = lines.find(line => /\berror\b/i.test(line)) ?? lines.at(-1) ?? '';
  return line.slice(0, 500);
}
