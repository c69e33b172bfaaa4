import type {Command} from '../cli.ts';
import {log, runCommand} from '../output.ts';
import type {CommonFlags} from '../output.ts';
import type {RenderFlags} from '../render/options.ts';

export const command: Command = cli => {
  cli
    .command('render [...scenes]', 'Render scenes to MP4 with captions and manifest')
    .option('--locale <locale>', 'One language; all of the course by default')
    .option('--theme <theme>', 'light or dark')
    .option('--preset <preset>', 'draft: encoded in the page; final: libx264')
    .option(
      '--captions <where>',
      'picture: drawn into the frames; track: only beside them',
    )
    .option('--fps <n>', 'Frames per second')
    .option('--size <WxH>', 'Size in pixels, in the shape of the course')
    .option('--workers <n>', 'Pages that draw at once')
    .option('--out <folder>', 'Folder of the videos (default: renders)')
    .option('--cache <folder>', 'Folder of finished chunks (default: .cache/chunks)')
    .option('--force', 'Draw again what is in the cache')
    .option('--json', 'Print one JSON document on stdout')
    .action((selectors: string[], flags: RenderFlags & CommonFlags) =>
      runCommand(flags, async () => {
        const {renderSelected} = await import('../render/render-selected.ts');
        const videos = await renderSelected(selectors, flags);
        for (const {file, frames, reusedFrames, seconds} of videos) {
          log.success(
            `${file} (${seconds.toFixed(1)} s, ${frames} frames, ${reusedFrames} from cache)`,
          );
        }
        return {videos};
      }),
    );
};
