import {log} from '../output.ts';
import {toTable} from '../table.ts';
import type {RenderOutcome} from './render-scenes.ts';

/** Say what a render did, as a table. */
export function reportRender(outcome: RenderOutcome): void {
  if ('videos' in outcome) {
    const rows = outcome.videos.map(({file, frames, reusedFrames, seconds, bytes}) => [
      file,
      `${seconds.toFixed(1)} s`,
      String(frames - reusedFrames),
      String(reusedFrames),
      `${(bytes / 2 ** 20).toFixed(1)} MB`,
    ]);
    log.log(toTable(['video', 'length', 'frames drawn', 'from cache', 'size'], rows));
    return;
  }
  const rows = outcome.chunks.map(({scene, locale, from, to, state, key}) => [
    scene,
    locale,
    `${from}-${to}`,
    state,
    key.slice(0, 12),
  ]);
  log.log(toTable(['scene', 'locale', 'frames', 'state', 'key'], rows));
}
