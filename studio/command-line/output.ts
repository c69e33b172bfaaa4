import {createConsola} from 'consola';

import {fileError} from '../../foundations/files/file-error.ts';
import {stagesLine} from '../../foundations/timed.ts';
import type {Stage} from '../../foundations/timed.ts';
import {UserError} from '../../foundations/user-error.ts';

/** Log for people. It goes to stderr, so that stdout carries results alone. */
export const log = createConsola({
  stdout: process.stderr,
  stderr: process.stderr,
  formatOptions: {date: false},
  // What is said twice is not held back until later, among what is said then.
  throttle: 0,
});

/** Flags that every command has. */
export interface CommonFlags {
  /** Print one JSON document on stdout. */
  json: boolean;
}

/** Print the answer of a command that was asked to say something; JSON stands in its place. */
export function answer({json}: Partial<CommonFlags>, text: string): void {
  if (!json) process.stdout.write(`${text}\n`);
}

/** Say how long the stages of a command took, where they took any time. */
export function sayTimes(stages: readonly Stage[]): void {
  const line = stagesLine(stages);
  if (line !== '') log.info(line);
}

/**
 * Run a command: print its result as JSON where asked for, turn a failure into a
 * message with its remedy and a non-zero exit code.
 *
 * @param flags - The command's flags.
 * @param body - Does the work and returns the JSON document.
 */
export async function runCommand(
  flags: CommonFlags,
  body: () => Promise<object>,
): Promise<void> {
  try {
    const document = await body();
    if (flags.json) process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  } catch (error) {
    process.exitCode = 1;
    if (flags.json) {
      const document = {error: errorDocument(error)};
      process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    }
    sayError(error);
  }
}

/** What a failure is in a JSON document: its kind, what is wrong, and what to do about it. */
export function errorDocument(error: unknown): {
  code: string;
  message: string;
  remedy: string;
} {
  const {code, message, remedy} = knownError(error) ?? {
    code: 'internal',
    message: messageOf(error),
    remedy: 'This is a defect; please report it.',
  };
  return {code, message, remedy};
}

/** Say what is wrong, and what to do about it; of a defect of ours where it is. */
export function sayError(error: unknown): void {
  const known = knownError(error);
  if (known) {
    log.error(known.message);
    log.info(known.remedy);
  } else {
    log.error(error);
  }
}

const knownError = (error: unknown): UserError | null =>
  error instanceof UserError ? error : fileError(error);

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
