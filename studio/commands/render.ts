import {takingTimes} from '../../foundations/timed.ts';
import type {Command} from '../command-line/command.ts';
import {runCommand, sayTimes} from '../command-line/output.ts';
import type {CommonFlags} from '../command-line/output.ts';
import type {AnyRenderFlags} from '../render/render-selected.ts';

export const command: Command = cli => {
  cli
    .command('render [...scenes]', 'Render scenes to videos with captions and manifest')
    .option('--project <file>', 'A plain Motion Canvas project.ts instead of scenes')
    .option('--variables <file>', "JSON over the project's variables")
    .option(
      '--captures <folder>',
      "Captures that come before the course's own, as extract --model makes them",
    )
    .option('--stale-ok', 'Let --preset final take captures that are stale')
    .option('--locale <locale>', 'One language; all of the course by default')
    .option('--theme <theme>', 'light or dark')
    .option(
      '--captions <where>',
      'picture: drawn into the frames; track: only beside them',
    )
    .option('--transparent', 'Leave the ground out, in formats that can')
    .option('--preset <preset>', 'draft: fast; final: smaller still, at more effort')
    .option('--format <format>', 'mp4, webm, prores, gif or png (default: mp4)')
    .option('--fps <n>', 'Frames per second, e.g. 30, 29.97 or 30000/1001')
    .option('--size <WxH>', 'Size in pixels, in the shape of the course or project')
    .option('--crf <n>', 'Quality of MP4 and WebM; lower is better')
    .option('--workers <n>', 'Pages that draw at once')
    .option(
      '--out <folder>',
      'Folder of the videos (default: renders; with --captures: renders/with/...)',
    )
    .option('--cache <folder>', 'Folder of finished chunks (default: .cache/chunks)')
    .option('--force', 'Draw again what is in the cache')
    .option(
      '--cache-limit <MB>',
      'Size of the cache; the longest unused chunks go (default: 4096)',
    )
    .option('--frame-timeout <s>', 'Seconds that one frame may take (default: 60)')
    .option('--dry-run', 'Print the plan and draw nothing')
    .option('--shard <i/n>', 'Draw one of n parts into the cache; --assemble joins them')
    .option('--assemble', 'Join chunks that are in the cache and draw nothing')
    .option('--json', 'Print one JSON document on stdout')
    .example('aim render 09 --locale ko --preset final')
    .example('aim render what-is-it --format webm --transparent --captions track')
    .example('aim render what-is-it --format gif --size 640x360')
    .example('aim render --project ../anim/src/project.ts --variables hello.json')
    .example('aim render 09 --captures .cache/captures/decoder=org--name')
    .example('aim render --dry-run --json')
    .action((selectors: string[], flags: AnyRenderFlags & CommonFlags) =>
      runCommand(flags, async () => {
        const {renderSelected} = await import('../render/render-selected.ts');
        const {reportRender} = await import('../render/report.ts');
        const {result, stages} = await takingTimes(() =>
          renderSelected(selectors, flags),
        );
        reportRender(result);
        sayTimes(stages);
        return {...result, stages};
      }),
    );
};
