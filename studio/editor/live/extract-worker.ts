import {UserError} from '../../../foundations/user-error.ts';
import {extractScenes} from '../../course/extract-scenes.ts';
import type {WorkerMessage, WorkerRequest} from './extract-in-background.ts';

/** Body of the process that makes captures for the editor; see `extractInBackground`. */

const send = (message: WorkerMessage): void => {
  process.send?.(message);
};

process.once('message', ({root, scene}: WorkerRequest) => {
  let capture = scene;
  const onCapture = (id: string, done: number, of: number): void => {
    capture = id;
    send({kind: 'progress', done, of});
  };
  extractScenes([scene], {root, force: false, models: [], onCapture})
    .then(
      () => send({kind: 'done'}),
      (error: unknown) =>
        send({
          kind: 'failed',
          capture,
          code: error instanceof UserError ? error.code : 'internal',
          message: error instanceof Error ? error.message : String(error),
          remedy: error instanceof UserError ? error.remedy : null,
        }),
    )
    .finally(() => process.disconnect());
});
