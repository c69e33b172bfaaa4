import sirv from 'sirv';
import type {Plugin} from 'vite';

import {RECORDINGS_PATH} from '../protocol.ts';

/**
 * Lets the editor's pages fetch recordings: `GET /__aim/recordings/<lesson>/<file>`.
 *
 * @param root - Folder with `scenes/`.
 */
export function recordingsPlugin(root: string): Plugin {
  return {
    name: 'aim:recordings',
    apply: 'serve',
    configureServer({middlewares}) {
      const files = sirv(`${root}/scenes`, {dev: true, etag: false});
      middlewares.use(RECORDINGS_PATH, (request, response) => {
        const isRecording = /^\/[^/]+\/[^/]+\.narration\.[^/]+$/.test(
          new URL(request.url ?? '', 'http://localhost').pathname,
        );
        const missing = (): void => {
          response.statusCode = 404;
          response.end();
        };
        if (isRecording) files(request, response, missing);
        else missing();
      });
    },
  };
}
