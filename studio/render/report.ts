import {log} from '../command-line/output.ts';
import {toTable} from '../command-line/table.ts';
import type {RenderedVideo, RenderOutcome} from './render-plan.ts';

/** Say what a render did, as a table. */
export function reportRender(outcome: RenderOutcome): void {
  if ('chunks' in outcome) {
    const rows = outcome.chunks.map(({scene, locale, from, to, state, key}) => [
      scene,
      locale ?? '',
      `${from}-${to}`,
      state,
      key.slice(0, 12),
    ]);
    log.log(toTable(['scene', 'locale', 'frames', 'state', 'key'], rows));
    return;
  }
  const {videos, lessons} = outcome;
  const head = ['video', 'length', 'frames drawn', 'reused', 'drawn in', 'size'];
  const rows = [
    ...videos.map(video => [
      video.file,
      lengthOf(video),
      String(video.frames - video.reusedFrames),
      String(video.reusedFrames),
      `${video.drawnIn.toFixed(1)} s`,
      sizeOf(video),
    ]),
    // Lessons are joined from the same frames, which were counted above.
    ...lessons.map(video => [video.file, lengthOf(video), '', '', '', sizeOf(video)]),
  ];
  log.log(toTable(head, rows));
  for (const {file, missing} of videos) {
    for (const {where, characters} of missing)
      log.warn(
        `${file}: no font has ${characters} in ${where}; boxes are drawn instead. Let the ` +
          'project load a font that has them with @font-face, or install one.',
      );
  }
  const fonts = [...new Set(videos.flatMap(({machineFonts}) => machineFonts))].sort();
  if (fonts.length > 0) {
    log.warn(
      `Text is set in fonts of this machine: ${fonts.join(', ')}. Another machine may draw ` +
        'it otherwise; a font that the project loads with @font-face is the same everywhere.',
    );
  }
}

const lengthOf = ({seconds}: RenderedVideo): string => `${seconds.toFixed(1)} s`;
const sizeOf = ({bytes}: RenderedVideo): string => `${(bytes / 2 ** 20).toFixed(1)} MB`;
