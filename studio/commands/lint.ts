import {takingTimes} from '../../foundations/timed.ts';
import type {Command} from '../command-line/command.ts';
import type {LintFlags} from '../lint/options.ts';
import {log, runCommand, sayTimes} from '../command-line/output.ts';
import type {CommonFlags} from '../command-line/output.ts';

export const command: Command = cli => {
  cli
    .command('lint [...scenes]', 'Look at every cue of scenes for mistakes of layout')
    .option('--locale <locale>', 'One language; all of the course by default')
    .option('--theme <theme>', 'light, dark or both (default: both)')
    .option(
      '--out <folder>',
      'Folder of the stills that show the findings (default: renders/lint)',
    )
    .option('--workers <n>', 'Pages that are looked at at once')
    .option('--force', 'Look also at what is unchanged since nothing was found in it')
    .option('--json', 'Print one JSON document on stdout')
    .example('aim lint 09 --locale ko')
    .action((selectors: string[], flags: LintFlags & CommonFlags) =>
      runCommand(flags, async () => {
        const {lintSelected} = await import('../lint/lint-selected.ts');
        const {result, stages} = await takingTimes(() => lintSelected(selectors, flags));
        const {findings, stale} = result;
        sayTimes(stages);
        if (findings.length > 0) {
          process.exitCode = 1;
          log.error(`${findings.length} findings`);
        } else log.success('No findings');
        return {findings, stale, stages};
      }),
    );
};
