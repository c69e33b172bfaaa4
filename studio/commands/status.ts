import type {Command} from '../command-line/command.ts';
import {answer, runCommand} from '../command-line/output.ts';
import type {CommonFlags} from '../command-line/output.ts';
import {ROOT} from '../../foundations/root.ts';

interface Flags extends CommonFlags {
  out: string;
}

export const command: Command = cli => {
  cli
    .command('status [...scenes]', 'Say which captures and videos are stale, and why')
    .option('--out <folder>', 'Folder of the videos', {default: 'renders'})
    .option('--json', 'Print one JSON document on stdout')
    .example('aim status')
    .example('aim status 09 --json')
    .action((selectors: string[], flags: Flags) =>
      runCommand(flags, async () => {
        const {readStatus} = await import('../status/status.ts');
        const {describeStatus} = await import('../status/report.ts');
        const {folderOf} = await import('../command-line/flag-values.ts');
        const out = folderOf('--out', flags.out, 'renders');
        const status = await readStatus(ROOT, selectors, out);
        answer(flags, describeStatus(status));
        const said = <S extends {reasons: string[]}>({reasons, ...rest}: S) => ({
          ...rest,
          reason: reasons.join('; '),
        });
        return {captures: status.captures.map(said), renders: status.renders.map(said)};
      }),
    );
};
