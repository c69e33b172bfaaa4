import type {Command} from '../command-line/command.ts';
import type {CompareFlags} from '../compare/compare-scenes.ts';
import {log, runCommand} from '../command-line/output.ts';
import type {CommonFlags} from '../command-line/output.ts';
import {ROOT} from '../../foundations/root.ts';

export const command: Command = cli => {
  cli
    .command('compare [...scenes]', "Put two models' versions of scenes side by side")
    .option('--with <other>', 'Folder of captures, or role=model, for the right side')
    .option('--locale <locale>', 'One language; all of the course by default')
    .option('--theme <theme>', 'light or dark')
    .option('--preset <preset>', 'draft: fast; final: best pictures')
    .option('--stale-ok', 'Let --preset final take captures that are stale')
    .option('--fps <n>', 'Frames per second, e.g. 30, 29.97 or 30000/1001')
    .option('--size <WxH>', 'Size in pixels, in the shape of the course')
    .option('--workers <n>', 'Pages that draw at once')
    .option('--out <folder>', 'The videos go into its folder compare (default: renders)')
    .option('--force', 'Draw and join again what is there')
    .option('--json', 'Print one JSON document on stdout')
    .example('aim compare what-is-it --with decoder=org/name')
    .example('aim compare 09 --with .cache/captures/decoder=org--name --locale en')
    .action((selectors: string[], flags: CompareFlags & CommonFlags) =>
      runCommand(flags, async () => {
        const {compareScenes} = await import('../compare/compare-scenes.ts');
        const compared = await compareScenes(ROOT, selectors, flags);
        for (const {file, seconds} of compared.videos)
          log.success(`${file} (${seconds.toFixed(1)} s)`);
        return compared;
      }),
    );
};
