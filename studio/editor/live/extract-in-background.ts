import {fork} from 'node:child_process';

import {IS_SOURCE, toolFile} from '../../../foundations/root.ts';
import {typeScriptArgs} from '../../../foundations/type-script-args.ts';

/** What the worker is asked to do. */
export interface WorkerRequest {
  root: string;
  /** Id of the scene. */
  scene: string;
}

/** What it says. */
export type WorkerMessage =
  | {kind: 'progress'; done: number; of: number}
  | {kind: 'done'}
  | ({kind: 'failed'} & Failure);

/** Why a capture could not be made. */
export interface Failure {
  /** Id of the capture. */
  capture: string;
  /** Kind of a `UserError`; `internal` for anything else. */
  code: string;
  message: string;
  remedy: string | null;
}

/**
 * Bring the captures of a scene up to date in a process of its own: it reads the
 * declaration anew, and what a model does to it does not touch the editor.
 *
 * @param onProgress - Told how many captures are done, of how many.
 * @param signal - Ends the process.
 * @returns The failure, or `null` where all captures are fresh now.
 */
export function extractInBackground(
  request: WorkerRequest,
  onProgress: (done: number, of: number) => void,
  signal: AbortSignal,
): Promise<Failure | null> {
  const failure = (message: string): Failure => ({
    capture: request.scene,
    code: 'internal',
    message,
    remedy: null,
  });
  return new Promise(resolve => {
    const child = fork(toolFile('studio/editor/live/extract-worker.ts'), {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: IS_SOURCE ? typeScriptArgs() : [],
      signal,
    });
    let result: Failure | null | undefined;
    child.on('message', (message: WorkerMessage) => {
      if (message.kind === 'progress') onProgress(message.done, message.of);
      else if (message.kind === 'done') result = null;
      else result = message;
    });
    child.on('error', error => resolve(failure(error.message)));
    child.on('exit', code =>
      resolve(
        result === undefined ? failure(`The capture ended with code ${code}.`) : result,
      ),
    );
    child.send(request);
  });
}
