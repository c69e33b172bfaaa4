import {posix} from 'node:path';

import type {ViteDevServer} from 'vite';

import {loadCourse} from '../../course/load-course.ts';
import {listScenes} from '../../course/scene-files.ts';
import {staleCaptures} from '../../freshness/stale-captures.ts';
import type {LiveState} from './live-state.ts';
import type {ModuleReader} from './module-reader.ts';

/** Declarations, and what they import. */
const SOURCE = /^scenes\/.*\.ts$/;
/** What else decides whether captures are stale, and captures themselves. */
const OTHER =
  /^(?:course\.config\.ts|models\.lock\.json|assets\/models\/.*|assets\/captures\/.*\.json|scenes\/.*\.tsx)$/;
/** A save may be several files. */
const SETTLE_MS = 120;

/**
 * Tell pages which captures of the open lessons are stale, as soon as they are and no
 * longer than that.
 *
 * @param root - Folder with `course.config.ts`, `scenes/` and `assets/captures/`.
 * @param lessons - Folders of the open lessons.
 * @param modules - Reads declarations.
 * @param onStale - Told of captures that a change of a source has made stale.
 */
export function watchStaleness(
  server: ViteDevServer,
  root: string,
  lessons: readonly string[],
  live: LiveState,
  modules: ModuleReader,
  onStale: (capture: string) => void,
): void {
  const {load} = modules;
  const judge = async (): Promise<string[]> => {
    await modules.forget();
    const scenes = (await listScenes(root)).filter(({lesson}) =>
      lessons.includes(lesson),
    );
    // A course that cannot be read is reported where captures are made.
    const course = await loadCourse(root, load).catch(() => null);
    if (!course) return [];
    return live.judged(await staleCaptures(root, course, scenes, null, load));
  };
  let isSource = false;
  let timer: NodeJS.Timeout | undefined;
  let judging: Promise<void> = Promise.resolve();
  const judgeLater = (delay: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      judging = judging
        .then(async () => {
          const bySource = isSource;
          isSource = false;
          const newly = await judge();
          if (bySource) newly.forEach(onStale);
        })
        .catch((error: unknown) => server.config.logger.error(String(error)));
    }, delay);
  };
  server.watcher.on('all', (_, file) => {
    const path = posix.relative(root, file.replaceAll('\\', '/'));
    if (!SOURCE.test(path) && !OTHER.test(path)) return;
    isSource ||= SOURCE.test(path);
    judgeLater(SETTLE_MS);
  });
  judgeLater(0);
  server.httpServer?.once('close', () => {
    clearTimeout(timer);
    void judging.then(() => modules.close());
  });
}
