import {readFile} from 'node:fs/promises';
import {join, posix} from 'node:path';

import type {Plugin} from 'vite';

import {projectName} from '../../course/projects.ts';
import {listCaptured, sceneOf} from '../../course/scene-files.ts';
import {HELLO_EVENT, STATE_EVENT} from '../protocol.ts';
import {captureQueue} from './capture-queue.ts';
import {extractInBackground} from './extract-in-background.ts';
import type {LiveState} from './live-state.ts';
import type {ModuleReader} from './module-reader.ts';
import {placeOfError} from './place-of-error.ts';
import {watchStaleness} from './watch-staleness.ts';

const DECLARATION = /^scenes\/([^/]+)\/([a-z0-9-]+)(?:\.[a-z0-9-]+)?\.capture\.ts$/;
const COURSE = 'course.config.ts';
/** Kinds of errors whose cause is the model that plays a role, not what is asked of it. */
const OF_THE_COURSE = /^(?:model|hub|package)-/;

/**
 * Makes captures again in the background when their declaration, what it imports or the
 * course changes, and tells the editor's pages what is going on and what is wrong.
 *
 * @param root - Folder with `course.config.ts` and `scenes/`.
 * @param projects - The `project.ts` files that are open.
 */
export function livePlugin(
  root: string,
  projects: readonly string[],
  live: LiveState,
  modules: ModuleReader,
): Plugin {
  const ended = new AbortController();
  const lessons = projects.map(projectName);

  async function capture(scene: string): Promise<void> {
    const key = `capture ${scene}`;
    const progress = (done: number, of: number | null): void =>
      live.capture({scene, done, of});
    progress(0, null);
    const failure = await extractInBackground({root, scene}, progress, ended.signal);
    live.capture(null);
    if (!failure) return live.mended(key);
    const {code, message, remedy} = failure;
    const file = OF_THE_COURSE.test(code)
      ? COURSE
      : `scenes/${failure.capture}.capture.ts`;
    const source = await readFile(join(root, file), 'utf8').catch(() => '');
    live.report({key, ...placeOfError(message, file, source), message, remedy});
  }

  return {
    name: 'aim:live',
    apply: 'serve',
    configureServer(server) {
      live.listen(state => server.ws.send(STATE_EVENT, state));
      server.ws.on(HELLO_EVENT, (_, client) => client.send(STATE_EVENT, live.current));
      const queue = captureQueue(capture);
      const changed = async (file: string): Promise<void> => {
        const path = posix.relative(root, file.replaceAll('\\', '/'));
        const declared = DECLARATION.exec(path);
        if (declared && lessons.includes(declared[1])) {
          queue.request(`${declared[1]}/${declared[2]}`);
        } else if (path === COURSE) {
          for (const {id, lesson} of await listCaptured(root))
            if (lessons.includes(lesson)) queue.request(id);
        }
      };
      server.watcher
        .on('add', file => void changed(file))
        .on('change', file => void changed(file));
      watchStaleness(server, root, lessons, live, modules, stale => {
        const {lesson, scene} = sceneOf(stale);
        const id = `${lesson}/${scene.split('.')[0]}`;
        // Where the declaration itself was saved, it is being captured already.
        if (live.current.capturing?.scene !== id) queue.request(id);
      });
      server.httpServer?.once('close', () => ended.abort());
    },
  };
}
